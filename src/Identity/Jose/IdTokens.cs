using System.Text.Json;

namespace LienThong.Identity.Jose;

/// <summary>An ID token of ours that came back as a hint: who was signed in where.</summary>
internal sealed record IdTokenHint(string Subject, string Client, string? Session);

/// <summary>An ID token that another party made for us, verified.</summary>
internal sealed record IdToken(string Subject, string? Session, JsonElement Claims);

/// <summary>A logout token, verified: which session or person to sign out.</summary>
internal sealed record LogoutToken(string Id, string? Subject, string? Session, DateTimeOffset IssuedAt);

/// <summary>What a relying party expects of the issuer that it trusts.</summary>
/// <param name="Issuer">Exact identifier.</param>
/// <param name="Client">Our client id there.</param>
/// <param name="Keys">Its keys.</param>
internal sealed record TrustedIssuer(string Issuer, string Client, KeySet Keys);

/// <summary>The verifiers of ID tokens: as hints to us, and as answers to a relying party of the house.</summary>
internal static class IdTokens
{
    /// <summary>A hint may have expired; it must be ours in every other respect (RP-Initiated Logout section 2).</summary>
    public static Checked<IdTokenHint> VerifyHint(string token, KeySet ours, string issuer)
    {
        var read = Jws.Read(token);
        if (!read.Ok) return Checked<IdTokenHint>.No(read.Refusal);
        var (jws, claims) = (read.Value, read.Value.Claims);
        if (!jws.IsType("JWT")) return Checked<IdTokenHint>.No("typ is that of another kind of token");
        if (claims.Text("iss") != issuer) return Checked<IdTokenHint>.No("the token was made by another issuer");
        if (claims.Text("aud") is not { } client || claims.Text("sub") is not { } subject || claims.Instant("iat") is null || claims.Instant("exp") is null)
            return Checked<IdTokenHint>.No("aud, sub, iat or exp is missing");
        if (!ours.Verifies(jws)) return Checked<IdTokenHint>.No("the signature is wrong");
        return new IdTokenHint(subject, client, claims.Text("sid"));
    }

    /// <summary>OIDC Core section 3.1.3.7 for the code flow.</summary>
    public static Checked<IdToken> Verify(string token, TrustedIssuer trusted, string nonce, DateTimeOffset now)
    {
        var read = Jws.Read(token);
        if (!read.Ok) return Checked<IdToken>.No(read.Refusal);
        var (jws, claims) = (read.Value, read.Value.Claims);
        if (jws.Type is not null && !jws.IsType("JWT")) return Checked<IdToken>.No("typ is that of another kind of token");
        if (CommonFault(claims, trusted, now) is { } fault) return Checked<IdToken>.No(fault);
        if (claims.Instant("exp") is not { } expires || expires <= now - ClientAssertions.Skew) return Checked<IdToken>.No("exp is missing or over");
        if (claims.Text("nonce") != nonce) return Checked<IdToken>.No("nonce is not the one that was sent");
        if (claims.Text("sub") is not { Length: <= 255 } subject) return Checked<IdToken>.No("sub is missing or too long");
        if (!trusted.Keys.Verifies(jws)) return Checked<IdToken>.No("the signature is wrong");
        return new IdToken(subject, claims.Text("sid"), claims);
    }

    internal static string? CommonFault(JsonElement claims, TrustedIssuer trusted, DateTimeOffset now)
    {
        if (claims.Text("iss") != trusted.Issuer) return "the token was made by another issuer";
        if (!Names(claims, trusted.Client)) return "the token is for another client";
        return claims.Instant("iat") is null || ClientAssertions.TimeFault(claims, now) is not null ? "iat is missing or in the future" : null;
    }

    // A list is allowed by the standard; with more than one name azp must be ours.
    private static bool Names(JsonElement claims, string client)
    {
        if (claims.Text("aud") is { } one) return one == client && (!claims.Has("azp") || claims.Text("azp") == client);
        if (!claims.TryGetProperty("aud", out var list) || list.ValueKind != JsonValueKind.Array) return false;
        var names = list.EnumerateArray().ToList();
        return names.Any(n => n.ValueKind == JsonValueKind.String && n.GetString() == client) && (names.Count == 1 || claims.Text("azp") == client);
    }
}

/// <summary>The verifier of logout tokens (Back-Channel Logout section 2.6).</summary>
internal static class LogoutTokens
{
    public const string Type = "logout+jwt", Event = "http://schemas.openid.net/event/backchannel-logout";

    private static readonly TimeSpan Oldest = TimeSpan.FromMinutes(5);

    public static Checked<LogoutToken> Verify(string token, TrustedIssuer trusted, DateTimeOffset now)
    {
        var read = Jws.Read(token);
        if (!read.Ok) return Checked<LogoutToken>.No(read.Refusal);
        var (jws, claims) = (read.Value, read.Value.Claims);
        if (!jws.IsType(Type)) return Checked<LogoutToken>.No("typ must be logout+jwt");
        if (IdTokens.CommonFault(claims, trusted, now) is { } fault) return Checked<LogoutToken>.No(fault);
        var issued = claims.Instant("iat")!.Value;
        if (issued < now - Oldest || claims.Instant("exp") is not { } expires || expires <= now) return Checked<LogoutToken>.No("the token is too old");
        if (claims.Has("nonce")) return Checked<LogoutToken>.No("a logout token has no nonce");
        if (!claims.TryGetProperty("events", out var events) || events.ValueKind != JsonValueKind.Object || !events.TryGetProperty(Event, out var body) || body.ValueKind != JsonValueKind.Object)
            return Checked<LogoutToken>.No("the event is missing");
        if (claims.Text("jti") is not { } id || claims.Text("sub") is null && claims.Text("sid") is null) return Checked<LogoutToken>.No("jti, or both sub and sid, are missing");
        if (!trusted.Keys.Verifies(jws)) return Checked<LogoutToken>.No("the signature is wrong");
        return new LogoutToken(id, claims.Text("sub"), claims.Text("sid"), issued);
    }
}
