using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using LienThong.Kernel.Text;

namespace LienThong.Population.Synthetic;

/// <summary>One word (or fixed group of words) of a name, as it is written in both styles of tone placement, and its two keys, folded once.</summary>
internal sealed record NameWord(string Text, string NewStyle, string Key, string Search)
{
    private static readonly ConcurrentDictionary<string, NameWord> Known = new(StringComparer.Ordinal);

    public static NameWord Of(string text) => Known.GetOrAdd(text, static written =>
    {
        var t = written.Replace('_', ' ');
        return new(t, ToNewStyle(t), VietnameseText.CanonicalKey(t), VietnameseText.SearchKey(t));
    });

    /// <summary>A table such as "Trang 4.2 Thảo 3.5 | Hoa Lan"; what the shares leave of 100 goes to the names after the bar, at least a quarter of the mean.</summary>
    public static Weighted<NameWord> Table(string table)
    {
        var halves = table.Split('|');
        var parts = halves[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        List<(NameWord, double)> choices = [];
        for (var i = 0; i < parts.Length; i += 2) choices.Add((Of(parts[i]), double.Parse(parts[i + 1], CultureInfo.InvariantCulture)));
        if (halves.Length > 1)
        {
            var others = halves[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var rest = Math.Max((100 - choices.Sum(c => c.Item2)) / others.Length, 0.1);
            choices.AddRange(others.Select(o => (Of(o), rest)));
        }

        return new(choices);
    }

    /// <summary>Hòa → Hoà, Thủy → Thuỷ: in an open rime oa, oe, uy the new style writes the tone on the last vowel.</summary>
    private static string ToNewStyle(string word)
    {
        var d = word.Normalize(NormalizationForm.FormD);
        // first vowel, tone, last vowel at the end of the word; not after q
        if (d.Length < 4 || !IsTone(d[^2])) return word;
        var rime = char.ToLowerInvariant(d[^3]) + d[^1].ToString();
        if (rime is not ("oa" or "oe" or "uy") || char.ToLowerInvariant(d[^4]) == 'q') return word;
        return (d[..^2] + d[^1] + d[^2]).Normalize(NormalizationForm.FormC);
    }

    private static bool IsTone(char c) => c is '\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323';
}

/// <summary>A whole name with its keys, composed of words that were folded before: the same as folding the whole text, which a test proves.</summary>
internal readonly record struct SyntheticName(string FullName, string Key, string Search)
{
    [MethodImpl(Hot.Loop)]
    public static SyntheticName Compose(ReadOnlySpan<NameWord> words, SeededRandom random)
    {
        if (words.Length > 6) throw new ArgumentException("At most six words", nameof(words));
        var full = new string[words.Length];
        var key = new string[words.Length];
        var search = new string[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            full[i] = ReferenceEquals(word.Text, word.NewStyle) || random.Chance(0.62) ? word.Text : word.NewStyle;
            key[i] = word.Key;
            search[i] = word.Search;
        }

        return new(string.Join(' ', full), string.Join(' ', key), string.Join(' ', search));
    }

    /// <summary>Only the name, for parents who are not in the register.</summary>
    [MethodImpl(Hot.Loop)]
    public static string Plain(NameWord first, NameWord second, NameWord third) => $"{first.Text} {second.Text} {third.Text}";
}
