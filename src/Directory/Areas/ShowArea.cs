using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Directory.Areas;

/// One area on a day: what it was made of, what it became, its other lives, the bodies that govern it.
static class ShowArea
{
    public static void Map(ModuleRoutes r) => r.Api
        .MapGet("areas/{code}", Handle)
        .Public("Danh mục đơn vị hành chính là danh mục dùng chung, công khai (QĐ 19/2025/QĐ-TTg)")
        .Refuses(DirectoryErrors.AreaUnknown);

    internal sealed record Step(AreaView Area, AreaChange Change, DateOnly? On, string LegalBasis, Confidence Confidence);

    internal sealed record View(
        AreaView Area, ProvinceFacts? Facts, IReadOnlyList<Step> Predecessors, IReadOnlyList<Step> Successors, IReadOnlyList<AreaView> Today,
        IReadOnlyList<AreaView> Lives, IReadOnlyList<AgencyView> Bodies);

    static Result<View> Handle(string code, DateOnly? on, IDirectory directory, TimeProvider clock)
    {
        var today = clock.Today();
        if (Find(directory, code, on, today) is not { } area) return DirectoryErrors.AreaUnknown.With(code, HanoiTime.Show(on ?? today));
        return new View(
            AreaView.Of(area, directory),
            area.Level == AreaLevel.Province && area.Life.Contains(today) ? directory.FactsOf(code) : null,
            [.. directory.PredecessorsOf(area.Id).Select(l => new Step(AreaView.Of(l.From, directory), l.Change, l.On, l.LegalBasis, l.Confidence))],
            [.. directory.SuccessorsOf(area.Id).Select(l => new Step(AreaView.Of(l.To, directory), l.Change, l.On, l.LegalBasis, l.Confidence))],
            [.. directory.AreasOn(area.Id, today).Select(a => AreaView.Of(a, directory))],
            [.. directory.LivesOf(code).Select(a => AreaView.Of(a, directory))],
            [.. Bodies(area, directory).Select(AgencyView.Of)]);
    }

    /// Without a day: the unit of today, else the last one that bore the code.
    public static Area? Find(IDirectory directory, string code, DateOnly? on, DateOnly today) =>
        directory.AreaAt(code, on ?? today) ?? (on is null && directory.LivesOf(code) is [.., var last] ? last : null);

    /// The people's committee, police and one-stop centre in the last days of this life.
    public static IReadOnlyList<Agency> Bodies(Area area, IDirectory directory)
    {
        var day = area.Life.To ?? DateOnly.MaxValue;
        return area.Level switch
        {
            AreaLevel.Province => directory.ProvinceBody(area.Code, day) is { } committee ? [committee] : [],
            AreaLevel.Commune => [.. Enum.GetValues<CommuneBodyKind>().Select(k => directory.CommuneBody(area.Code, k, day)).OfType<Agency>()],
            _ => [],
        };
    }
}
