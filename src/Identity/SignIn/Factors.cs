namespace LienThong.Identity.SignIn;

/// <summary>The ways to sign in that an account has.</summary>
internal sealed record Factors(bool Password, bool Totp, int Passkeys)
{
    /// The strongest level that they reach together: a passkey verifies its user; a password needs the code beside it.
    public int Reach => Passkeys > 0 || (Password && Totp) ? 2 : 1;
}

internal sealed class ReadFactors(Db db)
{
    public async Task<Factors> Of(AccountId account, CancellationToken ct) =>
        (await db.One(Sql.Read, [account], r => new Factors(r.GetBoolean(0), r.GetBoolean(1), r.GetInt32(2)), ct))!;

    static class Sql
    {
        public const string Read = """
            select exists (select from identity.password where account = $1), exists (select from identity.totp where account = $1),
                   (select count(*)::int from identity.passkey where account = $1)
            """;
    }
}
