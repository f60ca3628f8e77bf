using System.Globalization;
using System.Text.RegularExpressions;

namespace LienThong.Programme.Import;

/// <summary>Words of a deadline cell → typed deadlines. "Tháng 6/2022", "Quý I/2027", "Thường xuyên (hoàn thành trong năm 2026)", "cấp bộ từ ngày 01/6/2022; cấp Cục từ ngày 01/12/2022".</summary>
internal static partial class DeadlineText
{
    public static IReadOnlyList<PlanDeadline> Read(string cell)
    {
        var text = cell.Trim().Trim(';', ',').Trim();
        if (text.Length == 0) return [];
        var found = new List<PlanDeadline>();
        foreach (var clause in Clauses(text)) Clause(clause, found);
        return found.Count > 0 ? found : [new PlanDeadline(null, DeadlineKind.Unknown, null, null, text)];
    }

    public static bool Understood(string cell) => Read(cell) is { Count: > 0 } all && all.All(static d => d.Kind != DeadlineKind.Unknown);

    private static IEnumerable<string> Clauses(string text)
    {
        foreach (var piece in Breaks().Split(text))
        {
            var rest = piece;
            // What stands in brackets is a deadline of its own, for a part of the task.
            foreach (Match m in Brackets().Matches(piece))
            {
                if (!Times().IsMatch(Fold.Key(m.Groups[1].Value))) continue;
                rest = rest.Replace(m.Value, " ", StringComparison.Ordinal);
            }
            if (rest.Trim(' ', '.', '-', '+').Length > 0) yield return rest.Trim();
            if (rest == piece) continue;
            foreach (Match m in Brackets().Matches(piece)) if (Times().IsMatch(Fold.Key(m.Groups[1].Value))) yield return m.Groups[1].Value.Trim();
        }
    }

    private static void Clause(string clause, List<PlanDeadline> found)
    {
        var key = Fold.Key(clause);
        var matches = Times().Matches(key);
        if (matches.Count == 0)
        {
            // Words without a time ("theo nhu cầu thực tế") explain the deadline before them.
            if (found.Count > 0) found[^1] = found[^1] with { Text = found[^1].Text + "; " + clause };
            else found.Add(new PlanDeadline(null, DeadlineKind.Unknown, null, null, clause));
            return;
        }
        var first = found.Count;
        var at = 0;
        foreach (Match m in matches)
        {
            var scope = Scope(clause[at..m.Index]);
            at = m.Index + m.Length;
            var start = found.Count;
            found.AddRange(One(m, clause[m.Index..at].Trim(), scope));
            Merge(found, first, start);
        }
        if (found.Count == first + 1) found[first] = found[first] with { Scope = found[first].Scope ?? Scope(clause[at..]), Text = clause };
    }

    /// "Từ 2026, thực hiện thường xuyên" is one duty with a first day, not two deadlines.
    private static void Merge(List<PlanDeadline> found, int first, int start)
    {
        if (start <= first || start >= found.Count) return;
        var (before, now) = (found[start - 1], found[start]);
        if (before.Kind == DeadlineKind.From && Recurs(now.Kind) && now.Scope is null) found[start - 1] = now with { Scope = before.Scope, From = before.From, Text = before.Text + ", " + now.Text };
        else if (Recurs(before.Kind) && now.Kind == DeadlineKind.From && now.Scope is null) found[start - 1] = before with { From = now.From, Text = before.Text + ", " + now.Text };
        else if (Recurs(before.Kind) && Recurs(now.Kind) && now.Scope is null)
            found[start - 1] = (before.Kind == DeadlineKind.Regular ? now : before) with { Scope = before.Scope, From = before.From ?? now.From, Text = before.Text + ", " + now.Text };
        else return;
        found.RemoveAt(start);
    }

    private static bool Recurs(DeadlineKind kind) => kind is DeadlineKind.Regular or DeadlineKind.Monthly or DeadlineKind.Quarterly or DeadlineKind.Yearly;

    private static IEnumerable<PlanDeadline> One(Match m, string text, string? scope)
    {
        if (m.Groups["years"].Success)
            return Year().Matches(m.Groups["years"].Value).Select(y => Ends(scope ?? "đánh giá theo mốc", DeadlineKind.Year, Int(y.Value), 12, text));
        return [Single(m, text, scope)];
    }

    private static PlanDeadline Single(Match m, string text, string? scope)
    {
        int? N(string group) => m.Groups[group].Success ? Int(m.Groups[group].Value) : null;
        if (m.Groups["recur"].Success) return new PlanDeadline(scope, Recurrence(m.Groups["recur"].Value), null, null, text);
        if (m.Groups["assigned"].Success) return new PlanDeadline(scope, DeadlineKind.AsAssigned, null, null, text);
        if (m.Groups["agreed"].Success) return new PlanDeadline(scope, DeadlineKind.ByAgreement, null, null, text);
        if (N("day") is { } day && N("dmonth") is { } dmonth && N("dyear") is { } dyear) return Day(m, text, scope, (dyear, dmonth, day));
        if (N("half") is not null || m.Groups["halfword"].Success) return Half(m, text, scope);
        if (N("qyear") is { } qyear)
        {
            var (from, to) = (Quarter(m.Groups["quarter"].Value), m.Groups["quarter2"].Success ? Quarter(m.Groups["quarter2"].Value) : 0);
            return to == 0 ? Ends(scope, DeadlineKind.Quarter, qyear, from * 3, text) with { From = new DateOnly(qyear, from * 3 - 2, 1) } : Spans(scope, new DateOnly(qyear, from * 3 - 2, 1), qyear, to * 3, text);
        }
        if (N("month2") is { } month2 && N("myear2") is { } myear2 && N("month1") is { } month1)
            return month1 is >= 1 and <= 12 && month2 is >= 1 and <= 12 ? Spans(scope, new DateOnly(N("myear1") ?? myear2, month1, 1), myear2, month2, text) : Unknown(scope, text);
        if (N("month") is { } month && N("myear") is { } myear)
            return month is < 1 or > 12 ? Unknown(scope, text)
                : m.Groups["mfrom"].Success ? new PlanDeadline(scope, DeadlineKind.From, new DateOnly(myear, month, 1), null, text)
                : Ends(scope, DeadlineKind.Month, myear, month, text) with { From = new DateOnly(myear, month, 1) };
        if (N("year1") is { } year1 && N("year2") is { } year2) return year1 <= year2 ? Spans(scope, new DateOnly(year1, 1, 1), year2, 12, text) : Unknown(scope, text);
        if (N("since") is { } since) return new PlanDeadline(scope, DeadlineKind.From, new DateOnly(since, 1, 1), null, text);
        return Ends(scope, DeadlineKind.Year, Int(m.Groups["year"].Value), 12, text);
    }

    private static PlanDeadline Day(Match m, string text, string? scope, (int Year, int Month, int Day) d)
    {
        if (d.Month is < 1 or > 12 || d.Day < 1 || d.Day > DateTime.DaysInMonth(d.Year, d.Month)) return Unknown(scope, text);
        var date = new DateOnly(d.Year, d.Month, d.Day);
        // "Từ ngày 01/6/2022" must stand on that day, so it is also the day to be ready.
        return m.Groups["dfrom"].Success ? new PlanDeadline(scope, DeadlineKind.From, date, date, text)
            : new PlanDeadline(scope, DeadlineKind.Date, null, date, text);
    }

    private static PlanDeadline Half(Match m, string text, string? scope)
    {
        var year = Int(m.Groups["hyear"].Value);
        return m.Groups["halfword"].Value is "dau" or "giua" ? Ends(scope, DeadlineKind.Range, year, 6, text) with { From = new DateOnly(year, 1, 1) } : Spans(scope, new DateOnly(year, 7, 1), year, 12, text);
    }

    private static PlanDeadline Ends(string? scope, DeadlineKind kind, int year, int month, string text) =>
        new(scope, kind, kind == DeadlineKind.Year ? new DateOnly(year, 1, 1) : null, new DateOnly(year, month, DateTime.DaysInMonth(year, month)), text);

    private static PlanDeadline Spans(string? scope, DateOnly from, int year, int month, string text) =>
        new(scope, DeadlineKind.Range, from, new DateOnly(year, month, DateTime.DaysInMonth(year, month)), text);

    private static PlanDeadline Unknown(string? scope, string text) => new(scope, DeadlineKind.Unknown, null, null, text);

    private static DeadlineKind Recurrence(string key) =>
        key.Contains("thang", StringComparison.Ordinal) ? DeadlineKind.Monthly
        : key.Contains("quy", StringComparison.Ordinal) ? DeadlineKind.Quarterly
        : key.Contains("nam", StringComparison.Ordinal) ? DeadlineKind.Yearly
        : DeadlineKind.Regular;

    private static int Quarter(string word) => word switch { "i" or "1" => 1, "ii" or "2" => 2, "iii" or "3" => 3, _ => 4 };

    private static int Int(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    /// What is left of a clause when the time is taken out names the part it binds; filler words name nothing.
    private static string? Scope(string words)
    {
        var scope = words.Trim(' ', ',', ';', ':', '.', '-', '+', '(', ')');
        var key = Fold.Key(scope);
        foreach (var prefix in (string[])["doi voi ", "va "])
            if (key.StartsWith(prefix, StringComparison.Ordinal)) (scope, key) = (scope[prefix.Length..].Trim(), key[prefix.Length..].Trim());
        var cut = FillerEnd().Match(key);
        if (cut.Success) (scope, key) = (scope[..cut.Index].Trim(' ', ',', ':'), key[..cut.Index].Trim(' ', ',', ':'));
        return key.Length == 0 || Filler().IsMatch(key) ? null : scope;
    }

    [GeneratedRegex(@"\s*;\s*|(?:^|(?<=[.;:]\s))[-+•]\s+(?=\S)|\s*\n\s*|(?<=\d)\.\s+(?=\p{Lu})")] private static partial Regex Breaks();
    [GeneratedRegex(@"\(([^()]*)\)")] private static partial Regex Brackets();
    [GeneratedRegex(@"20\d\d")] private static partial Regex Year();
    [GeneratedRegex(@"^(?:(?:hoan thanh|thuc hien|trong|trien khai|bat dau|danh gia|theo|moc|tu|den|truoc|cham nhat|xong|va|tai|ngay|thang|nam|dinh ky|du kien|ke|o|vao|cuoi|dau|giua|het|han|phan dau|thoi gian|thoi han|tien do)\b\s*)*$")] private static partial Regex Filler();
    [GeneratedRegex(@"(?:^|\s)(?:(?:trong|tu|den|truoc|cham nhat|vao|thuc hien|la|cham nhat la|xong)\s*)+$")] private static partial Regex FillerEnd();
    [GeneratedRegex("""
        (?<dfrom>tu\s+)?(?:(?:truoc|den)\s+)?(?:ngay\s+)?\b(?<day>\d{1,2})\s*[/.-]\s*(?<dmonth>\d{1,2})\s*[/.-]\s*(?<dyear>20\d\d)\b
        | (?<dfrom>tu\s+)?(?:(?:truoc|den)\s+)?ngay\s+(?<day>\d{1,2})\s+thang\s+(?<dmonth>\d{1,2})\s+nam\s+(?<dyear>20\d\d)\b
        | \b(?:(?<half>6)\s+thang\s+)(?<halfword>dau|cuoi)\s+(?:cua\s+)?nam\s+(?<hyear>20\d\d)\b
        | \b(?<halfword>giua)\s+nam\s+(?<hyear>20\d\d)\b
        | \b(?:trong\s+)?(?:quy|q)\s*(?<quarter>iv|i{1,3}|[1-4])\s*(?:-|den|va|,)\s*(?:quy\s*|q)?(?<quarter2>iv|i{1,3}|[1-4])\s*(?:/|nam|-)\s*(?<qyear>20\d\d)\b
        | \b(?:trong\s+)?(?:quy|q)\s*(?<quarter>iv|i{1,3}|[1-4])\s*(?:/|nam|-|,|\.)?\s*(?<qyear>20\d\d)\b
        | \b(?:tu\s+)?(?:thang\s+)?(?<month1>\d{1,2})(?:\s*/\s*(?<myear1>20\d\d))?\s*(?:-|den)\s*(?:thang\s+)?(?<month2>\d{1,2})\s*/\s*(?<myear2>20\d\d)\b
        | (?<mfrom>\btu\s+)?(?:\bthang\s*)?\b(?<month>\d{1,2})\s*(?:/|-|\.|\s+nam\s|\s*,\s*nam\s)\s*(?<myear>20\d\d)\b
        | \b(?<recur>(?:dinh\s+ky\s+)?(?:(?:hang|moi)\s+(?:thang|quy|nam|tuan)|(?:thang|quy|nam)\s+mot\s+lan)|thuong\s+xuyen|thuong\s+ky|lien\s+tuc|dinh\s+ky)\b
        | \b(?<assigned>theo\s+(?:dung\s+)?(?:tien\s+do|chi\s+dao|ke\s+hoach|lo\s+trinh|phan\s+cong|quy\s+dinh|yeu\s+cau|huong\s+dan|chuong\s+trinh)[^;,.()]*)
        | \b(?<agreed>theo\s+thoa\s+thuan[^;,.()]*)
        | (?:\btu\s+)?(?:\bgiai\s+doan\s+)?(?:\bnam\s+)?\b(?<year1>20\d\d)\s*(?:-|den(?:\s+het)?(?:\s+nam)?)\s*(?<year2>20\d\d)\b
        | \b(?:cac\s+)?(?:moc\s+)?(?<years>(?:nam\s+)?20\d\d(?:\s*(?:,|va)\s*(?:nam\s+)?20\d\d)+)\b
        | \btu\s+(?:dau\s+)?(?:nam\s+)?(?<since>20\d\d)\b(?:\s+tro\s+di)?
        | (?:\bnam\s+)?\b(?<year>20\d\d)\b
        """, RegexOptions.IgnorePatternWhitespace)] private static partial Regex Times();
}
