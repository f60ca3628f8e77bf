namespace LienThong.Population.Duplicates;

/// <summary>How alike two names are. The order is that of the levels of the field.</summary>
internal enum NameAgreement { Missing = 0, Same = 1, SameAndCommon = 2, WithoutAccents = 3, Typo = 4, PartMissing = 5, OtherWord = 6, Different = 7 }

/// <summary>Which words are names by themselves, and which whole names are common, as a sample of the register shows. A typing error makes a word that is no name; a twin has another name.</summary>
internal sealed class KnownNames(IReadOnlySet<string> words, IReadOnlySet<string> common)
{
    public bool IsWord(string word) => words.Contains(word);

    public bool IsCommon(string search) => common.Contains(search);

    public IReadOnlySet<string> Words => words;

    public IReadOnlySet<string> Common => common;
}

/// <summary>A name in the forms in which it is compared. The words are cut once, because a sample compares each name many times.</summary>
internal sealed class FaceName(string key, string search)
{
    private string[]? _words;

    public string Key => key;

    public string Search => search;

    public string[] Words => _words ??= search.Split(' ');
}

/// <summary>Compares names in steps: as written, without accents, with one typing error, with a part missing, with another word.</summary>
internal static class CompareNames
{
    public static NameAgreement Of(FaceName one, FaceName other, KnownNames known)
    {
        if (one.Search.Length == 0 || other.Search.Length == 0) return NameAgreement.Missing;
        if (one.Key == other.Key) return known.IsCommon(one.Search) ? NameAgreement.SameAndCommon : NameAgreement.Same;
        if (one.Search == other.Search) return NameAgreement.WithoutAccents;
        var (a, b) = (one.Words, other.Words);
        if (a.Length == b.Length)
        {
            var differing = 0;
            var typing = true;
            for (var i = 0; i < a.Length; i++)
            {
                if (a[i] == b[i]) continue;
                differing++;
                typing &= IsTyping(a[i], b[i], known);
            }

            if (differing == 1) return typing ? NameAgreement.Typo : IsInitial(a, b) ? NameAgreement.PartMissing : NameAgreement.OtherWord;
            if (typing && differing == 2) return NameAgreement.Typo;
            if (IsInitial(a, b) || a.Order(StringComparer.Ordinal).SequenceEqual(b.Order(StringComparer.Ordinal))) return NameAgreement.PartMissing;
            return NameAgreement.Different;
        }

        // words run together or torn apart by a blank
        if (string.Concat(a) == string.Concat(b)) return NameAgreement.Typo;
        var (shorter, longer) = a.Length < b.Length ? (a, b) : (b, a);
        return shorter.Length >= 2 && IsWithin(shorter, longer) ? NameAgreement.PartMissing : NameAgreement.Different;
    }

    // one letter too many, missing, other or swapped, and at least one of the two is no name that people bear
    private static bool IsTyping(string a, string b, KnownNames known) => Edits.AtMostOne(a, b) && !(known.IsWord(a) && known.IsWord(b));

    // N. V. Hùng: every word is the same or the first letter of the other, and the last is whole
    private static bool IsInitial(string[] a, string[] b)
    {
        if (a[^1] != b[^1]) return false;
        for (var i = 0; i < a.Length - 1; i++)
        {
            var (x, y) = (a[i].TrimEnd('.'), b[i].TrimEnd('.'));
            if (x != y && !(x.Length == 1 && y.StartsWith(x, StringComparison.Ordinal)) && !(y.Length == 1 && x.StartsWith(y, StringComparison.Ordinal))) return false;
        }

        return true;
    }

    // the words of one name in the same order within the other
    private static bool IsWithin(string[] shorter, string[] longer)
    {
        var at = 0;
        foreach (var word in longer)
        {
            if (at < shorter.Length && shorter[at] == word) at++;
        }

        return at == shorter.Length;
    }
}

/// <summary>Small differences between two words.</summary>
internal static class Edits
{
    /// <summary>True when one letter was added, left out, replaced, or two neighbours were swapped; also when nothing differs.</summary>
    public static bool AtMostOne(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (Math.Abs(a.Length - b.Length) > 1) return false;
        var start = a.CommonPrefixLength(b);
        a = a[start..];
        b = b[start..];
        var end = 0;
        while (end < a.Length && end < b.Length && a[^(end + 1)] == b[^(end + 1)]) end++;
        a = a[..^end];
        b = b[..^end];
        return a.Length <= 1 && b.Length <= 1 || a.Length == 2 && b.Length == 2 && a[0] == b[1] && a[1] == b[0];
    }
}
