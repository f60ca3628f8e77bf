using LienThong.Identity.Jose;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Provider;

/// <summary>A proof of possession that holds: the key, and the jti that the caller's statement must spend.</summary>
internal sealed record HeldKey(string? Thumbprint, UsedOnce? Spent)
{
    public static readonly HeldKey None = new(null, null);
}

/// <summary>Reads the DPoP header of a request (RFC 9449): none, or exactly one that holds.</summary>
internal sealed class CheckProof(DpopProofs proofs, DpopNonces nonces, IdentityOptions options, TimeProvider clock)
{
    public async ValueTask<Outcome<HeldKey>> Do(HttpContext http, string issuer, string? tokenHash, CancellationToken ct)
    {
        var header = http.Request.Headers["DPoP"];
        if (header.Count == 0) return HeldKey.None;
        await nonces.Tell(http, ct);
        if (header.Count > 1 || header[0] is not { Length: > 0 } text || text.Contains(',', StringComparison.Ordinal)) return OAuthError.InvalidProof.Because("exactly one DPoP header is allowed");
        var proof = proofs.Verify(text, new ProofTarget(http.Request.Method, Issuer.AddressOf(issuer, http), tokenHash), clock.GetUtcNow());
        if (!proof.Ok) return OAuthError.InvalidProof.Because(proof.Refusal);
        var held = proof.Value;
        if (held.Nonce is null ? options.DpopNonce : !await nonces.Accepts(held.Nonce, ct)) return OAuthError.UseNonce;
        return new HeldKey(held.Thumbprint, UsedOnce.Of(held.Thumbprint, held.Id, held.IssuedAt + DpopProofs.Window));
    }
}
