using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using LienThong.Kernel.Results;

namespace LienThong.Identity.Clients;

/// <summary>
/// Which key sets of clients we take: public keys only, EC P-256 or RSA of 2048 to 4096 bits, distinct ids, at most ten. What is kept is written
/// anew with the members that we know, so that nothing foreign (x5u, jku, …) ever reaches a verifier.
/// </summary>
internal static class JwksRules
{
    /// Longest key set, in characters.
    public const int MaxLength = 32_768;

    private const int MostKeys = 10;
    private static readonly string[] PrivateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 5 };

    /// <summary>The key set as it is kept, or every fault.</summary>
    public static Result<string> Read(string text, ClientProfile profile)
    {
        if (text.Length > MaxLength) return ClientErrors.KeysMalformed.With($"> {MaxLength}");
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("keys", out var keys) || keys.ValueKind != JsonValueKind.Array)
                return ClientErrors.KeysMalformed.With("thiếu \"keys\"");
            if (keys.GetArrayLength() is 0 or > MostKeys) return ClientErrors.KeysMalformed.With($"1–{MostKeys} khóa");
            return Read([.. keys.EnumerateArray()], profile);
        }
        catch (JsonException e)
        {
            return ClientErrors.KeysMalformed.With($"dòng {e.LineNumber + 1}");
        }
    }

    /// <summary>Both sets in one, the newer first; a key id of the newer set wins.</summary>
    public static string? Merge(string? now, string? old)
    {
        if (now is null || old is null) return now ?? old;
        var set = JsonNode.Parse(now)!.AsObject();
        var keys = set["keys"]!.AsArray();
        var known = keys.Select(k => (string?)k!["kid"]).ToHashSet(StringComparer.Ordinal);
        foreach (var key in JsonNode.Parse(old)!["keys"]!.AsArray())
            if (!known.Contains((string?)key!["kid"])) keys.Add(key.DeepClone());
        return set.ToJsonString();
    }

    /// <summary>True when the set has a key to encrypt to.</summary>
    public static bool CanEncrypt(string? jwks) => jwks is not null && JsonNode.Parse(jwks)!["keys"]!.AsArray().Any(k => (string?)k!["use"] == "enc");

    private static Result<string> Read(List<JsonElement> keys, ClientProfile profile)
    {
        var kept = new JsonArray();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            if (key.ValueKind != JsonValueKind.Object) return ClientErrors.KeysMalformed.With("khóa không phải đối tượng");
            if (Text(key, "kty") == "oct" || PrivateMembers.Any(m => key.TryGetProperty(m, out _))) return ClientErrors.KeyPrivate;
            var id = Text(key, "kid");
            if (id is null ? keys.Count > 1 || key.TryGetProperty("kid", out _) : id.Length is 0 or > 128 || id.Any(char.IsControl) || !ids.Add(id)) return ClientErrors.KeyIdUnclear;
            if (Fit(key, profile) is not { } fit) return ClientErrors.KeyUnfit.With(id ?? Text(key, "kty") ?? "?");
            kept.Add((JsonNode)fit);
        }
        if (kept.All(k => (string?)k!["use"] == "enc")) return ClientErrors.KeysMalformed.With("thiếu khóa ký");
        return new JsonObject { ["keys"] = kept }.ToJsonString();
    }

    /// The key with the members that we know, or null when it is not one of ours.
    private static JsonObject? Fit(JsonElement key, ClientProfile profile)
    {
        var use = Text(key, "use") ?? (key.TryGetProperty("use", out _) ? "?" : "sig");
        var alg = Text(key, "alg");
        var kept = new JsonObject { ["kty"] = Text(key, "kty"), ["use"] = use };
        if (Text(key, "kid") is { } id) kept["kid"] = id;
        if (alg is not null) kept["alg"] = alg;
        var fits = (Text(key, "kty"), use) switch
        {
            ("EC", "sig") => alg is null or "ES256" && Point(key, kept),
            ("EC", "enc") => alg is null or "ECDH-ES" && Point(key, kept),
            ("RSA", "sig") => (alg is null or "PS256" || (alg == "RS256" && profile == ClientProfile.Standard)) && Modulus(key, kept),
            _ => false,
        };
        return fits ? kept : null;
    }

    private static bool Point(JsonElement key, JsonObject kept)
    {
        if (Text(key, "crv") != "P-256" || Bytes(key, "x") is not { Length: 32 } x || Bytes(key, "y") is not { Length: 32 } y) return false;
        try
        {
            using var known = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } });
        }
        catch (CryptographicException)
        {
            return false;                                        // not a point of the curve
        }
        (kept["crv"], kept["x"], kept["y"]) = ("P-256", Base64Url.EncodeToString(x), Base64Url.EncodeToString(y));
        return true;
    }

    private static bool Modulus(JsonElement key, JsonObject kept)
    {
        if (Bytes(key, "n") is not { } n || Bytes(key, "e") is not [1, 0, 1]) return false;
        n = n.AsSpan().TrimStart((byte)0).ToArray();
        var bits = n.Length == 0 ? 0 : (n.Length * 8) - System.Numerics.BitOperations.LeadingZeroCount((uint)n[0] << 24);
        if (bits is < 2048 or > 4096 || (n[^1] & 1) == 0) return false;
        (kept["n"], kept["e"]) = (Base64Url.EncodeToString(n), "AQAB");
        return true;
    }

    private static string? Text(JsonElement key, string name) => key.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[]? Bytes(JsonElement key, string name)
    {
        if (Text(key, name) is not { Length: > 0 and <= 1024 } text || !Base64Url.IsValid(text) || text.Contains('=', StringComparison.Ordinal)) return null;
        return Base64Url.DecodeFromChars(text);
    }
}
