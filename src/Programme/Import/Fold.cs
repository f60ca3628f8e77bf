using System.Globalization;
using System.Text;

namespace LienThong.Programme.Import;

/// <summary>Lower case without marks, one character for one character, so that a place found in the folded text is the same place in the original.</summary>
internal static class Fold
{
    private static readonly char[] Table = Build();

    public static string Key(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++) span[i] = Table[source[i]];
    });

    /// <summary>Words of the folded text; punctuation separates and is dropped.</summary>
    public static string[] Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in Key(text))
        {
            if (char.IsLetterOrDigit(c)) word.Append(c);
            else if (word.Length > 0) { words.Add(word.ToString()); word.Clear(); }
        }
        if (word.Length > 0) words.Add(word.ToString());
        return [.. words];
    }

    private static char[] Build()
    {
        var table = new char[char.MaxValue + 1];
        for (var i = 0; i < table.Length; i++)
        {
            var c = char.ToLower((char)i, CultureInfo.InvariantCulture);
            table[i] = c switch
            {
                'đ' => 'd',
                '–' or '—' or '−' or '‑' => '-',
                '“' or '”' or '„' => '"',
                '’' or '‘' => '\'',
                _ when c < 128 || char.IsSurrogate(c) => c,
                _ => Base(c),
            };
        }
        return table;
    }

    private static char Base(char c)
    {
        // Unassigned code points cannot be normalised; they stay as they are.
        if (char.GetUnicodeCategory(c) is UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse) return c;
        var parts = c.ToString().Normalize(NormalizationForm.FormD);
        return parts.Length > 1 && parts.Skip(1).All(p => char.GetUnicodeCategory(p) == UnicodeCategory.NonSpacingMark) ? parts[0] : c;
    }
}
