using LienThong.Directory.Areas;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Directory.Pages;

/// One area: what formed it, what became of it, the lives of its code, its communes.
[PublicPage("Danh mục đơn vị hành chính là danh mục dùng chung, công khai (QĐ 19/2025/QĐ-TTg)")]
internal sealed class AreaDetailPage(IDirectory directory, TimeProvider clock) : PageModel
{
    public const int PageSize = 50;

    public Area Shown { get; private set; } = null!;

    public DateOnly Today => clock.Today();

    /// A day on which the unit was there, for its parts.
    public DateOnly Day => Shown.Life.Contains(Today) ? Today : Shown.Life.To ?? Today;

    public ProvinceFacts? Facts => Shown.Life.Contains(Today) ? directory.FactsOf(Shown.Code) : null;

    public IReadOnlyList<AreaLink> Predecessors => directory.PredecessorsOf(Shown.Id);

    public IReadOnlyList<AreaLink> Successors => directory.SuccessorsOf(Shown.Id);

    public IReadOnlyList<Area> Now => directory.AreasOn(Shown.Id, Today);

    public IReadOnlyList<Area> Lives => directory.LivesOf(Shown.Code);

    public IReadOnlyList<Agency> Bodies => ShowArea.Bodies(Shown, directory);

    public PageOf<Area> Communes { get; private set; } = new([], null);

    public int CommuneCount { get; private set; }

    public string PathOf(Area area) => directory.PathOf(area.Id);

    public string NameOf(string provinceCode) => directory.AreaAt(provinceCode, new(2025, 6, 30))?.FullName ?? provinceCode;

    public IActionResult OnGet(string code, [FromQuery] DateOnly? on, [FromQuery] string? after)
    {
        if (ShowArea.Find(directory, code, on, Today) is not { } area) return NotFound();
        Shown = area;
        if (area.Level == AreaLevel.Province)
        {
            var communes = directory.Communes(code, Day);
            CommuneCount = communes.Count;
            Communes = Ask.Page(communes, c => c.Code, after, PageSize, c => c);
        }
        return Page();
    }
}
