using System.Text.Json;

namespace LienThong.Identity.Jose;

/// <summary>What a client said when it signed in to the token endpoint (RFC 7523 as tightened by RFC 10070).</summary>
/// <param name="Id">The jti; may be used once by this client.</param>
/// <param name="Expires">Until when it must be remembered.</param>
internal sealed record ClientAssertion(string Id, DateTimeOffset Expires);

/// <summary>The verifier of <c>private_key_jwt</c>.</summary>
internal static class ClientAssertions
{
    /// <summary>Longest life of an assertion; a clock may run ahead of ours by the skew.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60), Skew = TimeSpan.FromSeconds(10);

    // Clients in the field ask for up to five minutes; more is refused. The jti is remembered that long.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The client id that an assertion claims, unverified: only to look up whose keys to verify it with.</summary>
    public static string? ClaimedClient(Jws assertion) => assertion.Claims.Text("sub");

    public static Checked<ClientAssertion> Verify(Jws jws, KeySet keys, string client, string issuer, DateTimeOffset now)
    {
        if (jws.Type is not null && !jws.IsType("JWT") && !jws.IsType("client-authentication+jwt")) return Checked<ClientAssertion>.No("typ is that of another kind of token");
        if (jws.Algorithm is not (Alg.Es256 or Alg.Ps256)) return Checked<ClientAssertion>.No("assertions are signed with ES256 or PS256");
        var claims = jws.Claims;
        if (claims.Text("iss") != client || claims.Text("sub") != client) return Checked<ClientAssertion>.No("iss and sub must be the client_id");
        // As text only: a list could hold the address of another server too (CVE-2025-27370).
        if (claims.Text("aud") != issuer) return Checked<ClientAssertion>.No("aud must be the issuer identifier, as text");
        if (claims.Text("jti") is not { Length: <= 256 } id) return Checked<ClientAssertion>.No("jti is missing or too long");
        if (claims.Instant("exp") is not { } expires || expires <= now) return Checked<ClientAssertion>.No("exp is missing or over");
        if (expires > now + Patience + Skew) return Checked<ClientAssertion>.No("exp is too far in the future");
        if (TimeFault(claims, now) is { } fault) return Checked<ClientAssertion>.No(fault);
        if (!keys.Verifies(jws)) return Checked<ClientAssertion>.No("the signature was not made by a registered key");
        return new ClientAssertion(id, expires);
    }

    /// <summary>iat and nbf, where they stand, may lie ahead of our clock by the skew only.</summary>
    internal static string? TimeFault(JsonElement claims, DateTimeOffset now)
    {
        foreach (var member in (ReadOnlySpan<string>)["iat", "nbf"])
            if (claims.Has(member) && (claims.Instant(member) is not { } instant || instant > now + Skew)) return $"{member} is malformed or in the future";
        return null;
    }
}
