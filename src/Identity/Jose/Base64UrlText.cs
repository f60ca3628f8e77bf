using System.Buffers;
using System.Buffers.Text;

namespace LienThong.Identity.Jose;

/// <summary>
/// Base64url as RFC 7515 section 2 wants it: no padding, no white space, no letter outside the alphabet, and unused bits zero, so that one
/// value has exactly one spelling. The framework's decoder is more patient.
/// </summary>
internal static class Base64UrlText
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);

    public static string Of(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    /// <summary>The bytes, or null when the text is not strict base64url.</summary>
    public static byte[]? Read(ReadOnlySpan<char> text)
    {
        var rest = text.Length % 4;
        if (rest == 1 || text.ContainsAnyExcept(Letters)) return null;
        if (rest > 0 && (Alphabet.IndexOf(text[^1], StringComparison.Ordinal) & (rest == 2 ? 0xF : 0x3)) != 0) return null;
        return Base64Url.DecodeFromChars(text);
    }
}
