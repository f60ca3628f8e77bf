using System.Runtime.CompilerServices;
using LienThong.Kernel.Text;

namespace LienThong.Dictionary;

/// <summary>Finds a value of a code list as papers and old files write it: by code, Vietnamese or English name or another spelling, without regard to case, accents and signs.</summary>
public static class WrittenCode
{
    private static readonly ConditionalWeakTable<CodeListDefinition, Dictionary<string, CodeValue?>> Known = [];

    /// <summary>The value, or null when nothing in the list is written so, or more than one thing.</summary>
    public static CodeValue? Find(CodeListDefinition list, string text)
    {
        if (list.Find(text) is { } exact) return exact;
        var words = Known.GetValue(list, static l => Words(l));
        return words.TryGetValue("=" + VietnameseText.CanonicalKey(text), out var spelt) && spelt is not null ? spelt : words.GetValueOrDefault(Fold(text));
    }

    /// <summary>Letters and digits only, without accents: "Họ và tên:" is "ho va ten".</summary>
    public static string Fold(string text)
    {
        var key = VietnameseText.SearchKey(text);
        return string.Join(' ', string.Create(key.Length, key, static (to, from) =>
        {
            for (var i = 0; i < from.Length; i++) to[i] = char.IsLetterOrDigit(from[i]) ? from[i] : ' ';
        }).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    // two values with one spelling: neither is meant for sure
    private static Dictionary<string, CodeValue?> Words(CodeListDefinition list)
    {
        Dictionary<string, CodeValue?> words = new(StringComparer.Ordinal);
        foreach (var value in list.Values)
        {
            foreach (var spelling in Spellings(value).SelectMany(s => new[] { Fold(s), "=" + VietnameseText.CanonicalKey(s) }).Where(s => s.Length > 0).Distinct(StringComparer.Ordinal))
                words[spelling] = words.TryGetValue(spelling, out var other) && other != value ? null : value;
        }
        return words;
    }

    // "Vợ/chồng" is also written "Vợ" and "Chồng", "Đài Loan (Trung Quốc)" also without what stands in brackets
    private static IEnumerable<string> Spellings(CodeValue value)
    {
        List<string> all = [value.Code, value.Vi, value.En, .. value.Aliases, .. value.Vi.Split('/', StringSplitOptions.TrimEntries), value.Vi.Split('(')[0].TrimEnd()];
        return all.Distinct(StringComparer.Ordinal);
    }
}
