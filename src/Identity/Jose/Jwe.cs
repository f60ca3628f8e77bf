using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LienThong.Identity.Jose;

/// <summary>
/// Compact JWE (RFC 7516) with ECDH-ES on P-256 in direct mode and AES-GCM: the one way in which we send signed claims encrypted, and read
/// what was encrypted to us. .NET lacks the unpadded AES key wrap, so there are no wrapped keys.
/// </summary>
internal static class Jwe
{
    private const int Longest = 64 * 1024;
    private static readonly string[] Refused = ["crit", "zip", "jku", "x5u", "x5c", "jwk", "b64", "p2s", "p2c", "iv", "tag"];

    /// <summary>Encrypts a signed token to a key.</summary>
    public static string Encrypt(Jwk to, string encryption, string token)
    {
        var size = KeySize(encryption) ?? throw new ArgumentException($"{encryption} is not spoken here.");
        using var ephemeral = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDiffieHellman.Create(to.Ec ?? throw new ArgumentException("The key is not P-256."));
        var q = ephemeral.ExportParameters(false).Q;
        var header = Base64UrlText.Of(JsonSerializer.SerializeToUtf8Bytes(new
        {
            alg = Alg.EcdhEs, enc = encryption, kid = to.Id, cty = "JWT",
            epk = new { kty = "EC", crv = "P-256", x = Base64UrlText.Of(q.X), y = Base64UrlText.Of(q.Y) },
        }));
        var nonce = RandomNumberGenerator.GetBytes(12);
        var plain = Encoding.UTF8.GetBytes(token);
        var (cipher, tag) = (new byte[plain.Length], new byte[16]);
        using var aes = new AesGcm(Derive(ephemeral, other.PublicKey, encryption, [], [], size), tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag, Encoding.ASCII.GetBytes(header));
        return string.Join('.', header, "", Base64UrlText.Of(nonce), Base64UrlText.Of(cipher), Base64UrlText.Of(tag));
    }

    /// <summary>Opens what was encrypted to us; one answer for everything that is wrong with it.</summary>
    public static Checked<string> Decrypt(ECDiffieHellman key, string jwe)
    {
        var wrong = Checked<string>.No("the encrypted token cannot be opened");
        var parts = jwe.Length <= Longest ? jwe.Split('.') : [];
        if (parts.Length != 5 || parts[1].Length > 0 || Base64UrlText.Read(parts[0]) is not { } head || StrictJson.Object(head) is not { } header) return wrong;
        if (header.Text("alg") != Alg.EcdhEs || header.Text("enc") is not { } encryption || KeySize(encryption) is not { } size || Refused.Any(m => header.Has(m))) return wrong;
        if (!header.TryGetProperty("epk", out var epk) || Jwk.Read(epk) is not { Ok: true, Value.Ec: { } point }) return wrong;
        if (Party(header, "apu") is not { } apu || Party(header, "apv") is not { } apv) return wrong;
        var (nonce, cipher, tag) = (Base64UrlText.Read(parts[2]), Base64UrlText.Read(parts[3]), Base64UrlText.Read(parts[4]));
        if (nonce?.Length != 12 || cipher is null || tag?.Length != 16) return wrong;
        try
        {
            using var other = ECDiffieHellman.Create(point);
            using var aes = new AesGcm(Derive(key, other.PublicKey, encryption, apu, apv, size), tag.Length);
            var plain = new byte[cipher.Length];
            aes.Decrypt(nonce, cipher, tag, plain, Encoding.ASCII.GetBytes(parts[0]));
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(plain);
        }
        catch (Exception e) when (e is CryptographicException or DecoderFallbackException)
        {
            return wrong;
        }
    }

    private static byte[]? Party(JsonElement header, string member) => header.Has(member) ? header.Text(member) is { } text ? Base64UrlText.Read(text) : null : [];

    private static int? KeySize(string encryption) => encryption switch { Alg.A128Gcm => 16, Alg.A256Gcm => 32, _ => null };

    // Concat KDF (RFC 7518 section 4.6.2): one round of SHA-256 is enough for both sizes.
    private static byte[] Derive(ECDiffieHellman mine, ECDiffieHellmanPublicKey theirs, string encryption, byte[] apu, byte[] apv, int size)
    {
        byte[] info = [.. Sized(Encoding.ASCII.GetBytes(encryption)), .. Sized(apu), .. Sized(apv), .. Number(size * 8)];
        return mine.DeriveKeyFromHash(theirs, HashAlgorithmName.SHA256, Number(1), info)[..size];
    }

    private static byte[] Sized(byte[] value) => [.. Number(value.Length), .. value];

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
