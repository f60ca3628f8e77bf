using System.Globalization;

namespace LienThong.Kernel.Text;

/// <summary>
/// Two schools write the tone of an open <c>oa</c>, <c>oe</c>, <c>uy</c> on different vowels: hòa, khỏe, thủy or hoà, khoẻ, thuỷ.
/// Keys carry it on the first vowel. After q the u belongs to the consonant, so there it sits on the y: quý.
/// </summary>
internal static class TonePlacement
{
    private static readonly string[] Toned = ["aàáảãạ", "eèéẻẽẹ", "oòóỏõọ", "uùúủũụ", "yỳýỷỹỵ"];
    private const string Vowels = "aeoui\u0103\u00e2\u00ea\u00f4\u01a1\u01b0y";

    /// True when Settle would change the lower-case, normalised text.
    public static bool Differs(ReadOnlySpan<char> text)
    {
        for (var i = 0; i + 1 < text.Length; i++)
            if (Move(text, i) != null) return true;
        return false;
    }

    /// Writes the text with every tone at its one place.
    public static void Settle(Span<char> to, string from)
    {
        from.CopyTo(to);
        for (var i = 0; i + 1 < to.Length; i++)
            if (Move(to, i) is var (first, second)) (to[i], to[i + 1]) = (first, second);
    }

    /// The two vowels at `i` with the tone moved, or null when it is right or this is no such pair.
    private static (char First, char Second)? Move(ReadOnlySpan<char> text, int i)
    {
        if (!Tone(text[i], out var first, out var firstTone) || !Tone(text[i + 1], out var second, out var secondTone)) return null;
        if ((first, second) is not (('o', 'a') or ('o', 'e') or ('u', 'y'))) return null;
        if (i + 2 < text.Length && Continues(text[i + 2])) return null;           // hoàn, thuyền: one spelling only

        var before = i > 0 ? text[i - 1] : ' ';
        if (before == 'q') return firstTone > 0 && secondTone == 0 ? (With(first, 0), With(second, firstTone)) : null;
        if (Tone(before, out _, out _) || Vowels.Contains(before, StringComparison.Ordinal)) return null;
        return secondTone > 0 && firstTone == 0 ? (With(first, secondTone), With(second, 0)) : null;
    }

    private static bool Continues(char c) =>
        char.IsLetter(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Surrogate;

    private static bool Tone(char c, out char letter, out int tone)
    {
        if (c is not ('a' or 'e' or 'o' or 'u' or 'y') && c < '\u00e0') { letter = c; tone = 0; return false; }
        foreach (var row in Toned)
        {
            tone = row.IndexOf(c, StringComparison.Ordinal);
            if (tone < 0) continue;
            letter = row[0];
            return true;
        }
        (letter, tone) = (c, 0);
        return false;
    }

    private static char With(char letter, int tone)
    {
        foreach (var row in Toned)
            if (row[0] == letter) return row[tone];
        throw new ArgumentOutOfRangeException(nameof(letter), letter, "Not a vowel that carries a moving tone.");
    }
}
