using LienThong.Directory;
using LienThong.Kernel.Time;

namespace LienThong.Procedures.Dossiers;

/// <summary>Where this module takes the working days from: the calendars that the Directory loads from the announced tables.</summary>
internal static class WorkingDays
{
    public static WorkingCalendar Of(IDirectory directory) => directory.Calendar();
}
