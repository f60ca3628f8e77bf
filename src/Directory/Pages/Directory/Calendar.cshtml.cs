using LienThong.Directory.Calendars;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Directory.Pages;

/// The days off of a year.
[PublicPage("Lịch nghỉ lễ do Nhà nước công bố")]
internal sealed class CalendarPage(IDirectory directory, TimeProvider clock) : PageModel
{
    public int Year { get; private set; }

    public IReadOnlyList<Holiday> Days { get; private set; } = [];

    public int WorkingDays => ShowCalendar.WorkingDays(directory, Year);

    public IEnumerable<int> Years => ShowCalendar.Known(directory);

    public IActionResult OnGet(int? year)
    {
        Year = year ?? clock.Today().Year;
        if (Year is < 1 or > 9998) return NotFound();
        Days = directory.Holidays(Year);
        return year is not null && Days.Count == 0 ? NotFound() : Page();
    }
}
