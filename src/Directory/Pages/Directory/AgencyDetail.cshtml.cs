using LienThong.Directory.Agencies;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Directory.Pages;

/// One body: names over time, what came into it, what it became, functions that moved, its units.
[PublicPage("Danh mục cơ quan là danh mục dùng chung, công khai (QĐ 20/2020/QĐ-TTg, QĐ 29/2026/QĐ-TTg)")]
internal sealed class AgencyDetailPage(IDirectory directory, TimeProvider clock) : PageModel
{
    public const int MostUnits = 100;

    public Agency Shown { get; private set; } = null!;

    public DateOnly Today => clock.Today();

    public AgencyToday Now { get; private set; } = null!;

    public IReadOnlyList<Agency> Lives => directory.AgencyLives(Shown.Code);

    public IEnumerable<AgencyName> OtherNames => directory.NamesOf(Shown.Id).Where(n => !n.Official);

    public IReadOnlyList<AgencyLink> Predecessors => directory.PredecessorsOf(Shown.Id);

    public IReadOnlyList<AgencyLink> Successors => directory.SuccessorsOf(Shown.Id);

    public IEnumerable<Agency> Units => directory.UnitsOf(Shown.Code, Shown.Life.To ?? Today).Take(MostUnits);

    public Agency? Parent => Shown.Parent is { } code ? directory.AgencyLives(code).LastOrDefault(a => a.Life.Overlaps(Shown.Life)) : null;

    public Area? Governs => Shown.Area is { } code ? directory.AreaAt(code, Shown.Life.To ?? Today) : null;

    public IActionResult OnGet(string code, [FromQuery] DateOnly? on)
    {
        if (ShowAgency.Find(directory, code, on, null, Today) is not { } agency) return NotFound();
        Shown = agency;
        Now = directory.Today(agency);
        return Page();
    }
}
