using System.Text;
using LienThong.Kernel.Text;

namespace LienThong.Directory.Books;

/// The key under which wordings of one body or class are equal: "Bộ GD&ĐT" = "bộ gd-đt", "UBND tỉnh" = "Ủy ban nhân dân tỉnh".
static class AgencyText
{
    static readonly Dictionary<string, string> Long = new(StringComparer.Ordinal)
    {
        ["ubnd"] = "uy ban nhan dan", ["tp"] = "thanh pho", ["cntt"] = "cong nghe thong tin", ["tthc"] = "thu tuc hanh chinh", ["csdl"] = "co so du lieu",
        ["qppl"] = "quy pham phap luat", ["vb"] = "van ban", ["tw"] = "trung uong", ["tttt"] = "thong tin va truyen thong",
    };

    public static string Key(string text) => Join(VietnameseText.SearchKey(text), expand: true);

    public static string Accented(string text) => Join(VietnameseText.CanonicalKey(text), expand: false);

    public static bool HasAccents(string text) => Accented(text) != Join(VietnameseText.SearchKey(text), expand: false);

    /// Key of a class: "các bộ, ngành" = "Bộ, ngành".
    public static string ClassKey(string text)
    {
        var key = Key(text);
        return key.StartsWith("cac ", StringComparison.Ordinal) ? key[4..] : key;
    }

    // Words only; "và" and "&" are dropped, so that they may be written or not.
    static string Join(string key, bool expand)
    {
        var kept = new StringBuilder(key.Length + 16);
        foreach (var range in key.AsSpan().SplitAny(' ', ',', '.', ';', ':', '(', ')', '"', '/', '&', '-', '–', '“', '”', '\''))
        {
            var word = key[range];
            if (word.Length == 0 || word is "va" or "và") continue;
            if (kept.Length > 0) kept.Append(' ');
            kept.Append(expand && Long.TryGetValue(word, out var whole) ? whole.Replace(" va ", " ", StringComparison.Ordinal) : word);
        }
        return kept.ToString();
    }
}
