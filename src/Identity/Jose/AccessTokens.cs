using System.Text.Json;

namespace LienThong.Identity.Jose;

/// <summary>An access token of ours (RFC 9068).</summary>
/// <param name="Id">The jti: the grant (16 bytes, zero for a system of its own) and a random part, base64url.</param>
/// <param name="Subject">The pairwise or public subject, or the client itself.</param>
/// <param name="Client">To whom it was given.</param>
/// <param name="Scopes">What it opens.</param>
/// <param name="Thumbprint">The key it is bound to; null for a bearer token.</param>
/// <param name="IssuedAt">When it was made.</param>
/// <param name="Expires">Until when it works.</param>
/// <param name="Details">RFC 9396 details as granted, or null.</param>
internal sealed record AccessToken(
    string Id, string Subject, string Client, IReadOnlyList<string> Scopes, string? Thumbprint, DateTimeOffset IssuedAt, DateTimeOffset Expires, JsonElement? Details)
{
    /// <summary>True when a test client holds it.</summary>
    public bool Test { get; init; }

    /// <summary>The grant behind it; empty when a system acts for itself.</summary>
    public Guid Grant => Base64UrlText.Read(Id) is { Length: 32 } bytes ? new Guid(bytes.AsSpan(0, 16), bigEndian: true) : Guid.Empty;
}

/// <summary>The verifier of access tokens of ours.</summary>
internal static class AccessTokens
{
    public const string Type = "at+jwt";

    public static Checked<AccessToken> Verify(string token, KeySet ours, string issuer, string audience, DateTimeOffset now)
    {
        var read = Jws.Read(token);
        if (!read.Ok) return Checked<AccessToken>.No(read.Refusal);
        var jws = read.Value;
        if (!jws.IsType(Type)) return Checked<AccessToken>.No("typ must be at+jwt");
        if (jws.Algorithm != Alg.Es256) return Checked<AccessToken>.No("access tokens are signed with ES256");
        var claims = jws.Claims;
        if (claims.Text("iss") != issuer) return Checked<AccessToken>.No("the token was made by another issuer");
        if (claims.Text("aud") != audience) return Checked<AccessToken>.No("the token is for another resource");
        if (claims.Instant("exp") is not { } expires || expires <= now) return Checked<AccessToken>.No("the token has expired");
        if (claims.Instant("iat") is not { } issued || ClientAssertions.TimeFault(claims, now) is not null) return Checked<AccessToken>.No("iat is missing or in the future");
        if (claims.Text("jti") is not { } id || claims.Text("sub") is not { } subject || claims.Text("client_id") is not { } client)
            return Checked<AccessToken>.No("jti, sub or client_id is missing");
        string? thumbprint = null;
        if (claims.TryGetProperty("cnf", out var bound))
        {
            thumbprint = bound.ValueKind == JsonValueKind.Object ? bound.Text("jkt") : null;
            if (thumbprint is null) return Checked<AccessToken>.No("the binding of the token is not understood");
        }
        if (!ours.Verifies(jws)) return Checked<AccessToken>.No("the signature is wrong");
        var details = claims.TryGetProperty("authorization_details", out var list) ? list : (JsonElement?)null;
        return new AccessToken(id, subject, client, (claims.Text("scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries), thumbprint, issued, expires, details)
        {
            Test = claims.Text("env") == "test",
        };
    }
}
