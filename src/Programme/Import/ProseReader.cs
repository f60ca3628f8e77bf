using System.Text.RegularExpressions;

namespace LienThong.Programme.Import;

/// <summary>Plans written as prose: numbered headings, and under each "a) Đơn vị chủ trì: …; b) Thời gian: …". What has no such line is text, not a task.</summary>
internal sealed partial class ProseReader(List<DoubtfulLine> doubtful, List<SkippedLines> skipped, List<ReportDuty> reports)
{
    private readonly List<OpenRow> found = [];
    private readonly List<Heading> open = [];
    private PlanGroup group = PlanGroup.None;
    private (int From, int To, string Text)? skip;
    private OpenRow? current;
    private ColumnKind attribute;
    private bool listing;

    private sealed record Heading(string Number, string Text, int Line, int Depth);

    public IReadOnlyList<OpenRow> Read(IReadOnlyList<PlanLine> prose)
    {
        for (var i = 0; i < prose.Count; i++) Line(prose[i]);
        Close();
        Flush();
        return found;
    }

    private void Line(PlanLine line)
    {
        var text = line.Text.Trim();
        var key = Fold.Key(text);
        if (Monthly().Match(key) is { Success: true } m && key.Contains("bao cao", StringComparison.Ordinal))
            reports.Add(new ReportDuty(int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), line.Number, TableRows.Short(text)));
        if (Attributes(line, text, key)) return;
        if (HeadingLine().Match(text) is { Success: true } heading)
        {
            Close();
            Note(line);
            Head(new Heading(heading.Groups["number"].Value.Trim('(', ')', '.', ' '), heading.Groups["text"].Value.Trim(), line.Number, Depth(heading.Groups["number"].Value)));
            return;
        }
        if (current is not null && attribute != ColumnKind.Ignored && (listing || char.IsLower(text.TrimStart('-', '+', ' ').FirstOrDefault())))
        {
            Append(attribute, listing && text.Length > 1 && text[0] is '-' or '+' ? "; " + text[1..].Trim() : text);
            return;
        }
        if (current is null && open.Count > 0 && text.Length > 0 && char.IsLower(text[0])) open[^1] = open[^1] with { Text = TableRows.Join(open[^1].Text, text) };
        else Close();
        if (Percent().IsMatch(key) && Aim().IsMatch(key))
            doubtful.Add(new DoubtfulLine(line.Number, TableRows.Short(text), "Có vẻ là mục tiêu viết thành câu, không nằm trong bảng. Thêm vào bảng mục tiêu nếu cần theo dõi bằng số."));
        else Note(line);
    }

    private void Head(Heading heading)
    {
        open.RemoveAll(h => h.Depth >= heading.Depth);
        open.Add(heading);
        if (heading.Depth == 1) group = new PlanGroup(heading.Number, heading.Text);
        attribute = ColumnKind.Ignored;
    }

    /// One line may hold several: "Đơn vị chủ trì: A. Thời gian: Tháng 3/2026." True when the line was one of attributes.
    private bool Attributes(PlanLine line, string text, string key)
    {
        var labels = Label().Matches(key).Where(m => m.Index == 0 || Boundary(text, m.Index)).ToArray();
        if (labels.Length == 0 || open.Count == 0) return false;
        // A heading that carries its attributes in the same line: "1. Xây dựng…; đơn vị chủ trì: A; thời gian: Quý I/2027".
        var before = text[..labels[0].Index].Trim(' ', ';', '.', '(', '-', '+');
        if (before.Length > 0 && !Bullet().IsMatch(before))
        {
            if (HeadingLine().Match(before) is not { Success: true } heading) return false;
            Close();
            Head(new Heading(heading.Groups["number"].Value.Trim('(', ')', '.', ' '), heading.Groups["text"].Value.Trim(), line.Number, Depth(heading.Groups["number"].Value)));
        }
        current ??= Begin(line);
        for (var i = 0; i < labels.Length; i++)
        {
            var end = i + 1 < labels.Length ? labels[i + 1].Index : text.Length;
            attribute = Columns.Kind(labels[i].Groups["label"].Value.Trim()) ?? ColumnKind.Note;
            var value = text[(labels[i].Index + labels[i].Length)..end].Trim().TrimEnd(';', '-', '.', ',').Trim();
            listing = value.Length == 0;
            Append(attribute, value);
        }
        current.Raw = TableRows.Join(current.Raw, text);
        return true;
    }

    private static bool Boundary(string text, int at)
    {
        var before = text[..at].TrimEnd();
        return before.Length == 0 || before[^1] is ';' or '.' or ')' or '-' or '+' or '(' or ',' or '•';
    }

    private OpenRow Begin(PlanLine line)
    {
        var head = open[^1];
        // The nearest heading is the task; the one above it, if no Roman group stands over it, is its group.
        var owner = group.Number.Length == 0 && open.Count > 1 ? new PlanGroup(open[0].Number, open[0].Text) : head.Depth == 1 ? PlanGroup.None : group;
        var row = new OpenRow(head.Number, owner, ListKind.Tasks, head.Line) { Raw = head.Text };
        row.Cells[(ColumnKind.Title, 0)] = (head.Text.TrimEnd(':'), new Column(ColumnKind.Title, 0, null, ""));
        found.Add(row);
        Unskip(head.Line);
        return row;
    }

    private void Append(ColumnKind kind, string value)
    {
        var had = current!.Text(kind);
        current.Cells[(kind, 0)] = (TableRows.Join(had, value), new Column(kind, 0, null, ""));
    }

    private void Close()
    {
        current = null;
        attribute = ColumnKind.Ignored;
        listing = false;
    }

    private void Note(PlanLine line)
    {
        if (skip is { } s && line.Number - s.To <= 3) { skip = (s.From, line.Number, s.Text); return; }
        Flush();
        skip = (line.Number, line.Number, TableRows.Short(line.Text));
    }

    private void Unskip(int line)
    {
        if (skip is { } s && s.From <= line && line <= s.To) skip = s.From == line ? null : (s.From, line - 1, s.Text);
    }

    private void Flush()
    {
        if (skip is { } s) skipped.Add(new SkippedLines(s.From, s.To, s.Text, "Lời văn chung: không có bảng và không có dòng đơn vị, thời hạn, kết quả."));
        skip = null;
    }

    private static int Depth(string number)
    {
        var plain = number.Trim('(', ')', '.', ' ');
        return Roman().IsMatch(plain) ? 1 : char.IsDigit(plain[0]) ? 2 + plain.Count('.') : 6;
    }

    [GeneratedRegex(@"^(?<number>[IVXLC]+[.)]|\(?\d+(?:\.\d+)*[.)]?(?=\s)|\d+(?:\.\d+)*[.)]|[a-zđ]\)|[A-H]\.)\s*(?<text>\p{L}.*|[“""].*)$")] private static partial Regex HeadingLine();
    [GeneratedRegex(@"^[IVXLC]+$|^[A-H]$")] private static partial Regex Roman();
    [GeneratedRegex(@"^(?:[a-zđ][.)]|[-+•*]|\(?\d+(?:\.\d+)*[.)])$")] private static partial Regex Bullet();
    [GeneratedRegex(@"\b(?<label>(?:co quan|don vi|bo phan)(?: duoc giao)?(?: chu tri| thuc hien| phoi hop| theo doi| chiu trach nhiem)+(?: thuc hien)?|chu tri(?: thuc hien)?|phoi hop(?: thuc hien)?|thoi (?:gian|han|diem)(?: (?:thuc hien|hoan thanh|trien khai|bat dau))*|tien do(?: thuc hien)?|han hoan thanh|hoan thanh truoc|(?:ket qua|san pham)(?:[,/]? (?:va )?(?:san pham|ket qua|dau ra|dat duoc|can dat|du kien))*|dau ra|lanh dao (?:phu trach|chi dao)|kinh phi(?: thuc hien)?)\s*:")] private static partial Regex Label();
    [GeneratedRegex(@"truoc ngay (\d{1,2}) (?:hang|moi) thang")] private static partial Regex Monthly();
    [GeneratedRegex(@"\d\s*%")] private static partial Regex Percent();
    [GeneratedRegex(@"\b(dat|tren|toi thieu|it nhat|phan dau|ty le|khong qua|duoi)\b")] private static partial Regex Aim();
}
