namespace LienThong.Identity.SignIn;

/// <summary>The ways to sign in that an account has.</summary>
/// <param name="Password">A password is set.</param>
/// <param name="Totp">An authenticator app is enrolled.</param>
/// <param name="Passkeys">How many passkeys there are.</param>
/// <param name="Reach">The strongest level that they reach now: a passkey verifies its user; a password needs the code beside it.</param>
/// <param name="StrongFrom">When a factor that still waits will count fully; null when none waits.</param>
internal sealed record Factors(bool Password, bool Totp, int Passkeys, int Reach, DateTimeOffset? StrongFrom)
{
    public static readonly Factors None = new(Password: false, Totp: false, 0, 1, null);
}

/// <summary>
/// When a factor begins to count fully. One that is added in a session of its own strength does at once; one that is added with less waits, so that whoever
/// only learnt a password gains nothing by adding a passkey of their own: the owner is told in the meantime. After the counter there is no wait.
/// </summary>
internal sealed class FactorWait(Db db, IdentityOptions options, Kernel.Modules.HouseOptions house, TimeProvider clock)
{
    public async Task<DateTimeOffset> StrongFrom(Sessions.Session session, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (session.AuthenticationLevel >= 2) return now;
        var fromCounter = session.Methods.Contains("code") && await db.One(Sql.FromCounter, [session.Account, now - Recovery.Activations.Life], r => r.GetBoolean(0), ct);
        return fromCounter ? now : now + options.Wait(house.Demo);
    }

    static class Sql
    {
        public const string FromCounter = "select exists (select from identity.activation where account = $1 and why in ('opened', 'recovered') and used_at > $2)";
    }
}

internal sealed class ReadFactors(Db db, TimeProvider clock)
{
    public async Task<Factors> Of(AccountId account, CancellationToken ct) =>
        (await db.One(Sql.Read, [account, clock.GetUtcNow()], r =>
            new Factors(r.GetBoolean(0), r.GetBoolean(1), r.GetInt32(2), r.GetBoolean(3) || (r.GetBoolean(0) && r.GetBoolean(4)) ? 2 : 1, r.InstantOrNull(5)), ct))!;

    static class Sql
    {
        public const string Read = """
            select exists (select from identity.password where account = $1), exists (select from identity.totp where account = $1),
                   (select count(*)::int from identity.passkey where account = $1),
                   exists (select from identity.passkey where account = $1 and strong_from <= $2),
                   exists (select from identity.totp where account = $1 and strong_from <= $2),
                   (select min(f.strong_from) from (select strong_from from identity.passkey where account = $1 union all select strong_from from identity.totp where account = $1) f
                    where f.strong_from > $2)
            """;
    }
}
