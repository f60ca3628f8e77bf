using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using LienThong.Identity.Jose;
using LienThong.Identity.Keys;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Provider;

/// <summary>An access token that holds, with the proof that came with it; whoever acts on it must still spend <paramref name="Spent"/>.</summary>
internal sealed record PresentedToken(AccessToken Token, UsedOnce? Spent);

/// <summary>
/// Judges the access token of a request (RFC 6750, RFC 9449 section 7). A token is verified once and then known by its hash; the proof is new each time.
/// A token bound to a key never passes as a bearer token, and a bearer token never with a proof.
/// </summary>
internal sealed class CheckToken(SigningKeys keys, CheckProof proofs, Revocations revocations, TimeProvider clock)
{
    private const int Most = 50_000;
    private readonly ConcurrentDictionary<string, (string Issuer, AccessToken Token)> verified = new(StringComparer.Ordinal);

    public async ValueTask<Outcome<PresentedToken>> Do(HttpContext http, string issuer, CancellationToken ct)
    {
        var header = http.Request.Headers.Authorization;
        if (header.Count != 1 || header[0] is not { } text) return OAuthError.InvalidToken.Because("exactly one Authorization header is needed");
        var dpop = text.StartsWith("DPoP ", StringComparison.OrdinalIgnoreCase);
        if (!dpop && !text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return OAuthError.InvalidToken.Because("the scheme must be DPoP or Bearer");
        var raw = text[(dpop ? 5 : 7)..].Trim();
        if (raw.Length > Jws.Longest) return OAuthError.InvalidToken.Because("the token is too long");
        var hash = Base64UrlText.Of(SHA256.HashData(Encoding.UTF8.GetBytes(raw)));
        var token = await Verify(raw, hash, issuer, ct);
        if (token.Failed) return token.Error;
        if (await revocations.Holds(token.Value, ct)) return OAuthError.InvalidToken.Because("the token was revoked");
        if (token.Value.Thumbprint is null) return dpop ? OAuthError.InvalidToken.Because("the token is not bound to a key") : new PresentedToken(token.Value, null);
        if (!dpop) return OAuthError.InvalidToken.Because("the token is bound to a key and needs the DPoP scheme");
        var key = await proofs.Do(http, issuer, hash, ct);
        if (key.Failed) return key.Error;
        if (key.Value.Thumbprint is null) return OAuthError.InvalidProof.Because("the DPoP header is missing");
        if (key.Value.Thumbprint != token.Value.Thumbprint) return OAuthError.InvalidToken.Because("the proof is of another key");
        return new PresentedToken(token.Value, key.Value.Spent);
    }

    private async ValueTask<Outcome<AccessToken>> Verify(string raw, string hash, string issuer, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (verified.TryGetValue(hash, out var known) && known.Issuer == issuer) return known.Token.Expires > now ? known.Token : OAuthError.InvalidToken.Because("the token has expired");
        var read = AccessTokens.Verify(raw, (await keys.Ring(ct)).Verify, issuer, Issuer.Audience(issuer), now);
        if (!read.Ok) return OAuthError.InvalidToken.Because(read.Refusal);
        if (verified.Count >= Most) verified.Clear();
        verified[hash] = (issuer, read.Value);
        return read.Value;
    }
}
