using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LienThong.Identity.Jose;

/// <summary>The algorithms of the house; there are no others. One key has one of them.</summary>
internal static class Alg
{
    public const string Es256 = "ES256", Ps256 = "PS256", Rs256 = "RS256", EcdhEs = "ECDH-ES", A128Gcm = "A128GCM", A256Gcm = "A256GCM";
}

/// <summary>
/// A public key as JSON (RFC 7517): P-256, or RSA of 2,048 to 4,096 bits. Keys that hold private or symmetric members are refused, whoever
/// sends them has lost them.
/// </summary>
internal sealed class Jwk
{
    private static readonly string[] Secret = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    private Jwk(string? id, string? algorithm, string? use, ECParameters? ec, RSAParameters? rsa)
    {
        (Id, Algorithm, Use, Ec, Rsa) = (id, algorithm, use, ec, rsa);
        Thumbprint = Base64UrlText.Of(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical())));
    }

    public string? Id { get; }

    public string? Algorithm { get; }

    public string? Use { get; }

    public ECParameters? Ec { get; }

    public RSAParameters? Rsa { get; }

    /// <summary>SHA-256 thumbprint (RFC 7638), base64url.</summary>
    public string Thumbprint { get; }

    /// <summary>The key, or why it is none of ours.</summary>
    public static Checked<Jwk> Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) return Checked<Jwk>.No("the key is not a JSON object");
        if (Secret.Any(m => json.Has(m))) return Checked<Jwk>.No("the key holds private members");
        var (id, algorithm, use) = (json.Text("kid"), json.Text("alg"), json.Text("use"));
        if (id is null && json.Has("kid") || id?.Length > 256) return Checked<Jwk>.No("kid must be text of at most 256 characters");
        try
        {
            return json.Text("kty") switch
            {
                "EC" => Curve(json, id, algorithm, use),
                "RSA" => Modulus(json, id, algorithm, use),
                _ => Checked<Jwk>.No("kty must be EC or RSA"),
            };
        }
        catch (CryptographicException)
        {
            return Checked<Jwk>.No("the key is not a valid public key");
        }
    }

    public static Jwk Of(ECDsa key, string id) => new(id, Alg.Es256, "sig", key.ExportParameters(false), null);

    public static Jwk Of(RSA key, string id, string algorithm) => new(id, algorithm, "sig", null, key.ExportParameters(false));

    /// <summary>As it stands in a key set.</summary>
    public Dictionary<string, string> ToMembers()
    {
        var members = Ec is { } ec
            ? new Dictionary<string, string> { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64UrlText.Of(ec.Q.X), ["y"] = Base64UrlText.Of(ec.Q.Y) }
            : new Dictionary<string, string> { ["kty"] = "RSA", ["n"] = Base64UrlText.Of(Rsa!.Value.Modulus), ["e"] = Base64UrlText.Of(Rsa!.Value.Exponent) };
        if (Id is not null) members["kid"] = Id;
        if (Algorithm is not null) members["alg"] = Algorithm;
        if (Use is not null) members["use"] = Use;
        return members;
    }

    private static Checked<Jwk> Curve(JsonElement json, string? id, string? algorithm, string? use)
    {
        if (json.Text("crv") != "P-256") return Checked<Jwk>.No("crv must be P-256");
        if (algorithm is not (null or Alg.Es256 or Alg.EcdhEs)) return Checked<Jwk>.No("alg does not fit the key");
        var (x, y) = (Base64UrlText.Read(json.Text("x")), Base64UrlText.Read(json.Text("y")));
        if (x?.Length != 32 || y?.Length != 32) return Checked<Jwk>.No("x and y must be 32 bytes each");
        var parameters = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } };
        ECDsa.Create(parameters).Dispose();                      // throws when the point is not on the curve
        return new Jwk(id, algorithm, use, parameters, null);
    }

    private static Checked<Jwk> Modulus(JsonElement json, string? id, string? algorithm, string? use)
    {
        if (algorithm is not (null or Alg.Ps256 or Alg.Rs256)) return Checked<Jwk>.No("alg does not fit the key");
        var (n, e) = (Base64UrlText.Read(json.Text("n")), Base64UrlText.Read(json.Text("e")));
        if (n is not { Length: >= 256 and <= 512 } || n[0] < 0x80) return Checked<Jwk>.No("RSA keys have 2,048 to 4,096 bits");
        // One spelling only; every library makes 65537, and a smaller or huge exponent serves attacks alone.
        if (e is not [1, 0, 1]) return Checked<Jwk>.No("the RSA exponent must be 65537");
        var parameters = new RSAParameters { Modulus = n, Exponent = e };
        RSA.Create(parameters).Dispose();
        return new Jwk(id, algorithm, use, null, parameters);
    }

    private string Canonical() => Ec is { } ec
        ? $$"""{"crv":"P-256","kty":"EC","x":"{{Base64UrlText.Of(ec.Q.X)}}","y":"{{Base64UrlText.Of(ec.Q.Y)}}"}"""
        : $$"""{"e":"{{Base64UrlText.Of(Rsa!.Value.Exponent)}}","kty":"RSA","n":"{{Base64UrlText.Of(Rsa!.Value.Modulus)}}"}""";
}
