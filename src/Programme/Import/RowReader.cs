using System.Text.RegularExpressions;

namespace LienThong.Programme.Import;

/// <summary>A row being read, its cells kept by column so that the rest of a cut cell finds its place also under another header.</summary>
internal sealed class OpenRow(string number, PlanGroup group, ListKind list, int line)
{
    public string Number { get; } = number;
    public PlanGroup Group { get; } = group;
    public ListKind List { get; } = list;
    public int Line { get; } = line;
    public string Raw { get; set; } = "";
    public List<string> Notes { get; } = [];
    public Dictionary<(ColumnKind Kind, int Nth), (string Text, Column Column)> Cells { get; } = [];

    public string Text(ColumnKind kind) => Cells.TryGetValue((kind, 0), out var cell) ? cell.Text : "";

    public IEnumerable<(string Text, Column Column)> Of(ColumnKind kind) => Cells.Where(c => c.Key.Kind == kind).OrderBy(static c => c.Key.Nth).Select(static c => c.Value);

    /// Appends the cells of a row; a row cut by a page break calls this twice.
    public void Add(TableRow row)
    {
        Raw = TableRows.Join(Raw, row.Raw);
        var nth = new Dictionary<ColumnKind, int>();
        for (var i = 0; i < row.Columns.Count; i++)
        {
            var column = row.Columns.All[i];
            var n = nth[column.Kind] = nth.GetValueOrDefault(column.Kind, -1) + 1;
            var text = i < row.Cells.Count ? row.Cells[i] : "";
            var had = Cells.TryGetValue((column.Kind, n), out var cell) ? cell.Text : "";
            Cells[(column.Kind, n)] = (TableRows.Join(had, text), column);
        }
    }
}

/// <summary>Rows of tables → groups, items, continuations and doubts.</summary>
internal sealed partial class RowReader(List<DoubtfulLine> doubtful)
{
    private readonly List<OpenRow> items = [];
    private PlanGroup part = PlanGroup.None, group = PlanGroup.None;
    private OpenRow? last;
    private bool afterGroup;

    public IReadOnlyList<OpenRow> Read(PlanTable table)
    {
        (part, group, last, afterGroup) = (PlanGroup.None, PlanGroup.None, null, false);
        items.Clear();
        foreach (var row in table.Rows) One(row);
        return [.. items];
    }

    private void One(TableRow row)
    {
        var number = Cell(row, ColumnKind.Number);
        var title = Cell(row, ColumnKind.Title);
        if (row.Cells.Count > row.Columns.Count && row.Cells.Skip(row.Columns.Count).Any(static c => c.Length > 0))
        {
            Doubt(row, $"Hàng có {row.Cells.Count} ô nhưng tiêu đề chỉ có {row.Columns.Count} cột. Kiểm tra ô bị tách nhầm.");
            return;
        }
        if (!row.Columns.Has(ColumnKind.Number) || number.Length == 0 && GroupInTitle(row, title)) (number, title, row) = Numbered(row, number, title);
        if (Group(row, number, title)) return;
        if (number.Length == 0 && Continues(row, title)) { last!.Add(row); return; }
        if (number.Length > 0 && !ItemNumber().IsMatch(number)) { Odd(row, number, title); return; }
        if (title.Length == 0) { Doubt(row, "Hàng có số thứ tự nhưng không có nội dung."); return; }
        Open(row, number);
    }

    private void Open(TableRow row, string number)
    {
        last = new OpenRow(number.TrimEnd('.', ')').TrimStart('('), group, row.Columns.List, row.Line);
        last.Add(row);
        if (last.Number.Length == 0 && !afterGroup)
        {
            last.Notes.Add("Hàng không có số thứ tự.");
            doubtful.Add(new DoubtfulLine(row.Line, TableRows.Short(row.Raw), "Hàng không có số thứ tự: coi là một mục mới. Nếu là phần cuối của mục trên, hãy gộp lại."));
        }
        items.Add(last);
        afterGroup = false;
    }

    private bool Group(TableRow row, string number, string title)
    {
        var others = Others(row);
        // After part B comes part C, which is also the Roman hundred.
        var roman = RomanNumber().IsMatch(number) && !(part.Number == "B" && number.TrimEnd('.', ')') == "C");
        var letter = LetterNumber().IsMatch(number) && !roman;
        if (others.Any(o => o.Length > 0 && o != title && o != number)) return false;
        if (number.Length == 0 && afterGroup && last is null && row.AfterBreak && title.Length > 0 && char.IsLower(title[0]))
        {
            // A heading cut by a page break goes on in small letters.
            group = group with { Title = TableRows.Join(group.Title, title) };
            return true;
        }
        if (!roman && !letter)
        {
            if (number.Length > 0 || title.Length < 8 || title.Any(char.IsLower) || row.AfterBreak && last is { } open && !Finished(open.Text(ColumnKind.Title))) return false;
            // A line in capitals without a number is a heading as well.
            Begin(new PlanGroup("", title));
            return true;
        }
        if (title.Length == 0) { Doubt(row, "Tiêu đề nhóm không có tên."); return true; }
        var plain = number.TrimEnd('.', ')').ToUpperInvariant();
        if (letter) { part = new PlanGroup(plain, title); Begin(part); }
        else Begin(new PlanGroup(part.Number.Length > 0 ? $"{part.Number}.{plain}" : plain, title));
        return true;
    }

    private void Begin(PlanGroup next)
    {
        group = next;
        (last, afterGroup) = (null, true);
    }

    private bool Continues(TableRow row, string title)
    {
        if (last is null) return false;
        if (title.Length == 0 || char.IsLower(title[0]) || !Finished(last.Text(ColumnKind.Title))) return true;
        var deadline = Cell(row, ColumnKind.Deadline);
        var whole = deadline.Length > 0 && last.Text(ColumnKind.Deadline).Length > 0 && DeadlineText.Understood(deadline) && DeadlineText.Understood(last.Text(ColumnKind.Deadline));
        var led = row.Columns.All.Select((c, i) => (c, i)).Any(x => x.c.Kind is ColumnKind.Lead or ColumnKind.Implement && x.i < row.Cells.Count && StartsBody(row.Cells[x.i]) && last.Text(x.c.Kind).Length > 0);
        if (row.AfterBreak) return !(whole || led && deadline.Length > 0);
        if (whole || led || deadline.Length > 0) return false;
        doubtful.Add(new DoubtfulLine(row.Line, TableRows.Short(row.Raw), $"Hàng không có số thứ tự: coi là phần tiếp của mục {last.Number}. Nếu là mục mới, hãy thêm số."));
        return true;
    }

    private static bool StartsBody(string cell) => cell.Length > 0 && char.IsUpper(cell[0]);

    // "… phòng, chống tham nhũng;" and "… hệ" are open; a full stop or a closed sentence is not known, so only these signs count.
    private static bool Finished(string title) => title.Length == 0 || title[^1] is not (';' or ',' or '-' or ':') && !OpenEnd().IsMatch(Fold.Key(title));

    private void Odd(TableRow row, string number, string title)
    {
        if (RomanNumber().IsMatch(number) || LetterNumber().IsMatch(number)) { Open(row, number); return; }
        Doubt(row, SumWords().IsMatch(Fold.Key(number + " " + title)) ? "Dòng tổng cộng, không phải nhiệm vụ." : $"Không hiểu số thứ tự “{TableRows.Short(number)}”.");
    }

    private void Doubt(TableRow row, string why)
    {
        doubtful.Add(new DoubtfulLine(row.Line, TableRows.Short(row.Raw), why));
        last = null;
    }

    private static bool GroupInTitle(TableRow row, string title) => Others(row).All(static o => o.Length == 0) && LeadingNumber().IsMatch(title);

    /// "1. Trình cấp có thẩm quyền…" in a table without a number column, or "II. PHỤC VỤ…" in the title cell.
    private static (string Number, string Title, TableRow Row) Numbered(TableRow row, string number, string title)
    {
        var m = LeadingNumber().Match(title);
        if (!m.Success) return (number, title, row);
        var cells = row.Cells.ToArray();
        cells[Index(row, ColumnKind.Title)] = m.Groups["text"].Value;
        return (m.Groups["number"].Value, m.Groups["text"].Value, row with { Cells = cells });
    }

    private static string Cell(TableRow row, ColumnKind kind) => Index(row, kind) is var i and >= 0 && i < row.Cells.Count ? row.Cells[i] : "";

    private static int Index(TableRow row, ColumnKind kind)
    {
        for (var i = 0; i < row.Columns.Count; i++) if (row.Columns.All[i].Kind == kind) return i;
        return -1;
    }

    private static IEnumerable<string> Others(TableRow row) =>
        row.Cells.Where((_, i) => i >= row.Columns.Count || row.Columns.All[i].Kind is not (ColumnKind.Title or ColumnKind.Number));

    [GeneratedRegex(@"^\(?[IVXLC]+[.)]?$")] private static partial Regex RomanNumber();
    [GeneratedRegex(@"^(?:[Pp]hần\s+)?[A-HĐ][.)]?$")] private static partial Regex LetterNumber();
    [GeneratedRegex(@"^\(?(?:[IVXLC]+\.)?(?:\d+(?:\.\d+)*|[a-zđ]|\d+[a-zđ])[.)]?$|^[-+•*]$")] private static partial Regex ItemNumber();
    [GeneratedRegex(@"^(?<number>[IVXLC]+|[A-H]|\d+(?:\.\d+)*)[.)]\s*(?<text>\S.*)$")] private static partial Regex LeadingNumber();
    [GeneratedRegex(@"\b(va|cua|cac|cho|voi|ve|trong|theo|tai|den|tu|thuc|he|quan|cong|du|xay)$")] private static partial Regex OpenEnd();
    [GeneratedRegex(@"^(tong|cong)\b")] private static partial Regex SumWords();
}
