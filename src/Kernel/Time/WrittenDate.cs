using System.Globalization;
using LienThong.Kernel.Text;

namespace LienThong.Kernel.Time;

/// <summary>Reads a date as Vietnamese papers and old files write it: "ngày 07 tháng 3 năm 1950", "tháng 3 năm 1950", "năm 1950", "07031950", besides all that <see cref="PartialDate"/> reads.</summary>
public static class WrittenDate
{
    /// <summary>True for a date of which at least the year is known. A bare number of five digits (the day count of a spreadsheet) is none.</summary>
    public static bool TryParse(string text, out PartialDate date)
    {
        var bare = text.Trim();
        // a date cell that a program wrote out with its time of day
        if (bare.Length >= 16 && bare[10] is 'T' or ' ' && bare[13] == ':') bare = bare[..10];
        if (PartialDate.TryParse(bare, CultureInfo.InvariantCulture, out date)) return date.Precision != DatePrecision.Unknown;
        if (bare.Length == 8 && bare.All(char.IsAsciiDigit)) return PartialDate.TryParse($"{bare[..2]}/{bare[2..4]}/{bare[4..]}", CultureInfo.InvariantCulture, out date);
        return Words(bare, out date);
    }

    private static bool Words(string text, out PartialDate date)
    {
        date = default;
        // "20 tháng 11 năm 2026", "ngày 20/11/2026": what is not named follows the order of days, months, years
        string? day = null, month = null, year = null, before = null;
        foreach (var word in VietnameseText.SearchKey(text).Split([' ', ',', '.', ':', '/', '-'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.All(char.IsAsciiDigit))
            {
                if (before == "thang") month = word;
                else if (before == "nam" || (year is null && word.Length == 4)) year = word;
                else if (day is null && month is null) day = word;
                else if (month is null) month = word;
                else return false;
            }
            else if (word is not ("ngay" or "thang" or "nam" or "sinh")) return false;
            before = word;
        }
        if (year is not { Length: 4 }) return false;
        var written = day is not null && month is not null ? $"{day}/{month}/{year}" : month is not null && day is null ? $"{month}/{year}" : day is null ? year : "";
        return PartialDate.TryParse(written, CultureInfo.InvariantCulture, out date) && date.Precision != DatePrecision.Unknown;
    }
}
