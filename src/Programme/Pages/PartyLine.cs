using LienThong.Programme.Import;
using LienThong.Programme.Parties;

namespace LienThong.Programme.Pages;

/// <summary>A party as pages show it: the name in the plan, and who that is today.</summary>
internal sealed record PartyLine(PlanRole Party, IReadOnlyList<BodyToday> Today, ClassToday? Class)
{
    public static IReadOnlyList<PartyLine> Of(IEnumerable<PlanRole> roles, TodaysBodies bodies, DateOnly namesAsOf) =>
        [.. roles.Select(r => new PartyLine(r, bodies.Of(r, namesAsOf), bodies.Class(r)))];
}

/// <summary>Words that pages share, as keys of the texts.</summary>
internal static class PageWords
{
    public static string Role(RoleKind role) => role switch
    {
        RoleKind.Lead => "Chủ trì",
        RoleKind.Implement => "Thực hiện",
        RoleKind.Cooperate => "Phối hợp",
        RoleKind.Monitor => "Theo dõi",
        _ => "Chỉ đạo",
    };

    public static string State(Targets.Light light) => light switch
    {
        Targets.Light.Met => "good",
        Targets.Light.Near => "warn",
        Targets.Light.Missed => "bad",
        _ => "none",
    };

    public static string Light(Targets.Light light) => light switch
    {
        Targets.Light.Met => "Đạt",
        Targets.Light.Near => "Gần đạt",
        Targets.Light.Missed => "Chưa đạt",
        _ => "Chưa đo được",
    };

    public static string LightTag(Targets.Light light) => light switch
    {
        Targets.Light.Met => "done",
        Targets.Light.Near => "waiting",
        Targets.Light.Missed => "late",
        _ => "neutral",
    };

    public static string Evidence(Plans.EvidenceSort sort) => sort switch
    {
        Plans.EvidenceSort.Measure => "Số liệu",
        Plans.EvidenceSort.Connection => "Kết nối cơ sở dữ liệu",
        _ => "Văn bản",
    };

    public static string Said(Plans.Progress progress) => progress switch
    {
        Plans.Progress.Started => "Đang làm",
        Plans.Progress.Done => "Đã xong",
        Plans.Progress.Cancelled => "Không làm nữa",
        _ => "Chưa bắt đầu",
    };
}
