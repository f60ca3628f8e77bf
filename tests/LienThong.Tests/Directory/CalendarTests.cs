using LienThong.Directory;
using LienThong.Kernel.Time;

namespace LienThong.Tests.Directory;

public sealed class CalendarTests
{
    static readonly WorkingCalendar Calendar = Book.Snapshot.Calendar;

    [Theory]
    [InlineData("2026-02-16", false)]   // Tết
    [InlineData("2026-04-27", false)]   // compensates Hùng Kings' day, a Sunday
    [InlineData("2026-01-02", false)]   // swapped
    [InlineData("2026-01-10", true)]    // Saturday worked instead
    [InlineData("2026-11-24", false)]   // Culture Day, new in 2026
    [InlineData("2025-11-24", true)]    // not yet
    [InlineData("2026-11-21", false)]   // Saturday
    public void A_day_is_worked_or_not_as_announced(string day, bool works) => Calendar.IsWorkingDay(DateOnly.Parse(day)).ShouldBe(works);

    [Fact]
    public void Three_working_days_over_the_Culture_Day_take_five() =>
        Calendar.AddWorkingDays(new DateOnly(2026, 11, 23), 3).ShouldBe(new DateOnly(2026, 11, 27));

    [Theory]
    [InlineData(2025, 11)]
    [InlineData(2026, 12)]
    [InlineData(2027, 12)]
    public void Each_year_has_the_paid_holidays_of_the_labour_code(int year, int days)
    {
        var own = Book.Snapshot.Holidays.Where(h => h.Day.Year == year).ToList();
        own.Count(h => h.Kind == HolidayKind.Holiday).ShouldBe(days);
        own.Count(h => h.Kind == HolidayKind.SwapOff).ShouldBe(own.Count(h => h.Kind == HolidayKind.SwapWork));
        var weekend = own.Count(h => h.Kind == HolidayKind.Holiday && h.Day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && h.Kind == HolidayKind.Holiday);
        own.Count(h => h.Kind == HolidayKind.Compensatory).ShouldBe(weekend);
    }

    [Fact]
    public void Days_that_were_not_announced_say_so() =>
        Book.Snapshot.Holidays.Where(h => h.Name.Contains("dự kiến")).ShouldAllBe(h => h.Confidence == Confidence.Low);
}
