using LienThong.Kernel.Data;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Programme.Import;
using LienThong.Programme.Parties;
using LienThong.Programme.Targets;
using LienThong.Programme.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Programme.Plans;

/// <summary>Plans over the API: the list, one plan, its targets with live values, its tasks with states and today's bodies.</summary>
internal static class AnswerPlans
{
    public static void Map(ModuleRoutes r)
    {
        r.Api.MapGet("plans", List).Requires(Scopes.Read);
        r.Api.MapGet("plans/{plan}", One).Requires(Scopes.Read).Refuses(ProgrammeErrors.PlanUnknown);
        r.Api.MapGet("plans/{plan}/targets", Targets).Requires(Scopes.Read).Refuses(ProgrammeErrors.PlanUnknown);
        r.Api.MapGet("plans/{plan}/tasks", Tasks).Requires(Scopes.Read).Refuses(ProgrammeErrors.PlanUnknown);
    }

    public sealed record PlanList(IReadOnlyList<PlanHeader> Plans);

    /// <summary>A target over the API. Value in per cent or as a count, null when there was nothing to measure.</summary>
    public sealed record TargetAnswer(
        string Code, string Group, string Title, string? Measure, string? Definition, double? Value, long? Numerator, long? Denominator, DateTimeOffset? AsOf, IReadOnlyList<TargetStatus> Horizons);

    public sealed record TargetList(IReadOnlyList<TargetAnswer> Targets);

    public sealed record TaskAnswer(
        string Code, string Group, string Title, TaskState State, IReadOnlyList<PlanDeadline> Deadlines, IReadOnlyList<PartyAnswer> Roles, IReadOnlyList<string> Products, IReadOnlyList<Evidence> Evidence);

    /// <summary>A party by the name in the plan, and who that is today.</summary>
    public sealed record PartyAnswer(RoleKind Role, PartyKind Kind, string Name, string? Parent, string? Class, string? Duty, IReadOnlyList<BodyToday> Today);

    public sealed record TaskList(IReadOnlyList<TaskAnswer> Tasks);

    private static async Task<PlanList> List(Db db, CancellationToken ct) => new(await ReadPlans.All(db, ct));

    private static async Task<Result<PlanHeader>> One(string plan, Db db, CancellationToken ct) =>
        await ReadPlans.One(db, plan, ct) is { } found ? found : ProgrammeErrors.PlanUnknown;

    private static async Task<Result<TargetList>> Targets(string plan, Db db, MeasureTargets measure, CancellationToken ct)
    {
        if (await ReadPlans.Whole(db, plan, ct) is not { } found) return ProgrammeErrors.PlanUnknown;
        var live = await measure.All(found.Of(ItemKind.Target), measure.ThisYear(), ct);
        return new TargetList([.. live.Select(static t => new TargetAnswer(
            t.Target.Code, t.Target.Group.ToString(), t.Target.Title, t.Target.Binding?.Measure, t.Info?.DefinitionVi, t.Value, t.Now?.Numerator, t.Now?.Denominator, t.Now?.AsOf, t.Horizons))]);
    }

    private static async Task<Result<TaskList>> Tasks(string plan, Db db, TodaysBodies bodies, CheckEvidence check, TimeProvider clock, CancellationToken ct)
    {
        if (await ReadPlans.Whole(db, plan, ct) is not { } found) return ProgrammeErrors.PlanUnknown;
        var (today, flowing) = (clock.Today(), await check.Flowing(ct));
        return new TaskList([.. found.Of(ItemKind.Task).Select(t => new TaskAnswer(
            t.Code, t.Group.ToString(), t.Title, t.State(today, flowing), t.Deadlines,
            [.. t.Roles.Select(r => new PartyAnswer(r.Role, r.Kind, r.Name, r.Parent, r.Class, r.Duty, bodies.Of(r, found.Plan.NamesAsOf)))], t.Products, t.Evidence))]);
    }
}
