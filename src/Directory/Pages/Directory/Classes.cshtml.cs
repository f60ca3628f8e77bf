using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Directory.Pages;

/// Classes of bodies, and the members of one on a day.
[PublicPage("Nhóm cơ quan như văn bản nêu, công khai")]
internal sealed class ClassesPage(IDirectory directory, TimeProvider clock) : PageModel
{
    public IReadOnlyList<AgencyClass> All => directory.Classes;

    public AgencyClass? Shown { get; private set; }

    public DateOnly On { get; private set; }

    public DateOnly Today => clock.Today();

    public int Count { get; private set; }

    public PageOf<Agency> Members { get; private set; } = new([], null);

    public IActionResult OnGet(string? code, [FromQuery] DateOnly? on, [FromQuery] string? after)
    {
        On = on ?? Today;
        if (code is null) return Page();
        if (directory.FindClass(code) is not { } known) return NotFound();
        Shown = known;
        var members = directory.MembersOf(known.Code, On);
        Count = members.Count;
        Members = Ask.Page(members, m => m.Code, after, 50, m => m);
        return Page();
    }
}
