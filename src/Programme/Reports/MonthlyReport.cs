using LienThong.Kernel.Measures;
using LienThong.Programme.Import;
using LienThong.Programme.Plans;
using LienThong.Programme.Targets;
using LienThong.Programme.Tasks;

namespace LienThong.Programme.Reports;

/// <summary>A monthly report: figures and tasks from facts, and the words that people add. Once kept its numbers never change.</summary>
public sealed record MonthlyReport(DateOnly Month, DateOnly Until, IReadOnlyList<ReportedTarget> Targets, IReadOnlyList<ReportedTask> Tasks, ReportWords Words)
{
    public IEnumerable<ReportedTask> Late => Tasks.Where(static t => t.State == TaskState.Overdue);

    public IEnumerable<ReportedTask> DoneThisMonth => Tasks.Where(t => t.DoneOn is { } day && day >= Month && day <= Until);

    /// <summary>Due before the end of the month after.</summary>
    public IEnumerable<ReportedTask> Coming => Tasks.Where(t => t.State is TaskState.NotStarted or TaskState.InProgress && t.LastDay <= Month.AddMonths(2).AddDays(-1));
}

/// <summary>A target in a report. Values in per cent or as counts.</summary>
public sealed record ReportedTarget(string Code, string Title, string? Goal, double? Value, double? Before, long? Numerator, long? Denominator, bool Percent, Light Light, bool Measured);

/// <summary>A task in a report.</summary>
public sealed record ReportedTask(string Code, string Title, string Owners, TaskState State, DateOnly? LastDay, DateOnly? DoneOn);

/// <summary>What no fact can tell: difficulties by their sort, proposals, other results.</summary>
public sealed record ReportWords(string Results, string Difficulties, string Proposals)
{
    public static readonly ReportWords None = new("", "", "");
}

/// <summary>Makes the report. Pure.</summary>
public static class ReportMaker
{
    public static MonthlyReport Make(DateOnly month, DateOnly until, PlanView plan, IReadOnlyList<LiveTarget> now, IReadOnlyList<LiveTarget> before, IReadOnlySet<string> flowing, ReportWords words) => new(
        month, until,
        [.. now.Select(t => Target(t, before.FirstOrDefault(b => b.Target.Code == t.Target.Code)))],
        [.. plan.Of(ItemKind.Task).Select(t => Task(t, until, flowing))], words);

    private static ReportedTarget Target(LiveTarget now, LiveTarget? before) => new(
        now.Target.Code, now.Target.Title, now.Current is { } c ? TargetJudge.Words(c.Goal) : null, now.Value, before?.Value, now.Now?.Numerator, now.Now?.Denominator,
        now.Info?.Unit == MeasureUnit.Percent, now.Current?.Light ?? Light.Unknown, now.Info is not null);

    private static ReportedTask Task(ItemView task, DateOnly until, IReadOnlySet<string> flowing) => new(
        task.Code, task.Title, string.Join(", ", task.Roles.Where(static r => r.Role is RoleKind.Lead or RoleKind.Implement).Select(static r => r.Name)),
        task.State(until, flowing), TaskStates.LastDay(task.Deadlines), task.DoneOn);
}
