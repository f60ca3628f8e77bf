using LienThong.Kernel.Data;
using LienThong.Kernel.Measures;
using LienThong.Kernel.Time;
using LienThong.Programme.Plans;
using LienThong.Programme.Targets;
using LienThong.Programme.Tasks;

namespace LienThong.Programme;

/// The contract, answered from the plans.
internal sealed class ProgrammeBook(Db db, MeasureTargets measure, CheckEvidence check, TimeProvider clock) : IProgramme
{
    public async Task<LiveTarget?> Target(string plan, string code, MeasureScope scope, CancellationToken ct) =>
        await ReadPlans.Whole(db, plan, ct) is { } view && view.Find(ItemKind.Target, code) is { Withdrawn: false } target ? await measure.One(target, scope, ct) : null;

    public async Task<IReadOnlyList<TargetPlace>> TargetsOf(string measure, CancellationToken ct) =>
        await db.Many(Sql.TargetsOf, [measure], static r => new TargetPlace(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3)), ct);

    public async Task<IReadOnlyList<PlanSummary>> Plans(CancellationToken ct)
    {
        var (today, flowing) = (clock.Today(), await check.Flowing(ct));
        var all = new List<PlanSummary>();
        foreach (var plan in await ReadPlans.All(db, ct))
        {
            var whole = (await ReadPlans.Whole(db, plan.Code, ct))!;
            all.Add(new PlanSummary(plan, whole.Of(ItemKind.Target).Count(), whole.Of(ItemKind.Task).CountBy(t => t.State(today, flowing)).ToDictionary()));
        }
        return all;
    }

    private static class Sql
    {
        public const string TargetsOf = """
            select p.code, p.title, i.code, i.title
            from programme.binding b
            join programme.item i on i.plan = b.plan and i.kind = b.kind and i.code = b.code and i.withdrawn_at is null
            join programme.plan p on p.code = b.plan
            where b.measure = $1 and b.kind = 'target'
            order by p.code, i.position limit 50
            """;
    }
}
