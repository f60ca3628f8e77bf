using System.Globalization;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Api;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Population.Pages;

/// <summary>Numbers that a commune takes along for work without a line, and gives back. Births are reconciled by the commune's own software through the API.</summary>
[Requires(PopulationScopes.Manage)]
internal sealed class NumbersPage(INumberBlocks blocks, TimeProvider clock) : PageModel
{
    public string? Commune { get; private set; }

    public IReadOnlyList<BlockState> Blocks { get; private set; } = [];

    public NumberBlock? Taken { get; private set; }

    public int? Returned { get; private set; }

    public string Key { get; private set; } = "";

    public int Year => clock.Today().Year;

    public async Task OnGet(string? of, CancellationToken ct) => await Load(of, ct);

    public async Task<IActionResult> OnPost(string? commune, CancellationToken ct)
    {
        if (RegisterOverHttp.RefusesOutsiders(HttpContext.Caller()) is { } outsider) return await Refuse(commune, outsider, ct);
        int Number(string name) => int.TryParse(Request.Form[name], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
        var sex = Request.Form["sex"] == "male" ? Sex.Male : Sex.Female;
        var taken = await blocks.Take(HttpContext.Caller(), new(Request.Form["key"].ToString(), commune?.Trim() ?? "", sex, Number("birthYear"), Number("size")), ct);
        if (taken.Failed) return await Refuse(commune, taken.Faults, ct);
        Taken = taken.Value;
        await Load(commune, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostClose(string? commune, Guid block, CancellationToken ct)
    {
        var closed = await blocks.Reconcile(HttpContext.Caller(), new(block, [], Close: true), ct);
        if (closed.Failed) return await Refuse(commune, closed.Faults, ct);
        Returned = closed.Value.Returned;
        await Load(commune, ct);
        return Page();
    }

    private async Task<IActionResult> Refuse(string? commune, Faults faults, CancellationToken ct)
    {
        await Load(commune, ct);
        return this.Refused(faults);
    }

    private async Task Load(string? commune, CancellationToken ct)
    {
        Key = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        Commune = commune?.Trim();
        if (Commune is { Length: 5 }) Blocks = await blocks.BlocksOf(Commune, ct);
    }
}
