using System.Globalization;
using System.Text.RegularExpressions;
using LienThong.Kernel.Text;

namespace LienThong.Directory.Questions;

/// What a person asks the search box: a name, perhaps a time ("năm 2022"), perhaps "who is it today". Pure.
sealed partial record DirectoryQuestion(string Subject, Lifespan? Period, bool AsksToday)
{
    public static DirectoryQuestion Parse(string text)
    {
        var rest = VietnameseText.Normalise(text).TrimEnd('?', '.', '!', ' ');
        rest = Tail().Replace(rest, "");
        var today = false;
        Lifespan? period = null;
        for (var changed = true; changed;)
        {
            changed = false;
            if (Now().Match(rest) is { Success: true } now) (rest, today, changed) = (Cut(rest, now), true, true);
            else if (PeriodOf(Time().Match(rest)) is { } found) (rest, period, changed) = (Cut(rest, Time().Match(rest)), found, true);
            if (changed) rest = Tail().Replace(rest, "");
        }
        return new(rest.Trim(' ', ','), period, today);
    }

    static Lifespan? PeriodOf(Match m)
    {
        if (!m.Success || !int.TryParse(m.Groups["y"].Value, CultureInfo.InvariantCulture, out var year) || year is < 1945 or > 2200) return null;
        var month = m.Groups["m"].Success ? int.Parse(m.Groups["m"].Value, CultureInfo.InvariantCulture) : 0;
        var day = m.Groups["d"].Success ? int.Parse(m.Groups["d"].Value, CultureInfo.InvariantCulture) : 0;
        if (month > 12 || (month > 0 && day > DateTime.DaysInMonth(year, month))) return null;
        return (month, day) switch
        {
            (0, _) => new(new(year, 1, 1), new(year, 12, 31)),
            (_, 0) => new(new(year, month, 1), new(year, month, DateTime.DaysInMonth(year, month))),
            _ => new(new(year, month, day), new(year, month, day)),
        };
    }

    static string Cut(string text, Match m) => (text[..m.Index] + " " + text[(m.Index + m.Length)..]).Trim();

    // "là ai", "là cơ quan nào", "thuộc tỉnh nào", "ở đâu" say nothing that we do not answer anyway. "la gi" is not among them: it is a town.
    [GeneratedRegex(@"(^|\s)(là gì|(là|la) ai|((là|la|thuộc) )?(cơ quan nào|co quan nao|bộ nào|bo nao|tỉnh nào|tinh nao|xã nào|xa nao)|((là|nằm) )?(ở đâu|o dau))$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tail();

    [GeneratedRegex(@"(^|\s|,)(hôm nay|hom nay|bây giờ|bay gio|hiện nay|hien nay|hiện tại|hien tai|ngày nay|ngay nay|nay|today|now)(\s+(là|la|is))?(?=$|\s|,)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Now();

    [GeneratedRegex(@"(^|\s|,|\()(vào |vao |hồi |hoi |ngày |ngay |tháng |thang |năm |nam |in )*(((?<d>\d{1,2})[/.-])?(?<m>0?[1-9]|1[0-2])[/.-])?(?<y>\d{4})(\s+(là|la|is))?\)?(?=$|\s|,)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Time();
}
