using LienThong.Identity.Security;

namespace LienThong.Identity.SignIn;

internal sealed record Challenge(AccountId? Account, string State);

/// <summary>What the server remembers between two steps. The browser holds a random handle; a challenge works once and for five minutes.</summary>
internal sealed class Challenges(Db db, TimeProvider clock)
{
    public const string SecondFactor = "second-factor";
    public const string EnrolTotp = "enrol-totp";
    public const string PasskeySignIn = "passkey-sign-in";
    public const string PasskeyAdd = "passkey-add";

    /// Guesses allowed against one challenge.
    public const int Tries = 5;

    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    /// Opens a challenge; answers its handle.
    public async Task<string> Open(string kind, AccountId? account, string state, CancellationToken ct)
    {
        var handle = Secrets.NewHandle();
        await db.Execute(Sql.Open, [Secrets.Hash(handle), kind, account?.Value, state, clock.GetUtcNow() + Life], ct);
        return handle;
    }

    /// Counts one guess and looks; null when unknown, expired, used or guessed at too often.
    public Task<Challenge?> Guess(string kind, string handle, CancellationToken ct) =>
        db.One(Sql.Guess, [Secrets.Hash(handle), kind, clock.GetUtcNow(), Tries], Read, ct);

    /// Uses it up; null when it was not there any more. Of two at once, one gets it.
    public Task<Challenge?> Use(string kind, string handle, CancellationToken ct) =>
        db.One(Sql.Use, [Secrets.Hash(handle), kind, clock.GetUtcNow()], Read, ct);

    private static Challenge Read(Npgsql.NpgsqlDataReader r) => new(r.GuidOrNull(0) is { } id ? new AccountId(id) : null, r.GetString(1));

    static class Sql
    {
        public const string Open = "insert into identity.challenge (id_hash, kind, account, state, expires_at) values ($1, $2, $3, $4, $5)";

        public const string Guess = """
            update identity.challenge set tries = tries + 1
            where id_hash = $1 and kind = $2 and expires_at > $3 and tries < $4
            returning account, state
            """;

        public const string Use = "delete from identity.challenge where id_hash = $1 and kind = $2 and expires_at > $3 returning account, state";
    }
}
