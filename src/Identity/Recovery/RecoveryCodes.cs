using LienThong.Identity.Security;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Recovery;

/// <summary>
/// Ten codes on paper that stand in for the authenticator app, each once (NIST SP 800-63B look-up secrets: something one has). Shown once when they are
/// made; kept as keyed hashes. New ones make the old ones worthless.
/// </summary>
internal sealed class RecoveryCodes(Db db, Secrets secrets, SecurityLog log, TimeProvider clock)
{
    private const int Count = 10, Length = 12;

    /// Makes ten new codes; the only time they can be read.
    public async Task<Result<IReadOnlyList<string>>> Make(HttpContext http, Caller caller, Session session, CancellationToken ct)
    {
        var codes = Enumerable.Range(0, Count).Select(_ => Activations.NewCode(Length)).ToList();
        List<Change> changes = [new(Sql.Drop, [session.Account]) { AnyRows = true }];
        foreach (var code in codes) changes.Add(new(Sql.Add, [session.Account, await Key(session.Account, code, ct), clock.GetUtcNow()]));
        var written = await db.Write(caller, changes, [], ct);
        if (written.Failed) return written.Faults;
        await log.Write(SecurityEventKind.RecoveryCodesMade, session.Account, Visitor.Of(http), null, ct);
        return codes.ConvertAll(Activations.Grouped);
    }

    /// Uses a code up; of two at once, one gets it.
    public async Task<bool> Use(AccountId account, string typed, CancellationToken ct)
    {
        var code = Activations.Plain(typed);
        return code.Length == Length && await db.Execute(Sql.Use, [account, await Key(account, code, ct), clock.GetUtcNow()], ct) == 1;
    }

    /// How many are left, and when they were made.
    public Task<(int Left, DateTimeOffset? MadeAt)> Left(AccountId account, CancellationToken ct) =>
        db.One(Sql.Left, [account], r => (r.GetInt32(0), r.InstantOrNull(1)), ct);

    /// True when what was typed can only be a recovery code, not the six digits of an app.
    public static bool LooksLikeOne(string typed) => Activations.Plain(typed).Length == Length;

    private Task<byte[]> Key(AccountId account, string code, CancellationToken ct) => secrets.Hide($"recovery:{account}:{code}", ct);

    static class Sql
    {
        public const string Drop = "delete from identity.recovery_code where account = $1";

        public const string Add = "insert into identity.recovery_code (account, code_key, made_at) values ($1, $2, $3)";

        public const string Use = "update identity.recovery_code set used_at = $3 where account = $1 and code_key = $2 and used_at is null";

        public const string Left = "select count(*) filter (where used_at is null)::int, max(made_at) from identity.recovery_code where account = $1";
    }
}
