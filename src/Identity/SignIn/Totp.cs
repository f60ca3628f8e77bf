using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LienThong.Identity.SignIn;

/// <summary>Time-based codes (RFC 6238: SHA-1, 6 digits, 30 seconds), as every authenticator app makes them.</summary>
/// <remarks>
/// Own verifier because the framework's accepts the same code again and again within ±60 seconds, which section 5.2 forbids:
/// here the step that was accepted is kept and only a later one is accepted next, one step of clock drift each way.
/// </remarks>
internal static class Totp
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(20);

    /// The step at an instant.
    public static long StepAt(DateTimeOffset now) => now.ToUnixTimeSeconds() / 30;

    /// The code of a step: six ASCII digits.
    public static string CodeAt(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[20];
#pragma warning disable CA5350 // HMAC-SHA-1 is what RFC 6238 and the apps use; it is not weak as a MAC.
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var at = hash[19] & 0xf;
        var number = (BinaryPrimitives.ReadInt32BigEndian(hash[at..]) & 0x7fffffff) % 1_000_000;
        return number.ToString("D6", CultureInfo.InvariantCulture);
    }

    /// The step that a typed code belongs to, newer than `after`; null when it fits none. Takes the same time whether it fits or not.
    public static long? Match(byte[] secret, string typed, DateTimeOffset now, long after)
    {
        var code = Encoding.UTF8.GetBytes(typed.Replace(" ", "", StringComparison.Ordinal));
        long? match = null;
        for (var step = StepAt(now) - 1; step <= StepAt(now) + 1; step++)
        {
            var fits = CryptographicOperations.FixedTimeEquals(code, Encoding.ASCII.GetBytes(CodeAt(secret, step)));
            if (fits && step > after) match ??= step;
        }
        return match;
    }

    /// The secret as people type it: base32 in groups of four.
    public static string Show(byte[] secret) =>
        string.Join(' ', Encode(secret).Chunk(4).Select(group => new string(group)));

    /// The address that an app reads from the QR code.
    public static string Address(byte[] secret, string label) =>
        $"otpauth://totp/LienThong:{Uri.EscapeDataString(label)}?secret={Encode(secret)}&issuer=LienThong&digits=6&period=30";

    private static string Encode(byte[] bytes)
    {
        var text = new StringBuilder();
        int bits = 0, held = 0;
        foreach (var b in bytes)
        {
            held = (held << 8) | b;
            for (bits += 8; bits >= 5; bits -= 5) text.Append(Base32[(held >> (bits - 5)) & 31]);
        }
        return bits > 0 ? text.Append(Base32[(held << (5 - bits)) & 31]).ToString() : text.ToString();
    }
}
