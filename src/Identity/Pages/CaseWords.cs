using LienThong.Identity.Proofing;
using LienThong.Population;

namespace LienThong.Identity.Pages;

/// Words for cases at the counter; each is the key of a text.
internal static class CaseWords
{
    public static string Kind(CaseKind kind) => kind switch
    {
        CaseKind.Identify => "Mở tài khoản hoặc nâng lên mức độ 2",
        CaseKind.Foreigner => "Mở tài khoản cho người nước ngoài",
        CaseKind.Unlock => "Mở khóa theo yêu cầu của chủ",
        _ => "Khôi phục: gỡ cách đăng nhập đã mất",
    };

    public static string Outcome(ItemOutcome outcome) => outcome switch
    {
        ItemOutcome.Match => "Khớp",
        ItemOutcome.Near => "Khớp, khác dấu hoặc kém chi tiết",
        ItemOutcome.Absent => "Không có để so",
        _ => "Khác",
    };

    public static string State(string state) => state switch
    {
        "waiting" => "Chờ người thứ hai",
        "approved" => "Đã đồng ý",
        _ => "Đã từ chối",
    };

    public static string Colour(string state) => state switch
    {
        "waiting" => "waiting",
        "approved" => "done",
        _ => "neutral",
    };

    public static string Mandate(string kind) => kind switch
    {
        Representation.Mandate.Representative => "Người đại diện theo pháp luật",
        Representation.Mandate.Parent => "Cha, mẹ",
        Representation.Mandate.Guardian => "Người giám hộ",
        _ => "Người được ủy quyền",
    };

    public static string Request(string state) => state switch
    {
        "consent" => "Chờ người cùng đại diện đồng ý",
        "check" => "Chờ cán bộ kiểm tra",
        "opened" => "Đã mở tài khoản",
        _ => "Không mở",
    };
}
