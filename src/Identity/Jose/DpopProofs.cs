using System.Collections.Concurrent;

namespace LienThong.Identity.Jose;

/// <summary>A proof that the caller holds a key (RFC 9449).</summary>
/// <param name="Thumbprint">Of the key; what tokens are bound to.</param>
/// <param name="Id">The jti; works once.</param>
/// <param name="IssuedAt">By the clock of the caller, within the window.</param>
/// <param name="Nonce">The nonce of ours that it carries, not yet judged.</param>
internal sealed record DpopProof(string Thumbprint, string Id, DateTimeOffset IssuedAt, string? Nonce);

/// <summary>What a proof must speak about.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Address">The address without query and fragment, as the world sees it.</param>
/// <param name="TokenHash">SHA-256 of the access token, base64url; null where none is sent.</param>
internal readonly record struct ProofTarget(string Method, string Address, string? TokenHash);

/// <summary>The verifier of DPoP proofs. A caller sends the same header with every proof, so keys are kept by the text of the header.</summary>
internal sealed class DpopProofs
{
    /// <summary>A proof is accepted from its instant on for this long, and this much before it.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(60), Ahead = TimeSpan.FromSeconds(10);

    private const int MostKeys = 20_000;
    private readonly ConcurrentDictionary<string, VerifyKey> known = new(StringComparer.Ordinal);

    public Checked<DpopProof> Verify(string proof, ProofTarget target, DateTimeOffset now)
    {
        if (proof.Length > 8 * 1024) return Checked<DpopProof>.No("the proof is too long");
        var read = Jws.Read(proof, embeddedKey: true);
        if (!read.Ok) return Checked<DpopProof>.No(read.Refusal);
        var jws = read.Value;
        if (!jws.IsType("dpop+jwt")) return Checked<DpopProof>.No("typ must be dpop+jwt");
        if (jws.Algorithm is not (Alg.Es256 or Alg.Ps256)) return Checked<DpopProof>.No("proofs are signed with ES256 or PS256");
        var claims = jws.Claims;
        if (claims.Text("jti") is not { Length: <= 256 } id) return Checked<DpopProof>.No("jti is missing or too long");
        if (claims.Text("htm") != target.Method) return Checked<DpopProof>.No("htm is not the method of the request");
        if (claims.Text("htu") is not { } address || !SameAddress(address, target.Address)) return Checked<DpopProof>.No("htu is not the address of the request");
        if (claims.Instant("iat") is not { } issued || issued < now - Window || issued > now + Ahead) return Checked<DpopProof>.No("iat is missing or outside the window");
        if (target.TokenHash is { } hash && claims.Text("ath") != hash) return Checked<DpopProof>.No("ath is not the hash of the access token");
        if (claims.Has("nonce") && claims.Text("nonce") is null) return Checked<DpopProof>.No("nonce must be text");
        if (KeyOf(proof, jws) is not { } key) return Checked<DpopProof>.No("the key of the proof is not a valid public key for its algorithm");
        if (!key.Verifies(jws.Input, jws.Signature)) return Checked<DpopProof>.No("the signature is wrong");
        return new DpopProof(key.Thumbprint, id, issued, claims.Text("nonce"));
    }

    private VerifyKey? KeyOf(string proof, Jws jws)
    {
        var header = proof[..proof.IndexOf('.', StringComparison.Ordinal)];
        if (known.TryGetValue(header, out var key)) return key;
        var jwk = Jwk.Read(jws.Header.GetProperty("jwk"));
        if (!jwk.Ok || jws.Algorithm == Alg.Es256 != jwk.Value.Ec is not null || jwk.Value.Algorithm is { } own && own != jws.Algorithm) return null;
        if (known.Count >= MostKeys) known.Clear();              // strangers can fill it; forgetting costs only imports
        return known[header] = new VerifyKey(jwk.Value, jws.Algorithm);
    }

    /// <summary>Compares addresses without query and fragment, after the normalisation of RFC 3986 section 6.2.2 and 6.2.3.</summary>
    internal static bool SameAddress(string claimed, string actual)
    {
        var cut = claimed.AsSpan().IndexOfAny('?', '#');
        if (cut >= 0) claimed = claimed[..cut];
        if (string.Equals(claimed, actual, StringComparison.Ordinal)) return true;
        return Uri.TryCreate(claimed, UriKind.Absolute, out var a) && Uri.TryCreate(actual, UriKind.Absolute, out var b) && a.UserInfo.Length == 0
            && string.Equals(Comparable(a), Comparable(b), StringComparison.Ordinal);
    }

    private static string Comparable(Uri uri) => uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}
