using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Directory.Calendars;

/// The days off and the weekend days worked in a year, and the end of a number of working days.
static class ShowCalendar
{
    public static void Map(ModuleRoutes r)
    {
        r.Api.MapGet("calendar/{year:int}", Year).Public("Lịch nghỉ lễ do Nhà nước công bố").Refuses(DirectoryErrors.YearUnknown);
        r.Api.MapGet("calendar/due", Due).Public("Lịch nghỉ lễ do Nhà nước công bố").Refuses(DirectoryErrors.PageSize);
    }

    internal sealed record YearView(int Year, int WorkingDays, IReadOnlyList<Holiday> Days);

    internal sealed record DueView(DateOnly From, int Days, DateOnly Due, bool Announced);

    static Result<YearView> Year(int year, IDirectory directory)
    {
        var days = year is >= 1 and <= 9998 ? directory.Holidays(year) : [];
        if (days.Count == 0) return DirectoryErrors.YearUnknown.With(year, string.Join(", ", Known(directory)));
        return new YearView(year, WorkingDays(directory, year), days);
    }

    static Result<DueView> Due(DateOnly from, int days, IDirectory directory)
    {
        if (days is < 0 or > 1_000 || from.Year > 9990) return DirectoryErrors.PageSize.With(1_000).At("/days");
        var calendar = directory.Calendar();
        var due = calendar.AddWorkingDays(from, days);
        return new DueView(from, days, due, calendar.IsAnnounced(due));
    }

    public static int WorkingDays(IDirectory directory, int year) =>
        directory.Calendar(year, year).WorkingDaysBetween(new DateOnly(year, 1, 1).AddDays(-1), new(year, 12, 31));

    /// The years around today that have a table.
    public static IEnumerable<int> Known(IDirectory directory) => Enumerable.Range(2020, 30).Where(y => directory.Holidays(y).Count > 0);
}
