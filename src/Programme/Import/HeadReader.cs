using System.Globalization;
using System.Text.RegularExpressions;

namespace LienThong.Programme.Import;

/// <summary>The plan's particulars from its prose: symbol, date, title, issuer, period, what it rests on.</summary>
internal static partial class HeadReader
{
    public static PlanHead Read(IReadOnlyList<PlanLine> prose)
    {
        string? number = null, issuer = null;
        DateOnly? date = null;
        var basis = new List<string>();
        foreach (var line in prose)
        {
            var text = line.Text.Trim();
            if (number is null && Symbol().Match(text) is { Success: true } s) number = s.Groups["number"].Value.Replace(" ", "", StringComparison.Ordinal);
            if (date is null && Signed().Match(Fold.Key(text)) is { Success: true } d) date = Day(d);
            issuer ??= Issuer(text);
            foreach (Match m in Cited().Matches(text)) if (!basis.Contains(m.Value)) basis.Add(m.Value);
        }
        // "Số: /QĐ-BXD" is a draft whose number is still open.
        if (number is not null && number.StartsWith('/')) number = null;
        if (number is not null) basis.Remove(number);
        var title = Title(prose);
        var period = Period().Match(title ?? "") is { Success: true } p ? p : prose.Select(static l => Period().Match(l.Text)).FirstOrDefault(static m => m.Success);
        return new PlanHead(title, number, date, issuer, Year(period, "from"), Year(period, "to"), basis);
    }

    private static string? Title(IReadOnlyList<PlanLine> prose)
    {
        string? best = null;
        for (var i = 0; i < prose.Count && best is null; i++)
        {
            var text = prose[i].Text.Trim();
            if (text is "KẾ HOẠCH" or "CHƯƠNG TRÌNH" or "ĐỀ ÁN" && i + 1 < prose.Count) best = Capital(text) + " " + Decapital(prose[i + 1].Text.Trim());
        }
        for (var i = 0; i < prose.Count && best is null; i++)
            if (prose[i].Text.Trim() == "QUYẾT ĐỊNH" && i + 1 < prose.Count && !prose[i + 1].Text.StartsWith("Điều", StringComparison.Ordinal)) best = prose[i + 1].Text.Trim();
        for (var i = 0; i < prose.Count && best is null; i++)
        {
            if (!AnnexTitle().IsMatch(prose[i].Text)) continue;
            best = prose[i].Text.Trim();
            for (var j = i + 1; j < prose.Count && j < i + 4 && Upper(prose[j].Text); j++) best += " " + prose[j].Text.Trim();
        }
        return best;
    }

    private static bool Upper(string text) => text.Any(char.IsLetter) && !text.Any(char.IsLower);

    private static string Capital(string text) => text[..1] + text[1..].ToLowerInvariant();

    private static string Decapital(string text) => text.Length > 1 && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;

    private static string? Issuer(string text)
    {
        var m = Attached().Match(text);
        if (m.Success) return Body(m.Groups["who"].Value);
        return Upper(text) && Signer().Match(text) is { Success: true } s ? Bodies.Ministries.FirstOrDefault(n => Fold.Key(n) == Fold.Key(s.Groups["body"].Value)) : null;
    }

    private static string Body(string who) => Signer().Match(who.Trim()) is { Success: true } s ? Bodies.KnownAt(Fold.Key(s.Groups["body"].Value)) ?? s.Groups["body"].Value : who.Trim();

    private static DateOnly? Day(Match m)
    {
        int N(string group) => int.Parse(m.Groups[group].Value, CultureInfo.InvariantCulture);
        return N("month") is >= 1 and <= 12 && N("day") >= 1 && N("day") <= DateTime.DaysInMonth(N("year"), N("month")) ? new DateOnly(N("year"), N("month"), N("day")) : null;
    }

    private static int? Year(Match? m, string group) => m is { Success: true } ? int.Parse(m.Groups[group].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^Số\s*:\s*(?<number>\d*\s*/[\w\-Đ/]+)", RegexOptions.IgnoreCase)] private static partial Regex Symbol();
    [GeneratedRegex(@",\s*ngay\s+(?<day>\d{1,2})\s+thang\s+(?<month>\d{1,2})\s+nam\s+(?<year>20\d\d)\s*$")] private static partial Regex Signed();
    [GeneratedRegex(@"(?<![\w/])\d+/(?:20\d\d/)?(?:NĐ-CP|QĐ-TTg|NQ-CP|CT-TTg|TT-[A-ZĐ]+|QĐ-[A-ZĐ]+|QH\d+)(?!\w)")] private static partial Regex Cited();
    [GeneratedRegex(@"[Kk]èm theo\s+(?:Quyết định|Kế hoạch|Nghị quyết)\b.*?\bcủa\s+(?<who>[^()]+)\)?$")] private static partial Regex Attached();
    [GeneratedRegex(@"^(?:BỘ TRƯỞNG|CHỦ TỊCH|GIÁM ĐỐC)\s+(?<body>.+)$", RegexOptions.IgnoreCase)] private static partial Regex Signer();
    [GeneratedRegex(@"^\s*(?:DANH MỤC|KẾ HOẠCH|CHƯƠNG TRÌNH)\s+\p{Lu}{2}")] private static partial Regex AnnexTitle();
    [GeneratedRegex(@"[Gg]iai đoạn\s+(?<from>20\d\d)\s*[-–]\s*(?<to>20\d\d)|GIAI ĐOẠN\s+(?<from>20\d\d)\s*[-–]\s*(?<to>20\d\d)")] private static partial Regex Period();
}
