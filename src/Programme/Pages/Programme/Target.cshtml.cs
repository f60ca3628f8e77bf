using LienThong.Kernel.Measures;
using LienThong.Kernel.Modules;
using LienThong.Programme.Import;
using LienThong.Programme.Parties;
using LienThong.Programme.Plans;
using LienThong.Programme.Targets;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace LienThong.Programme.Pages;

/// <summary>One target: value against each horizon, formula, trend, why red, and the cases behind the number.</summary>
[Requires(Scopes.Read)]
internal sealed class TargetPage(Db db, MeasureTargets measure, TodaysBodies bodies, IStringLocalizer<Texts> texts) : PageModel
{
    public PlanHeader? Plan { get; private set; }

    public LiveTarget? Live { get; private set; }

    public MeasureScope? Scope { get; private set; }

    public IReadOnlyList<MeasureRow> Rows { get; private set; } = [];

    public IReadOnlyList<PartyLine> Parties { get; private set; } = [];

    public string? Why { get; private set; }

    public string? OwnerName => Parties.FirstOrDefault(static p => p.Party.Role is RoleKind.Lead or RoleKind.Implement)?.Party.Name;

    public IReadOnlyList<double?> Trend => Live?.Now is { } now ? [.. now.Trend.Select(p => Shown(p))] : [];

    public IReadOnlyList<string> Labels => Live?.Now is { } now ? [.. now.Trend.Select(static p => p.Day.ToString("dd/MM", System.Globalization.CultureInfo.InvariantCulture))] : [];

    public IReadOnlyList<ChartSeries> Series => [new ChartSeries(Live!.Info?.Vi ?? "", Trend)];

    public double? GoalLine => (double?)Live?.Current?.Goal.Value;

    public async Task<IActionResult> OnGet(string plan, string code, CancellationToken ct)
    {
        if (await ReadPlans.Whole(db, plan, ct) is not { } view || view.Find(ItemKind.Target, code) is not { } target) return NotFound();
        Plan = view.Plan;
        Scope = measure.ThisYear();
        Live = await measure.One(target, Scope, ct);
        if (Live.Info is { } info) Rows = [.. (await measure.Rows(info, Scope, ct)).OrderBy(static r => r.Counted).ThenByDescending(static r => r.At)];
        Parties = PartyLine.Of(target.Roles, bodies, view.Plan.NamesAsOf);
        Why = WhyRed.Of(Live) is { } why ? texts[why.Text, why.Args].Value : null;
        return Page();
    }

    private double? Shown(MeasurePoint point) =>
        Live!.Info!.Unit == MeasureUnit.Count ? point.Numerator : point.Denominator == 0 ? null : Math.Round(100.0 * point.Numerator / point.Denominator, 1);
}
