using System.Globalization;
using LienThong.Population.Synthetic;

namespace LienThong.Population.Fields;

/// <summary>Codes of the shared lists and their Vietnamese words, for values that leave the register.</summary>
internal static class CodeWords
{
    private static readonly Dictionary<int, string> Religions = new()
    {
        [0] = "Không", [1] = "Phật giáo", [2] = "Công giáo", [3] = "Phật giáo Hoà Hảo", [4] = "Hồi giáo", [5] = "Cao Đài", [8] = "Tin lành", [13] = "Bà-la-môn", [99] = "Khác",
    };

    public static (string Value, string Display) Of(Sex sex) => sex switch
    {
        Sex.Male => ("male", "Nam"),
        Sex.Female => ("female", "Nữ"),
        _ => ("undetermined", "Chưa xác định được"),
    };

    public static (string? Value, string? Display)? Of(MaritalStatus status) => status switch
    {
        MaritalStatus.Single => ("single", "Chưa kết hôn"),
        MaritalStatus.Married => ("married", "Đang có vợ/chồng"),
        MaritalStatus.Widowed => ("widowed", "Vợ/chồng đã chết"),
        MaritalStatus.Divorced => ("divorced", "Đã ly hôn"),
        _ => null,
    };

    /// <summary>The word of an outward code of marital status.</summary>
    public static string MaritalWord(string code)
    {
        foreach (var status in Enum.GetValues<MaritalStatus>())
        {
            if (Of(status) is { } word && word.Value == code) return word.Display!;
        }

        return code;
    }

    public static (string Value, string Display) Of(Relation relation) => relation switch
    {
        Relation.Head => ("head", "Chủ hộ"),
        Relation.Spouse => ("spouse", "Vợ/chồng"),
        Relation.Child => ("child", "Con"),
        Relation.Parent => ("parent", "Cha/mẹ"),
        Relation.Grandchild => ("grandchild", "Cháu (gọi bằng ông, bà)"),
        Relation.ChildInLaw => ("child-in-law", "Con dâu/con rể"),
        Relation.Sibling => ("sibling", "Anh/chị/em"),
        Relation.Grandparent => ("grandparent", "Ông/bà"),
        Relation.NotRelated => ("not-related", "Cùng ở, không là người thân"),
        _ => ("other-relative", "Người thân khác"),
    };

    /// <summary>The word of an outward code of relation.</summary>
    public static string RelationWord(string? code)
    {
        foreach (var relation in Enum.GetValues<Relation>())
        {
            var (value, display) = Of(relation);
            if (value == code) return display;
        }

        return "Người thân khác";
    }

    public static (string Value, string Display) Religion(int code) =>
        (code.ToString("D2", CultureInfo.InvariantCulture), Religions.TryGetValue(code, out var name) ? name : "Khác");

    public static (string? Value, string? Display)? Ethnicity(int code) =>
        code is >= 1 and <= 54 ? (code.ToString("D2", CultureInfo.InvariantCulture), Ethnicities.Names[code]) : null;
}
