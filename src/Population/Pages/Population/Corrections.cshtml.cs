using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Population.Fields;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Population.Pages;

/// <summary>Open requests of the officer's area, due first on top. It names nobody.</summary>
[Requires(PopulationScopes.Manage)]
internal sealed class CorrectionsPage(ICorrections corrections, AreaNames areas) : PageModel
{
    public IReadOnlyList<CorrectionWaiting> Waiting { get; private set; } = [];

    public string? Done { get; private set; }

    public async Task OnGet(string? done, CancellationToken ct)
    {
        Done = done;
        Waiting = await corrections.Queue(HttpContext.Caller(), ct);
    }

    public string Place(CorrectionWaiting request) => request.Commune is { } code ? areas.Path(code) : "–";
}
