using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Directory.Agencies;

/// One body on a day, by code or by name: its names, what it came from, what it became, who does its work today.
static class ShowAgency
{
    public static void Map(ModuleRoutes r) => r.Api
        .MapGet("agencies/{codeOrName}", Handle)
        .Public("Danh mục cơ quan là danh mục dùng chung, công khai (QĐ 20/2020/QĐ-TTg, QĐ 29/2026/QĐ-TTg)")
        .Refuses(DirectoryErrors.AgencyUnknown);

    internal sealed record View(
        AgencyView Agency, IReadOnlyList<AgencyName> Names, IReadOnlyList<AgencyView> Lives, IReadOnlyList<AgencyStep> Predecessors,
        IReadOnlyList<AgencyStep> Successors, IReadOnlyList<AgencyView> Today, IReadOnlyList<AgencyStep> Chain, IReadOnlyList<AgencyStep> Moved,
        IReadOnlyList<AgencyView> Units);

    static Result<View> Handle(string codeOrName, DateOnly? on, string? within, IDirectory directory, TimeProvider clock)
    {
        var today = clock.Today();
        if (Find(directory, codeOrName, on, within, today) is not { } agency) return DirectoryErrors.AgencyUnknown.With(codeOrName, HanoiTime.Show(on ?? today));
        var now = directory.Today(agency);
        return new View(
            AgencyView.Of(agency), directory.NamesOf(agency.Id), [.. directory.AgencyLives(agency.Code).Select(AgencyView.Of)],
            [.. directory.PredecessorsOf(agency.Id).Select(AgencyStep.Of)], [.. directory.SuccessorsOf(agency.Id).Select(AgencyStep.Of)],
            [.. now.Bodies.Select(AgencyView.Of)], [.. now.Chain.Select(AgencyStep.Of)], [.. now.Moved.Select(AgencyStep.Of)],
            [.. directory.UnitsOf(agency.Code, agency.Life.To ?? today).Take(Ask.MostRows).Select(AgencyView.Of)]);
    }

    /// Without a day: the body of today, else the last one that bore the code or name.
    public static Agency? Find(IDirectory directory, string codeOrName, DateOnly? on, string? within, DateOnly today) =>
        directory.AgencyAt(codeOrName, on ?? today, within)
        ?? (on is not null ? null : directory.AgencyLives(codeOrName) is [.., var last] ? last : LastNamed(directory, codeOrName));

    static Agency? LastNamed(IDirectory directory, string name) =>
        directory.FindAgencies(name, limit: 5).Where(m => m.Score > 0.9).Select(m => m.Agency).MaxBy(a => a.Life.To ?? DateOnly.MaxValue);
}
