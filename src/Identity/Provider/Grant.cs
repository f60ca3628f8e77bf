using Npgsql;

namespace LienThong.Identity.Provider;

/// <summary>What a person allowed a client, from the code to the last token.</summary>
/// <param name="Claims">Claims asked for by name in userinfo.</param>
/// <param name="IdTokenClaims">Claims asked for by name in the ID token.</param>
/// <param name="Details">RFC 9396 details as JSON, or null.</param>
/// <param name="Thumbprint">The key that tokens are bound to.</param>
internal sealed record Grant(
    Guid Id, string Client, AccountId Account, Guid Session, Guid Consent, IReadOnlyList<string> Scopes, IReadOnlyList<string> Claims, IReadOnlyList<string> IdTokenClaims,
    string? Details, string? Nonce, int AuthenticationLevel, IReadOnlyList<string> Methods, DateTimeOffset SignedInAt, string? Thumbprint, DateTimeOffset? RefreshExpires)
{
    public const string Columns = """
        g.id, g.client, g.account, g.session, g.consent, g.scopes, g.claims, g.id_token_claims, g.details, g.nonce,
        g.auth_level, g.methods, g.signed_in_at, g.thumbprint, g.refresh_expires_at
        """;

    /// <summary>Holds while nobody took it back: the grant, the consent and the account behind it. $2 is now.</summary>
    public const string IsAlive = """
        g.revoked_at is null
          and exists (select from identity.consent c where c.id = g.consent and c.withdrawn_at is null and c.ends_at > $2)
          and exists (select from identity.account a where a.id = g.account and a.state = 'active')
        """;

    public static Grant Read(NpgsqlDataReader r, int from) => new(
        r.GetGuid(from), r.GetString(from + 1), new AccountId(r.GetGuid(from + 2)), r.GetGuid(from + 3), r.GetGuid(from + 4),
        r.GetFieldValue<string[]>(from + 5), r.GetFieldValue<string[]>(from + 6), r.GetFieldValue<string[]>(from + 7), r.TextOrNull(from + 8), r.TextOrNull(from + 9),
        r.GetInt16(from + 10), r.GetFieldValue<string[]>(from + 11), r.Instant(from + 12), r.TextOrNull(from + 13), r.InstantOrNull(from + 14));
}
