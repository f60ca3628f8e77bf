using LienThong.Kernel.Time;
using LienThong.Procedures.Definitions;

namespace LienThong.Procedures.Dossiers;

/// <summary>
/// When a result is due. The day of valid reception is not counted (Civil Code art. 147–148); the clock stands still while a supplement is
/// awaited and, as a rule, counts the whole limit again once the dossier is complete (pattern of Decree 61/2018/NĐ-CP, art. 19.4).
/// </summary>
internal static class Deadlines
{
    /// <summary>Results are handed out until the counter closes.</summary>
    private static readonly TimeOnly EndOfDay = new(17, 0);

    /// <summary>The instant (UTC) at which the result of a dossier received now is due.</summary>
    public static DateTimeOffset Due(DeadlineRule rule, DateTimeOffset received, WorkingCalendar calendar)
    {
        var day = rule.Kind switch
        {
            DeadlineKind.SameDay => SameDay(rule, received, calendar),
            _ => calendar.AddWorkingDays(received, rule.Days),
        };
        return HanoiTime.At(day, EndOfDay);
    }

    /// <summary>The new due instant once the asked papers have come.</summary>
    /// <param name="rule">The deadline.</param>
    /// <param name="after">Whether the limit starts again or goes on.</param>
    /// <param name="received">Valid reception; null when papers were asked for before it.</param>
    /// <param name="asked">When the supplement was asked for.</param>
    /// <param name="given">When it came.</param>
    /// <param name="calendar">Working days.</param>
    public static DateTimeOffset DueAfterSupplement(
        DeadlineRule rule, AfterSupplement after, DateTimeOffset? received, DateTimeOffset asked, DateTimeOffset given, WorkingCalendar calendar)
    {
        if (after is AfterSupplement.Restart || received is not { } start || rule.Kind is DeadlineKind.SameDay) return Due(rule, given, calendar);
        var pause = new Pause(HanoiTime.DateOf(asked), HanoiTime.DateOf(given));
        return HanoiTime.At(calendar.DueDate(HanoiTime.DateOf(start), rule.Days, [pause]) ?? HanoiTime.DateOf(given), EndOfDay);
    }

    /// <summary>How a due date looks today: before, today, after.</summary>
    public static DueState State(DateTimeOffset? due, DateTimeOffset? finished, DateTimeOffset now)
    {
        if (due is not { } limit) return DueState.None;
        var at = finished ?? now;
        if (at > limit) return DueState.Overdue;
        return HanoiTime.DateOf(at) == HanoiTime.DateOf(limit) ? DueState.Today : DueState.Early;
    }

    private static DateOnly SameDay(DeadlineRule rule, DateTimeOffset received, WorkingCalendar calendar)
    {
        var day = HanoiTime.DateOf(received);
        var inTime = calendar.IsWorkingDay(day) && HanoiTime.HourOf(received) < new TimeOnly(rule.CutOffHour, 0);
        return inTime ? day : calendar.AddWorkingDays(day, 1);
    }
}

/// <summary>Trước hạn, đến hạn, quá hạn.</summary>
internal enum DueState
{
    None,
    Early,
    Today,
    Overdue,
}
