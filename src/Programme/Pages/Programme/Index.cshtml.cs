using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using LienThong.Programme.Plans;
using LienThong.Programme.Tasks;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Programme.Pages;

/// <summary>All plans, and how far each is.</summary>
[Requires(Scopes.Read)]
internal sealed class PlansPage(Db db, TimeProvider clock) : PageModel
{
    public sealed record Row(PlanHeader Plan, int Targets, int Tasks, int Done, int Overdue);

    public List<Row> Plans { get; } = [];

    public bool MayManage => HttpContext.Caller().May(Scopes.Manage);

    public async Task OnGet(CancellationToken ct)
    {
        var today = clock.Today();
        foreach (var plan in await ReadPlans.All(db, ct))
        {
            var whole = (await ReadPlans.Whole(db, plan.Code, ct))!;
            var states = whole.Of(ItemKind.Task).Select(t => t.State(today)).ToList();
            Plans.Add(new Row(plan, whole.Of(ItemKind.Target).Count(), states.Count, states.Count(static s => s is TaskState.DoneOnTime or TaskState.DoneLate), states.Count(static s => s == TaskState.Overdue)));
        }
    }
}
