using LienThong.Directory;
using LienThong.Insight.Numbers;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Insight.Pages;

/// <summary>The same numbers in one province.</summary>
[Requires(Scopes.Read)]
internal sealed class ProvincePage(HomeNumbers home, IDirectory directory, TimeProvider clock) : PageModel
{
    public Area? Province { get; private set; }

    public ProvinceFacts? Facts { get; private set; }

    public int Communes { get; private set; }

    public IReadOnlyList<HomeNumber> Numbers { get; private set; } = [];

    public async Task<IActionResult> OnGet(string code, CancellationToken ct)
    {
        Province = directory.AreaAt(code, clock.Today());
        if (Province is not { Level: AreaLevel.Province }) return NotFound();
        Facts = directory.FactsOf(code);
        Communes = directory.Communes(code, clock.Today()).Count;
        Numbers = await home.All(code, ct);
        return Page();
    }
}
