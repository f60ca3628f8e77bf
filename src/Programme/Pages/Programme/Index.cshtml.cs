using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using LienThong.Programme.Plans;
using LienThong.Programme.Tasks;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Programme.Pages;

/// <summary>All plans, and how far each is.</summary>
[Requires(Scopes.Read)]
internal sealed class PlansPage(Db db, CheckEvidence check, TimeProvider clock) : PageModel
{
    public sealed record Row(PlanHeader Plan, int Targets, int Tasks, int Done, int Overdue);

    public List<Row> Plans { get; } = [];

    public bool MayManage => HttpContext.Caller().May(Scopes.Manage);

    public async Task OnGet(CancellationToken ct)
    {
        var today = clock.Today();
        var flowing = await check.Flowing(ct);
        foreach (var plan in await ReadPlans.All(db, ct))
        {
            var whole = (await ReadPlans.Whole(db, plan.Code, ct))!;
            var states = whole.Of(ItemKind.Task).Select(t => t.State(today, flowing)).ToList();
            Plans.Add(new Row(plan, whole.Of(ItemKind.Target).Count(), states.Count, states.Count(static s => s.Done()), states.Count(static s => s == TaskState.Overdue)));
        }
    }
}
