using System.Runtime.InteropServices;

namespace LienThong.Kernel.Time;

/// <summary>Time in which a deadline stands still, for example while a supplement is awaited.</summary>
/// <param name="From">The day on which it began; this day still counts.</param>
/// <param name="To">The day on which it ended; like a day of reception it does not count. Null while it lasts.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Pause(DateOnly From, DateOnly? To);

/// <summary>
/// Which days are working days, and deadlines counted in them. The days come from announced tables, never from a formula:
/// the Prime Minister decides Tết, National Day and swapped days every year (Labour Code 45/2019, art. 111–112).
/// </summary>
/// <remarks>Counting follows Civil Code art. 147–148: the day of valid reception is not counted; due at the end of the nth working day.</remarks>
public sealed class WorkingCalendar
{
    private readonly HashSet<DateOnly> holidays;
    private readonly HashSet<DateOnly> extraWorkingDays;
    private readonly HashSet<int> announcedYears;

    /// <param name="holidays">Weekdays off: holidays and their compensatory days (days at weekends may be listed too).</param>
    /// <param name="extraWorkingDays">Weekend days worked in exchange for a swapped day off.</param>
    public WorkingCalendar(IEnumerable<DateOnly> holidays, IEnumerable<DateOnly> extraWorkingDays)
    {
        this.holidays = [.. holidays];
        this.extraWorkingDays = [.. extraWorkingDays];
        if (this.holidays.Overlaps(this.extraWorkingDays))
            throw new ArgumentException("A day cannot be both a holiday and an extra working day.", nameof(extraWorkingDays));
        announcedYears = [.. this.holidays.Select(d => d.Year)];
    }

    /// <summary>Monday to Friday without holidays, and the extra working days.</summary>
    public bool IsWorkingDay(DateOnly day) =>
        extraWorkingDays.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(day));

    /// <summary>False when the holidays of that year are not in the table yet: a deadline there is provisional.</summary>
    public bool IsAnnounced(DateOnly day) => announcedYears.Contains(day.Year);

    /// <summary>The nth working day after <paramref name="from"/>. 0 gives the day itself or, when that is a day off, the next working day.</summary>
    public DateOnly AddWorkingDays(DateOnly from, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var day = from;
        if (days == 0)
            while (!IsWorkingDay(day)) day = day.AddDays(1);
        for (var left = days; left > 0;)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day)) left--;
        }
        return day;
    }

    /// <summary>The nth working day after something was received.</summary>
    /// <param name="received">Instant of reception.</param>
    /// <param name="days">Working days allowed.</param>
    /// <param name="cutOff">Where the law of the field says so (usually 15:00): received at or after this hour in Hà Nội, or on a day off, counts as received on the next working day.</param>
    public DateOnly AddWorkingDays(DateTimeOffset received, int days, TimeOnly? cutOff = null) => AddWorkingDays(CountsAsReceived(received, cutOff), days);

    /// <summary>The day on which something counts as received. See <see cref="AddWorkingDays(DateTimeOffset,int,TimeOnly?)"/>.</summary>
    public DateOnly CountsAsReceived(DateTimeOffset received, TimeOnly? cutOff)
    {
        var day = HanoiTime.DateOf(received);
        if (cutOff is not { } hour) return day;
        return IsWorkingDay(day) && HanoiTime.HourOf(received) < hour ? day : AddWorkingDays(day, 1);
    }

    /// <summary>The deadline when time stood still in between; null while a pause lasts.</summary>
    public DateOnly? DueDate(DateOnly received, int days, IReadOnlyCollection<Pause> pauses)
    {
        ArgumentNullException.ThrowIfNull(pauses);
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        if (days == 0) return AddWorkingDays(received, 0);
        var day = received;
        for (var left = days; left > 0;)
        {
            day = day.AddDays(1);
            var paused = false;
            foreach (var pause in pauses)
            {
                if (pause.From >= day) continue;
                if (pause.To is not { } end) return null;
                paused |= day <= end;
            }
            if (!paused && IsWorkingDay(day)) left--;
        }
        return day;
    }

    /// <summary>Working days after <paramref name="from"/> up to and including <paramref name="to"/>; negative when <paramref name="to"/> is earlier.</summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly to)
    {
        if (to < from) return -WorkingDaysBetween(to, from);
        var count = 0;
        for (var day = from; day < to;)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day)) count++;
        }
        return count;
    }
}
