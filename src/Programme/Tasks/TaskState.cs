using LienThong.Programme.Import;
using LienThong.Programme.Plans;

namespace LienThong.Programme.Tasks;

/// <summary>Where a task stands. Worked out from what is recorded and the day; nobody types it.</summary>
public enum TaskState
{
    /// <summary>Nobody recorded a beginning; the deadline has not passed.</summary>
    NotStarted,
    InProgress,
    DoneOnTime,
    DoneLate,
    /// <summary>The last deadline has passed and nothing proves that it is done.</summary>
    Overdue,
    /// <summary>A standing duty without an end.</summary>
    Regular,
    /// <summary>Assigned without a day ("theo tiến độ được giao").</summary>
    NoDay,
    Cancelled,
    /// <summary>Every database that it had to connect gives data: done by the facts, although nobody said so.</summary>
    Flowing,
}

/// <summary>Rules of states and deadlines. Pure.</summary>
public static class TaskStates
{
    /// <summary>The state on a day, of a task with these deadlines and this record.</summary>
    public static TaskState Of(IReadOnlyList<PlanDeadline> deadlines, Progress progress, DateOnly? doneOn, DateOnly today)
    {
        var last = LastDay(deadlines);
        if (progress == Progress.Cancelled) return TaskState.Cancelled;
        if (progress == Progress.Done) return last is { } due && doneOn > due ? TaskState.DoneLate : TaskState.DoneOnTime;
        if (last is { } end && end < today) return TaskState.Overdue;
        if (progress == Progress.Started) return TaskState.InProgress;
        if (last is not null) return TaskState.NotStarted;
        return deadlines.Any(static d => d.Kind is DeadlineKind.Regular or DeadlineKind.Monthly or DeadlineKind.Quarterly or DeadlineKind.Yearly or DeadlineKind.From) ? TaskState.Regular : TaskState.NoDay;
    }

    /// <summary>The same for a stored item. A task to connect databases is done when data flows, not when somebody ticks it.</summary>
    /// <param name="flowing">codes of the databases through which data flowed in the last 30 days</param>
    public static TaskState State(this ItemView task, DateOnly today, IReadOnlySet<string> flowing)
    {
        var connections = task.Evidence.Where(static e => e.Sort == EvidenceSort.Connection).ToList();
        var connected = connections.Count > 0 && connections.TrueForAll(c => flowing.Contains(c.Ref));
        return connected && (task.Progress is Progress.None or Progress.Started) ? TaskState.Flowing : Of(task.Deadlines, task.Progress, task.DoneOn, today);
    }

    /// <summary>Done, by record or by fact.</summary>
    public static bool Done(this TaskState state) => state is TaskState.DoneOnTime or TaskState.DoneLate or TaskState.Flowing;

    /// <summary>The last day on which the whole is on time; null for standing duties and open ends.</summary>
    public static DateOnly? LastDay(IReadOnlyList<PlanDeadline> deadlines) => deadlines.Max(static d => d.Due);

    /// <summary>The next day by which some part is due, from today on.</summary>
    public static DateOnly? NextDay(IReadOnlyList<PlanDeadline> deadlines, DateOnly today) => deadlines.Where(d => d.Due >= today).Min(static d => d.Due);

    /// <summary>Words of a state, as keys of the texts.</summary>
    public static string Words(this TaskState state) => state switch
    {
        TaskState.NotStarted => "Chưa bắt đầu",
        TaskState.InProgress => "Đang làm",
        TaskState.DoneOnTime => "Xong đúng hạn",
        TaskState.DoneLate => "Xong muộn",
        TaskState.Overdue => "Quá hạn",
        TaskState.Regular => "Thường xuyên",
        TaskState.NoDay => "Chưa có ngày hạn",
        TaskState.Flowing => "Đã kết nối, có dữ liệu",
        _ => "Không làm nữa",
    };

    /// <summary>The tag that goes with it (lt-tag).</summary>
    public static string Tag(this TaskState state) => state switch
    {
        TaskState.InProgress => "working",
        TaskState.DoneOnTime or TaskState.Flowing => "done",
        TaskState.DoneLate => "waiting",
        TaskState.Overdue => "late",
        TaskState.Regular => "new",
        _ => "neutral",
    };
}
