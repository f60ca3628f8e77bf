using System.Globalization;
using System.Text;

namespace LienThong.Kernel.Text;

/// <summary>
/// Folds Vietnamese text for keeping, comparing, searching and sorting. Raw strings are never compared:
/// the same name arrives composed (NFC) or decomposed (NFD), in capitals from a card, with the tone on either
/// vowel (<c>hoà</c>, <c>hòa</c>), and with look-alikes of Đ from old systems.
/// </summary>
/// <remarks>No regular expression and no table lookup outside two arrays: registers fold millions of names in a run.</remarks>
public static class VietnameseText
{
    /// <summary>Text as we keep it: NFC, one space between words, no control or zero-width characters, <c>'</c> for every apostrophe.</summary>
    /// <remarks>Case, accents and tone placement stay as declared. The same instance comes back when nothing had to change.</remarks>
    public static string Normalise(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsTidy(text) ? text : Tidy(text);
    }

    /// <summary>The key under which two spellings of the same name are equal: normalised, lower case, one place for the tone, one Đ.</summary>
    /// <remarks>Accents count: <c>Hoa</c> and <c>Hòa</c> differ, as do <c>Quí</c> and <c>Quý</c> (a near match is a person's decision).</remarks>
    public static string CanonicalKey(string text)
    {
        var tidy = Normalise(text);
        var lower = string.Create(tidy.Length, tidy, static (to, from) => LowerWithOneD(from, to));
        if (!IsTidy(lower)) lower = Normalise(lower);           // J̌ has no capital letter of its own, ǰ has
        return TonePlacement.Differs(lower) ? string.Create(lower.Length, lower, TonePlacement.Settle) : lower;
    }

    /// <summary>The key for searching as people type without accents: lower case, no marks, đ → d.</summary>
    public static string SearchKey(string text)
    {
        var tidy = Normalise(text);
        foreach (var c in tidy)
            if (c >= BaseLetters.Size || BaseLetters.IsMark(c)) return SearchKeyOfAnyScript(tidy);

        return string.Create(tidy.Length, tidy, static (to, from) =>
        {
            for (var i = 0; i < from.Length; i++) to[i] = BaseLetters.Of(from[i]);
        });
    }

    /// <summary>Orders people the Vietnamese way: by the last word (the given name), then by family and middle names.</summary>
    public static IComparer<string> ByGivenName { get; } = Comparer<string>.Create(Compare);

    /// <summary>Negative when <paramref name="left"/> stands before <paramref name="right"/> in a list of people. See <see cref="ByGivenName"/>.</summary>
    public static int Compare(string? left, string? right)
    {
        if (ReferenceEquals(left, right)) return 0;
        if (left is null) return -1;
        if (right is null) return 1;

        ReadOnlySpan<char> a = left.AsSpan().Trim(), b = right.AsSpan().Trim();
        int aGiven = a.LastIndexOf(' ') + 1, bGiven = b.LastIndexOf(' ') + 1;
        var order = Collation.Compare(a[aGiven..], b[bGiven..], CompareOptions.IgnoreCase);
        if (order == 0) order = Collation.Compare(a[..aGiven].TrimEnd(), b[..bGiven].TrimEnd(), CompareOptions.IgnoreCase);
        return order != 0 ? order : string.CompareOrdinal(left, right);
    }

    private static readonly CompareInfo Collation = CultureInfo.GetCultureInfo("vi-VN").CompareInfo;

    /// True when the text surely is what Normalise would return. Letters up to U+024F and the Vietnamese block
    /// U+1EA0–U+1EF9 are NFC as they stand; anything else takes the slow way.
    private static bool IsTidy(string text)
    {
        var afterSpace = true;                                    // a leading space is untidy
        foreach (var c in text)
        {
            if (c == ' ')
            {
                if (afterSpace) return false;
                afterSpace = true;
                continue;
            }
            afterSpace = false;
            if (c is > ' ' and < '\u007f' and not '`' or >= '\u00a1' and <= '\u024f' and not ('\u00ad' or '\u00b4')
                or >= '\u1ea0' and <= '\u1ef9') continue;
            return false;
        }
        return text.Length == 0 || !afterSpace;                   // and so is a trailing one
    }

    private static string Tidy(string text)
    {
        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                if (CharUnicodeInfo.GetUnicodeCategory(text, i) != UnicodeCategory.Format) kept.Append(c).Append(text[i + 1]);
                i++;
            }
            else if (char.IsSurrogate(c) || c is '\ufffe' or '\uffff') kept.Append('\ufffd');   // not text: keep a visible scar
            else if (IsSpace(c)) AppendSpace(kept);
            else if (IsApostrophe(c)) kept.Append('\'');
            else if (char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format)) kept.Append(c);
        }
        if (kept.Length > 0 && kept[^1] == ' ') kept.Length--;
        return kept.ToString().Normalize(NormalizationForm.FormC);
    }

    private static void AppendSpace(StringBuilder kept)
    {
        if (kept.Length > 0 && kept[^1] != ' ') kept.Append(' ');
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n' or '\v' or '\f' or '\u0085' || char.IsSeparator(c);

    private static bool IsApostrophe(char c) =>
        c is '\u2019' or '\u2018' or '\u201b' or '\u02bc' or '\u02bb' or '\u2032' or '\uff07' or '`' or '\u00b4' or '\u1fef' or '\u1ffd';

    private static void LowerWithOneD(ReadOnlySpan<char> from, Span<char> to)
    {
        from.ToLowerInvariant(to);
        to.Replace('\u00f0', 'đ');                                // ð from Ð U+00D0
        to.Replace('\u0256', 'đ');                                // ɖ from Ɖ U+0189
    }

    private static string SearchKeyOfAnyScript(string tidy)
    {
        var letters = new StringBuilder(tidy.Length);
        foreach (var c in tidy.Normalize(NormalizationForm.FormD))
        {
            if (c < BaseLetters.Size ? BaseLetters.IsMark(c) : BaseLetters.IsCombining(c)) continue;
            letters.Append(c < BaseLetters.Size ? BaseLetters.Of(c) : char.ToLowerInvariant(c));
        }
        var key = letters.ToString().Normalize(NormalizationForm.FormC);
        return IsTidy(key) ? key : Tidy(key);
    }
}
