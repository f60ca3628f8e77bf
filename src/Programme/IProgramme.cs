using LienThong.Kernel.Measures;
using LienThong.Programme.Plans;
using LienThong.Programme.Targets;

namespace LienThong.Programme;

/// <summary>What rooms to the right may ask of the programme.</summary>
public interface IProgramme
{
    /// <summary>A target with its live value over a scope; null when the plan or the target is not there.</summary>
    Task<LiveTarget?> Target(string plan, string code, MeasureScope scope, CancellationToken ct);

    /// <summary>Targets of all plans that a measure tells, at most 50.</summary>
    Task<IReadOnlyList<TargetPlace>> TargetsOf(string measure, CancellationToken ct);

    /// <summary>How tasks of all plans stand today.</summary>
    Task<IReadOnlyList<PlanSummary>> Plans(CancellationToken ct);
}

/// <summary>Where a target stands.</summary>
public sealed record TargetPlace(string Plan, string PlanTitle, string Code, string Title);

/// <summary>A plan and its tasks by state.</summary>
public sealed record PlanSummary(PlanHeader Plan, int Targets, IReadOnlyDictionary<Tasks.TaskState, int> Tasks);
