using System.Text.Json;

namespace LienThong.Identity.Jose;

/// <summary>
/// The keys of one party, imported once. A token names its key by <c>kid</c>; without one, every key of its algorithm is tried (sets are
/// small). Keys of kinds we do not speak are passed over, as RFC 7517 section 5 asks; faulty or private keys refuse the whole set.
/// </summary>
internal sealed class KeySet
{
    /// <summary>Most keys that a set may hold, and most characters of its JSON.</summary>
    public const int Most = 24, Longest = 64 * 1024;

    private readonly VerifyKey[] keys;
    private readonly Jwk[] encryption;

    private KeySet(VerifyKey[] keys, Jwk[] encryption) => (this.keys, this.encryption) = (keys, encryption);

    public static readonly KeySet Empty = new([], []);

    /// <summary>Keys for verifying.</summary>
    public IReadOnlyList<VerifyKey> Keys => keys;

    public static KeySet Of(params IEnumerable<VerifyKey> keys) => new([.. keys], []);

    /// <summary>Reads <c>{"keys":[…]}</c>.</summary>
    /// <param name="json">The key set as text.</param>
    /// <param name="rsa">What RSA keys without <c>alg</c> are for: PS256, or RS256 for partners that need it.</param>
    public static Checked<KeySet> Read(string json, string rsa = Alg.Ps256)
    {
        if (json.Length > Longest) return Checked<KeySet>.No("the key set is too long");
        if (StrictJson.Object(System.Text.Encoding.UTF8.GetBytes(json)) is not { } set) return Checked<KeySet>.No("the key set is not a JSON object");
        if (!set.TryGetProperty("keys", out var list) || list.ValueKind != JsonValueKind.Array) return Checked<KeySet>.No("the key set has no list of keys");
        if (list.GetArrayLength() is 0 or > Most) return Checked<KeySet>.No($"a key set holds 1 to {Most} keys");
        List<VerifyKey> verify = [];
        List<Jwk> encryption = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object && !Spoken(item)) continue;
            var read = Jwk.Read(item);
            if (!read.Ok) return Checked<KeySet>.No(read.Refusal);
            if (read.Value.Id is { } id && !names.Add(id)) return Checked<KeySet>.No("two keys have the same kid");
            if (read.Value.Use == "enc" || read.Value.Algorithm == Alg.EcdhEs) encryption.Add(read.Value);
            else if (read.Value.Use is null or "sig") verify.Add(new VerifyKey(read.Value, read.Value.Algorithm ?? (read.Value.Ec is null ? rsa : Alg.Es256)));
        }
        return verify.Count + encryption.Count == 0 ? Checked<KeySet>.No("no key of the set is P-256 or RSA") : new KeySet([.. verify], [.. encryption]);
    }

    /// <summary>The key to encrypt to: marked for it and P-256.</summary>
    public Jwk? ForEncryption => encryption.FirstOrDefault(k => k.Ec is not null);

    /// <summary>True when one of the keys made the signature with that algorithm.</summary>
    public bool Verifies(Jws jws)
    {
        foreach (var key in keys)
        {
            if (key.Algorithm != jws.Algorithm || (jws.KeyId is not null && key.Id is not null && key.Id != jws.KeyId)) continue;
            if (jws.KeyId is not null && key.Id is null && keys.Length > 1) continue;
            if (key.Verifies(jws.Input, jws.Signature)) return true;
        }
        return false;
    }

    /// <summary>False when the token names a key that the set does not have: the party may have rotated its keys.</summary>
    public bool Knows(Jws jws) => jws.KeyId is null || keys.Any(k => k.Id == jws.KeyId);

    private static bool Spoken(JsonElement key) => key.Text("kty") switch
    {
        "RSA" => key.Text("alg") is null or Alg.Ps256 or Alg.Rs256,
        "EC" => key.Text("crv") == "P-256",
        "oct" => true,                                           // refused by Jwk.Read: a symmetric key has no place in a public set
        _ => false,
    };
}
