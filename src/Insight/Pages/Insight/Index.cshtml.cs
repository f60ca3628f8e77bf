using LienThong.Insight.Numbers;
using LienThong.Insight.Provinces;
using LienThong.Kernel.Measures;
using LienThong.Kernel.Modules;
using LienThong.Programme;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Insight.Pages;

/// <summary>The wall: at most seven numbers, the map, the plans.</summary>
[Requires(Scopes.Read)]
internal sealed class HomePage(HomeNumbers home, MeasureProvinces provinces, MeasureCatalogue catalogue, IProgramme programme) : PageModel
{
    public IReadOnlyList<HomeNumber> Numbers { get; private set; } = [];

    public MeasureScope Scope => home.Scope(null);

    public MeasureInfo? Chosen { get; private set; }

    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    public IReadOnlyList<ProvinceValue> Map { get; private set; } = [];

    public IReadOnlyList<PlanSummary> Plans { get; private set; } = [];

    public async Task OnGet(string? measure, CancellationToken ct)
    {
        Numbers = await home.All(null, ct);
        Chosen = (measure is null ? null : catalogue.Find(measure)) ?? Numbers.OrderByDescending(static n => n.OnMap).FirstOrDefault(static n => n.Info is not null)?.Info;
        Choices = [.. catalogue.All.OrderBy(static m => m.Code, StringComparer.Ordinal).Select(static m => new Choice(m.Code, NumberWords.Name(m)))];
        if (Chosen is { } chosen)
            Map = [.. (await provinces.All(chosen.Code, ct)).Select(p => new ProvinceValue(p.Code, chosen.Unit == MeasureUnit.Count ? p.Numerator : p.Percent is { } v ? Math.Round(v, 1) : null, $"/insight/provinces/{p.Code}"))];
        Plans = await programme.Plans(ct);
    }
}
