using System.Security.Cryptography;
using LienThong.Identity.Security;
using LienThong.Identity.Sessions;
using LienThong.Identity.SignIn;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Recovery;

/// <summary>
/// A code of 79 random bits that opens an account once, to set up ways to sign in. It is given at the counter after two officials agreed, or becomes
/// valid after a waiting time in which the owner can stop it. Only its hash is kept.
/// </summary>
internal sealed class Activations(Db db, FindLogin logins, Throttle throttle, OpenSession open, SecurityLog log, TimeProvider clock, HouseOptions house)
{
    public const string Opened = "opened", Recovered = "recovered", Waited = "waited";

    /// How long a code can be used.
    public static readonly TimeSpan Life = TimeSpan.FromHours(72);

    private const string Letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"; // without I, L, O, 0, 1
    private const int Length = 16;

    /// A new code in groups of four, and the change that keeps it.
    public (string Code, Change Row) Issue(AccountId account, string why, string by, TimeSpan wait)
    {
        var code = NewCode(Length);
        var from = clock.GetUtcNow() + wait;
        return (Grouped(code), new Change(Sql.Issue, [Secrets.Hash(code), account, why, from, from + Life, by]));
    }

    /// Opens a session with a code. The session has one factor and may set up others.
    public async Task<Result> Use(HttpContext http, string login, string code, CancellationToken ct)
    {
        var typed = FindLogin.Canonical(login);
        if (await throttle.Take([Bucket.Source(Visitor.Of(http)), Bucket.Activation(typed)], ct) is { } hold) return IdentityErrors.Throttled.With(hold.Minutes);
        var account = await logins.ByTyped(typed, ct);
        var usable = account is { State: AccountState.Active } && (!account.Demo || house.Demo);
        var used = await db.Execute(Sql.Use, [Secrets.Hash(Plain(code)), usable ? account!.Id.Value : Guid.Empty, clock.GetUtcNow()], ct);
        if (used == 0)
        {
            await log.Write(SecurityEventKind.ActivationRefused, account?.Id, Visitor.Of(http), null, ct);
            return AccountErrors.ActivationRefused.At("/code");
        }
        await log.Write(SecurityEventKind.ActivationUsed, account!.Id, Visitor.Of(http), null, ct);
        await open.Do(http, account.Id, new Proof(1, "code"), ct);
        return Result.Done;
    }

    /// Withdraws what waits; the number of codes that were waiting.
    public Task<int> Withdraw(AccountId account, CancellationToken ct) => db.Execute(Sql.Withdraw, [account, clock.GetUtcNow()], ct);

    /// From when a waiting code counts, if there is one.
    public Task<DateTimeOffset?> Waiting(AccountId account, CancellationToken ct) =>
        db.One(Sql.Waiting, [account, clock.GetUtcNow()], r => (DateTimeOffset?)r.Instant(0), ct);

    internal static string NewCode(int length) => RandomNumberGenerator.GetString(Letters, length);

    internal static string Grouped(string code) => string.Join('-', code.Chunk(4).Select(group => new string(group)));

    /// What was typed, without spaces and hyphens, in capitals.
    internal static string Plain(string typed) => new([.. typed.Take(60).Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)]);

    static class Sql
    {
        public const string Issue = "insert into identity.activation (code_hash, account, why, valid_from, expires_at, made_by) values ($1, $2, $3, $4, $5, $6)";

        public const string Use = """
            update identity.activation set used_at = $3
            where code_hash = $1 and account = $2 and used_at is null and withdrawn_at is null and valid_from <= $3 and expires_at > $3
            """;

        public const string Withdraw = "update identity.activation set withdrawn_at = $2 where account = $1 and why = 'waited' and used_at is null and withdrawn_at is null";

        public const string Waiting = """
            select valid_from from identity.activation
            where account = $1 and why = 'waited' and used_at is null and withdrawn_at is null and expires_at > $2 order by valid_from desc limit 1
            """;
    }
}
