using System.Globalization;

namespace LienThong.Kernel.Time;

/// <summary>Dates and hours as the law and people read them: Asia/Ho_Chi_Minh, UTC+7, without summer time since 1975.</summary>
/// <remarks>Instants are kept in UTC; only the edge (pages, deadlines) asks here. The offset is fixed, so no time-zone data is needed.</remarks>
public static class HanoiTime
{
    /// <summary>UTC+7.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");
    private static readonly string[] Weekdays = ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];

    /// <summary>Today's date in Hà Nội.</summary>
    public static DateOnly Today(this TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return DateOf(clock.GetUtcNow());
    }

    /// <summary>The date in Hà Nội at an instant.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>The hour in Hà Nội at an instant.</summary>
    public static TimeOnly HourOf(DateTimeOffset instant) => TimeOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>The instant (UTC) of a date and hour in Hà Nội; midnight when no hour is given.</summary>
    public static DateTimeOffset At(DateOnly date, TimeOnly hour = default) => new DateTimeOffset(date.ToDateTime(hour), Offset).ToUniversalTime();

    /// <summary>05/11/2026</summary>
    public static string Show(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>05/11/2026 14:03</summary>
    public static string Show(DateTimeOffset instant) => Local(instant).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Thứ Năm, 5 tháng 11, 2026</summary>
    public static string ShowLong(DateOnly date) =>
        string.Create(Vietnamese, $"{Weekdays[(int)date.DayOfWeek]}, {date.Day} tháng {date.Month}, {date.Year}");

    private static DateTimeOffset Local(DateTimeOffset instant) => instant.ToOffset(Offset);
}
