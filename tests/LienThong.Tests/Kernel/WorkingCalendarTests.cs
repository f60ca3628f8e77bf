using FsCheck;
using FsCheck.Fluent;
using LienThong.Kernel.Time;

namespace LienThong.Tests.Kernel;

public sealed class WorkingCalendarTests
{
    // Tết 2026: Mon 16 – Fri 20 February off; Saturday 22 August worked for Monday 31 August.
    private static readonly WorkingCalendar Calendar = new(
        [D(2026, 2, 16), D(2026, 2, 17), D(2026, 2, 18), D(2026, 2, 19), D(2026, 2, 20), D(2026, 4, 27), D(2026, 8, 31), D(2026, 9, 1), D(2026, 9, 2)],
        [D(2026, 8, 22)]);

    [Theory]
    [InlineData("2026-02-13", true)]
    [InlineData("2026-02-14", false)]
    [InlineData("2026-02-16", false)]
    [InlineData("2026-02-23", true)]
    [InlineData("2026-08-22", true)]
    [InlineData("2026-08-31", false)]
    public void Knows_holidays_weekends_and_swapped_days(string day, bool working) => Calendar.IsWorkingDay(DateOnly.Parse(day)).ShouldBe(working);

    [Theory]
    [InlineData("2026-11-02", 3, "2026-11-05")]
    [InlineData("2026-11-06", 1, "2026-11-09")]
    [InlineData("2026-11-07", 1, "2026-11-09")]
    [InlineData("2026-02-12", 3, "2026-02-24")]
    [InlineData("2026-08-20", 2, "2026-08-22")]
    [InlineData("2026-08-28", 1, "2026-09-03")]
    [InlineData("2026-02-16", 0, "2026-02-23")]
    [InlineData("2026-11-05", 0, "2026-11-05")]
    public void The_day_of_reception_is_not_counted_and_the_nth_working_day_is_due(string from, int days, string due) =>
        Calendar.AddWorkingDays(DateOnly.Parse(from), days).ShouldBe(DateOnly.Parse(due));

    [Theory]
    [InlineData("2026-11-05T14:59:59+07:00", "2026-11-06")]
    [InlineData("2026-11-05T15:00:00+07:00", "2026-11-09")]
    [InlineData("2026-11-05T08:00:00Z", "2026-11-09")]
    [InlineData("2026-11-07T09:00:00+07:00", "2026-11-10")]
    public void After_the_cut_off_hour_it_counts_as_received_on_the_next_working_day(string received, string due) =>
        Calendar.AddWorkingDays(DateTimeOffset.Parse(received), 1, new TimeOnly(15, 0)).ShouldBe(DateOnly.Parse(due));

    [Fact]
    public void Without_a_cut_off_the_date_in_Ha_Noi_decides() =>
        Calendar.AddWorkingDays(DateTimeOffset.Parse("2026-11-04T18:00:00Z"), 1).ShouldBe(D(2026, 11, 6));

    [Fact]
    public void A_deadline_stands_still_while_a_supplement_is_awaited()
    {
        var received = D(2026, 11, 2);
        Calendar.DueDate(received, 5, []).ShouldBe(D(2026, 11, 9));
        Calendar.DueDate(received, 5, [new(D(2026, 11, 4), D(2026, 11, 6))]).ShouldBe(D(2026, 11, 11));
        Calendar.DueDate(received, 5, [new(D(2026, 11, 4), null)]).ShouldBeNull();
        Calendar.DueDate(received, 5, [new(D(2026, 11, 20), null)]).ShouldBe(D(2026, 11, 9));
    }

    [Fact]
    public void Counting_back_gives_the_days_that_were_added() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        Gen.Choose(0, 700).SelectMany(_ => Gen.Choose(0, 60), (start, days) => (Start: D(2025, 12, 1).AddDays(start), Days: days)).ToArbitrary(),
        c => c.Days == 0 || (Calendar.WorkingDaysBetween(c.Start, Calendar.AddWorkingDays(c.Start, c.Days)) == c.Days
            && Calendar.IsWorkingDay(Calendar.AddWorkingDays(c.Start, c.Days))
            && Calendar.DueDate(c.Start, c.Days, []) == Calendar.AddWorkingDays(c.Start, c.Days))));

    [Fact]
    public void Days_overdue_are_negative() => Calendar.WorkingDaysBetween(D(2026, 11, 9), D(2026, 11, 5)).ShouldBe(-2);

    [Fact]
    public void A_year_without_announced_holidays_is_told_apart()
    {
        Calendar.IsAnnounced(D(2026, 12, 31)).ShouldBeTrue();
        Calendar.IsAnnounced(D(2027, 1, 1)).ShouldBeFalse();
    }

    [Fact]
    public void A_day_cannot_be_off_and_worked() => Should.Throw<ArgumentException>(() => new WorkingCalendar([D(2026, 1, 1)], [D(2026, 1, 1)]));

    [Fact]
    public void Today_is_the_date_in_Ha_Noi_not_in_London()
    {
        new Fixed(DateTimeOffset.Parse("2026-11-04T17:30:00Z")).Today().ShouldBe(D(2026, 11, 5));
        HanoiTime.At(D(2026, 11, 5), new TimeOnly(14, 3)).ShouldBe(DateTimeOffset.Parse("2026-11-05T07:03:00Z"));
        HanoiTime.Show(DateTimeOffset.Parse("2026-11-05T07:03:00Z")).ShouldBe("05/11/2026 14:03");
        HanoiTime.ShowLong(D(2026, 11, 5)).ShouldBe("Thứ Năm, 5 tháng 11, 2026");
    }

    private sealed class Fixed(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    private static DateOnly D(int year, int month, int day) => new(year, month, day);
}
