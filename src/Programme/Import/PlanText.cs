using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace LienThong.Programme.Import;

/// <summary>One line of the file: its number (from 1) and its text, clean of tags, invisible characters and decomposed letters.</summary>
internal readonly record struct PlanLine(int Number, string Text);

/// <summary>Why a file cannot be read as a plan.</summary>
internal enum TextFault { None, Empty, TooLarge, Document, Binary, NotUnicode, Garbled }

/// <summary>Bytes of a file → lines. Accepts UTF-8 and UTF-16, with or without a byte order mark, CRLF or LF, composed or decomposed letters.</summary>
internal static partial class PlanText
{
    /// Bytes. The longest real plan seen has 60 kB; ten times a hundred is still a plan, more is a mistake.
    public const int MaxBytes = 5_000_000;

    public static (IReadOnlyList<PlanLine> Lines, TextFault Fault) Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes) return ([], TextFault.TooLarge);
        if (bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("%PDF"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])) return ([], TextFault.Document);
        var (text, fault) = Decode(bytes);
        if (fault != TextFault.None) return ([], fault);
        if (string.IsNullOrWhiteSpace(text)) return ([], TextFault.Empty);
        if (text.Any(static c => char.IsControl(c) && c is not ('\t' or '\r' or '\n' or '\f' or '\v' or '\u0085'))) return ([], TextFault.Binary);
        // "Bá»™ CÃ´ng an": UTF-8 that some program took for Latin-1 and saved again.
        return Mojibake().Count(text) > 3 ? ([], TextFault.Garbled) : (Lines(text), TextFault.None);
    }

    public static IReadOnlyList<PlanLine> Lines(string text)
    {
        var raw = HtmlRows.Flatten(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace('\f', '\n').Replace('\v', ' ').Replace('\u2028', '\n'));
        return [.. raw.Select(static l => new PlanLine(l.Number, Clean(l.Text)))];
    }

    private static (string Text, TextFault Fault) Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[3..];
        else if (bytes.StartsWith(Encoding.Unicode.Preamble)) return Strict(new UnicodeEncoding(false, false, true), bytes[2..]);
        else if (bytes.StartsWith(Encoding.BigEndianUnicode.Preamble)) return Strict(new UnicodeEncoding(true, false, true), bytes[2..]);
        if (bytes.Contains((byte)0))
        {
            // Windows Notepad's "Unicode" without a mark: every other byte of the ASCII letters is zero.
            var odd = 0;
            for (var i = 1; i < bytes.Length; i += 2) if (bytes[i] == 0) odd++;
            return odd > bytes.Length / 8 && bytes.Length % 2 == 0 ? Strict(new UnicodeEncoding(false, false, true), bytes) : ("", TextFault.Binary);
        }
        return Strict(new UTF8Encoding(false, true), bytes);
    }

    private static (string Text, TextFault Fault) Strict(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try { return (encoding.GetString(bytes), TextFault.None); }
        catch (DecoderFallbackException) { return ("", TextFault.NotUnicode); }
    }

    private static string Clean(string line)
    {
        if (line.Contains('<', StringComparison.Ordinal)) line = Tag().Replace(line, " ");
        if (line.Contains('&', StringComparison.Ordinal)) line = WebUtility.HtmlDecode(line);
        var clean = new StringBuilder(line.Length);
        foreach (var c in line.Normalize(NormalizationForm.FormC))
        {
            if (c is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or '\u00AD' or '\u0085') continue;
            clean.Append(c != '\t' && char.IsWhiteSpace(c) ? ' ' : c);
        }
        // Bold marks of Markdown; an escaped pipe is a character of the cell, not its border.
        return clean.Replace("**", "").Replace("\\|", "\u2223").ToString().TrimEnd(' ');
    }

    // A letter must follow "<": "<5%" is a value, not a tag.
    [GeneratedRegex(@"</?[a-zA-Z][^<>]*>")] private static partial Regex Tag();
    [GeneratedRegex("á»|Ã[¡-¿]|Ä‘|Æ°")] private static partial Regex Mojibake();
}
