using System.Buffers.Binary;
using System.Security.Cryptography;
using LienThong.Identity.Jose;
using LienThong.Identity.Security;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Provider;

/// <summary>
/// Nonces for DPoP proofs: the minute in which they were given and an HMAC over it under a secret that all nodes share, so nothing is stored.
/// A new one every minute, each good for five.
/// </summary>
internal sealed class DpopNonces(Secrets secrets, TimeProvider clock)
{
    private const int Minutes = 5;
    private byte[]? key;
    private (long Minute, string Text) current;

    public async ValueTask<string> Give(CancellationToken ct)
    {
        var minute = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        var known = current;
        if (known.Minute == minute) return known.Text;
        var text = Make(minute, key ??= await secrets.Key("dpop-nonce", ct));
        current = (minute, text);
        return text;
    }

    public async ValueTask<bool> Accepts(string nonce, CancellationToken ct)
    {
        var secret = key ??= await secrets.Key("dpop-nonce", ct);
        if (Base64UrlText.Read(nonce) is not { Length: 24 } bytes) return false;
        var minute = BinaryPrimitives.ReadInt64BigEndian(bytes);
        var now = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        return minute <= now && minute > now - Minutes && CryptographicOperations.FixedTimeEquals(bytes.AsSpan(8), Mac(minute, secret));
    }

    /// <summary>Every answer to a proof carries the next nonce.</summary>
    public async ValueTask Tell(HttpContext http, CancellationToken ct) => http.Response.Headers["DPoP-Nonce"] = await Give(ct);

    private static string Make(long minute, byte[] secret)
    {
        var bytes = new byte[24];
        BinaryPrimitives.WriteInt64BigEndian(bytes, minute);
        Mac(minute, secret).CopyTo(bytes, 8);
        return Base64UrlText.Of(bytes);
    }

    private static byte[] Mac(long minute, byte[] secret)
    {
        var text = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(text, minute);
        return HMACSHA256.HashData(secret, text)[..16];
    }
}
