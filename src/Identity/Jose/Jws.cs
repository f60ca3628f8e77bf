using System.Text;
using System.Text.Json;

namespace LienThong.Identity.Jose;

/// <summary>
/// A compact JWS taken apart (RFC 7515), its signature not yet checked: only the typed verifiers of this folder use it, each with the one
/// kind, algorithms and keys that belong to it. There is no general way to verify.
/// </summary>
internal sealed class Jws
{
    /// <summary>Longest token, in characters.</summary>
    public const int Longest = 16 * 1024;

    // Members that would let the sender choose the key, the meaning or the form of what is verified.
    private static readonly string[] Refused = ["crit", "b64", "zip", "jku", "x5u", "x5c", "enc", "epk", "apu", "apv", "p2s", "p2c", "iv", "tag"];

    private Jws(JsonElement header, JsonElement claims, byte[] input, byte[] signature)
    {
        (Header, Claims, Input, Signature) = (header, claims, input, signature);
        Algorithm = header.Text("alg")!;
        (Type, KeyId) = (header.Text("typ"), header.Text("kid"));
    }

    public string Algorithm { get; }

    public string? Type { get; }

    public string? KeyId { get; }

    public JsonElement Header { get; }

    public JsonElement Claims { get; }

    /// <summary>The bytes that were signed.</summary>
    public byte[] Input { get; }

    public byte[] Signature { get; }

    /// <summary>Takes a token apart.</summary>
    /// <param name="token">Three segments.</param>
    /// <param name="embeddedKey">True for DPoP proofs alone, which carry the key they are signed with.</param>
    public static Checked<Jws> Read(string token, bool embeddedKey = false)
    {
        if (token.Length is 0 or > Longest) return Checked<Jws>.No("the token is empty or too long");
        var first = token.IndexOf('.', StringComparison.Ordinal);
        var second = first < 0 ? -1 : token.IndexOf('.', first + 1);
        if (second < 0 || token.IndexOf('.', second + 1) >= 0) return Checked<Jws>.No("the token does not have three parts");
        var header = HeaderOf(token.AsSpan(0, first), embeddedKey);
        if (!header.Ok) return Checked<Jws>.No(header.Refusal);
        if (Base64UrlText.Read(token.AsSpan(first + 1, second - first - 1)) is not { } payload || StrictJson.Object(payload) is not { } claims)
            return Checked<Jws>.No("the claims are not a strict JSON object");
        if (Base64UrlText.Read(token.AsSpan(second + 1)) is not { Length: > 0 } signature) return Checked<Jws>.No("the signature is missing or malformed");
        return new Jws(header.Value.Members, claims, Encoding.ASCII.GetBytes(token, 0, second), signature);
    }

    /// <summary>True when the type says exactly this kind; <c>application/</c> may stand before it and letters may be large.</summary>
    public bool IsType(string kind) =>
        Type is { } type && (type.StartsWith("application/", StringComparison.OrdinalIgnoreCase) ? type.AsSpan(12) : type).Equals(kind, StringComparison.OrdinalIgnoreCase);

    /// <summary>Signs claims under an explicit type.</summary>
    public static string Sign(SignKey key, string type, object claims)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(new { alg = key.Algorithm, typ = type, kid = key.Id });
        return Sign(key, header, claims);
    }

    internal static string Sign(SignKey key, byte[] header, object claims)
    {
        var payload = claims as byte[] ?? JsonSerializer.SerializeToUtf8Bytes(claims);
        var input = Base64UrlText.Of(header) + '.' + Base64UrlText.Of(payload);
        return input + '.' + Base64UrlText.Of(key.Sign(Encoding.ASCII.GetBytes(input)));
    }

    private static Checked<HeaderMembers> HeaderOf(ReadOnlySpan<char> segment, bool embeddedKey)
    {
        if (segment.Length > 4096 || Base64UrlText.Read(segment) is not { } bytes || StrictJson.Object(bytes) is not { } header)
            return Checked<HeaderMembers>.No("the header is not a strict JSON object");
        if (header.Text("alg") is not (Alg.Es256 or Alg.Ps256 or Alg.Rs256)) return Checked<HeaderMembers>.No("the algorithm is not allowed");
        foreach (var member in Refused)
            if (header.Has(member)) return Checked<HeaderMembers>.No($"the header member {member} is not allowed");
        if (header.Has("jwk") != embeddedKey) return Checked<HeaderMembers>.No(embeddedKey ? "the header has no key" : "the header must not carry a key");
        if (header.Has("typ") && header.Text("typ") is null || header.Has("kid") && header.Text("kid") is null)
            return Checked<HeaderMembers>.No("typ and kid must be text");
        return new HeaderMembers(header);
    }

    private sealed record HeaderMembers(JsonElement Members);
}
