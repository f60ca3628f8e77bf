using System.Text;
using LienThong.Kernel.Text;

namespace LienThong.Directory.Books;

/// What of a typed area name matters: "P. Chũ", "phường chũ", "PHUONG CHU" share the bare key "chu"; the type word is kept to break ties.
static class AreaText
{
    // Longest first; the key of each official type word and the short forms seen in addresses.
    static readonly (string Prefix, string Type)[] Prefixes =
    [
        ("thanh pho", "thanh pho"), ("thi tran", "thi tran"), ("thi xa", "thi xa"), ("dac khu", "dac khu"), ("phuong", "phuong"), ("huyen", "huyen"),
        ("quan", "quan"), ("tinh", "tinh"), ("xa", "xa"), ("tp", "thanh pho"), ("tx", "thi xa"), ("tt", "thi tran"), ("dk", "dac khu"),
        ("p", "phuong"), ("f", "phuong"), ("q", "quan"), ("h", "huyen"), ("x", "xa"), ("t", "tinh"),
    ];

    static readonly Dictionary<string, string> Nicknames = new(StringComparer.Ordinal)
    {
        ["hcm"] = "ho chi minh", ["tphcm"] = "ho chi minh", ["sg"] = "ho chi minh", ["sai gon"] = "ho chi minh", ["hn"] = "ha noi", ["tphn"] = "ha noi",
        ["brvt"] = "ba ria vung tau", ["hp"] = "hai phong", ["dn"] = "da nang", ["tt hue"] = "thua thien hue", ["tth"] = "thua thien hue",
    };

    /// Unaccented, lower case, words only: "Ea M'Droh" is "ea mdroh", "Bà Rịa - Vũng Tàu" is "ba ria vung tau".
    public static string Key(string text) => Plain(VietnameseText.SearchKey(text));

    /// The same with accents, in one spelling (hòa = hoà).
    public static string Accented(string text) => Plain(VietnameseText.CanonicalKey(text));

    /// The readings of a typed name: as it stands ("quan son" may be the name), and without a leading type word.
    public static IEnumerable<(string? Type, string Bare)> Readings(string key)
    {
        yield return (null, Nicknames.GetValueOrDefault(key, key));
        foreach (var (prefix, type) in Prefixes)
        {
            if (!key.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var rest = key[prefix.Length..];
            if (rest is [' ', .. var name]) yield return (type, Nicknames.GetValueOrDefault(name, Number(name)));
            else if (rest.Length > 0 && prefix.Length <= 2 && rest.All(char.IsAsciiDigit)) yield return (type, Number(rest));     // "q1", "p12"
            else continue;
            yield break;
        }
    }

    /// True when the person typed accents, so that they may be held against a candidate.
    public static bool HasAccents(string text) => Accented(text) != Key(text);

    static string Number(string name) => name.All(char.IsAsciiDigit) ? name.TrimStart('0') : name;

    static string Plain(string key)
    {
        var kept = new StringBuilder(key.Length);
        foreach (var c in key)
        {
            if (c == '\'') continue;
            if (char.IsLetterOrDigit(c)) kept.Append(c);
            else if (kept.Length > 0 && kept[^1] != ' ') kept.Append(' ');
        }
        if (kept.Length > 0 && kept[^1] == ' ') kept.Length--;
        return kept.ToString();
    }
}
