using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using LienThong.Programme.Import;
using LienThong.Programme.Parties;
using LienThong.Programme.Plans;
using LienThong.Programme.Targets;
using LienThong.Programme.Tasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Programme.Pages;

/// <summary>One plan: targets with live values, tasks with states.</summary>
[Requires(Scopes.Read)]
internal sealed class PlanPage(Db db, MeasureTargets measure, TodaysBodies bodies, CheckEvidence check, TimeProvider clock) : PageModel
{
    public PlanView? View { get; private set; }

    public string? ParentTitle { get; private set; }

    public IReadOnlyList<LiveTarget> Targets { get; private set; } = [];

    public IReadOnlyList<int> Horizons { get; private set; } = [];

    public List<ItemView> Tasks { get; private set; } = [];

    public IReadOnlyList<(TaskState State, int Count)> Counts { get; private set; } = [];

    public List<ImportView> Imports { get; private set; } = [];

    /// What the import that led here changed.
    public ImportView? Imported { get; private set; }

    public DateOnly Today => clock.Today();

    public IReadOnlySet<string> Flowing { get; private set; } = new HashSet<string>();

    public async Task<IActionResult> OnGet(string plan, TaskState? state, bool imported, CancellationToken ct)
    {
        View = await ReadPlans.Whole(db, plan, ct);
        if (View is null) return NotFound();
        ParentTitle = View.Plan.Parent is { } parent ? (await ReadPlans.One(db, parent, ct))?.Title : null;
        Targets = await measure.All(View.Of(ItemKind.Target), measure.ThisYear(), ct);
        Horizons = [.. Targets.SelectMany(static t => t.Target.Values).Select(static v => v.Horizon).OfType<int>().Distinct().Order()];
        Flowing = await check.Flowing(ct);
        var all = View.Of(ItemKind.Task).ToList();
        Counts = [.. all.CountBy(t => t.State(Today, Flowing)).OrderBy(static c => c.Key).Select(static c => (c.Key, c.Value))];
        Tasks = state is { } only ? all.FindAll(t => t.State(Today, Flowing) == only) : all;
        Imports = await ReadPlans.Imports(db, plan, ct);
        if (imported) Imported = Imports.FirstOrDefault();
        return Page();
    }

    public static string Goal(LiveTarget live, int year) =>
        live.Target.Values.FirstOrDefault(v => v.Horizon == year) is { } goal ? TargetJudge.Words(goal) ?? "–" : "–";

    public IReadOnlyList<PartyLine> Owners(ItemView task) => PartyLine.Of(task.Roles.Where(static r => r.Role is RoleKind.Lead or RoleKind.Implement), bodies, View!.Plan.NamesAsOf);
}
