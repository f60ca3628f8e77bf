using System.Text;

namespace LienThong.Kernel.Text;

/// The lower-case letter without marks of every character below U+1F00, worked out once from the Unicode data of the run time.
internal static class BaseLetters
{
    public const int Size = 0x1f00;

    private const char Mark = '\0';
    private static readonly char[] Table = Build();

    /// The base letter of `c` (below Size, not a mark).
    public static char Of(char c) => Table[c];

    /// True for a combining mark that searching ignores.
    public static bool IsMark(char c) => Table[c] == Mark;

    /// Combining marks of the Latin, Greek and Cyrillic scripts; the vowel signs of other scripts are letters to a reader and stay.
    public static bool IsCombining(char c) =>
        c is >= '\u0300' and <= '\u036f' or >= '\u1ab0' and <= '\u1aff' or >= '\u1dc0' and <= '\u1dff' or >= '\u20d0' and <= '\u20ff' or >= '\ufe20' and <= '\ufe2f';

    private static char[] Build()
    {
        var table = new char[Size];
        for (var c = '\0'; c < Size; c++) table[c] = IsCombining(c) ? Mark : Fold(c);
        table['\0'] = ' ';                                        // never asked: NUL does not pass Normalise
        return table;
    }

    private static char Fold(char c)
    {
        var parts = c.ToString().Normalize(NormalizationForm.FormD);
        var letter = parts.Length > 1 && parts.AsSpan(1).ToArray().All(IsCombining) ? parts[0] : c;
        return char.ToLowerInvariant(letter) switch
        {
            'đ' or '\u00f0' or '\u0256' => 'd',
            var lower => lower,
        };
    }
}
