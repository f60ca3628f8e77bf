using LienThong.Directory;
using LienThong.Insight.Numbers;
using LienThong.Kernel.Measures;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using LienThong.Programme;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Insight.Pages;

/// <summary>One figure: formula, trend, and the cases behind it; in one province or in all.</summary>
[Requires(Scopes.Read)]
internal sealed class MeasurePage(MeasureCatalogue catalogue, HomeNumbers home, IProgramme programme, IDirectory directory, TimeProvider clock) : PageModel
{
    public MeasureInfo? Info { get; private set; }

    public MeasureValue? Now { get; private set; }

    public MeasureScope? Scope { get; private set; }

    public Area? Province { get; private set; }

    public IReadOnlyList<MeasureRow> Rows { get; private set; } = [];

    public IReadOnlyList<TargetPlace> Targets { get; private set; } = [];

    public IReadOnlyList<string> Labels => [.. Now!.Trend.Select(static p => p.Day.ToString("dd/MM", System.Globalization.CultureInfo.InvariantCulture))];

    public IReadOnlyList<ChartSeries> Series => [new ChartSeries(NumberWords.Name(Info!), NumberWords.Trend(Info, Now))];

    public async Task<IActionResult> OnGet(string code, string? province, CancellationToken ct)
    {
        Info = catalogue.Find(code);
        if (Info is null) return NotFound();
        if (province is not null)
        {
            Province = directory.AreaAt(province, clock.Today());
            if (Province is not { Level: AreaLevel.Province }) return NotFound();
        }
        Scope = home.Scope(Province?.Code);
        Now = await catalogue.Evaluate(code, Scope, ct);
        Rows = [.. (await catalogue.Rows(code, Scope, ct)).OrderBy(static r => r.Counted).ThenByDescending(static r => r.At)];
        Targets = await programme.TargetsOf(code, ct);
        return Page();
    }
}
