using System.Text.RegularExpressions;

namespace LienThong.Programme.Import;

/// <summary>One row of a table as it stands in the file.</summary>
/// <param name="AfterBreak">a repeated header or page break stands between this row and the one before</param>
internal sealed record TableRow(int Line, IReadOnlyList<string> Cells, Columns Columns, bool AfterBreak, string Raw);

/// <summary>Rows under one kind of header, from its first header to the prose that ends it.</summary>
internal sealed record PlanTable(Columns Columns, int Line, string? Caption, List<TableRow> Rows);

/// <summary>What the file is made of: tables in order, and the lines that belong to none.</summary>
internal sealed record PlanParts(IReadOnlyList<PlanTable> Tables, IReadOnlyList<PlanLine> Prose, IReadOnlyList<DoubtfulLine> Orphans);

/// <summary>Splits lines into tables and prose; joins rows that a page break or a line break cut.</summary>
internal sealed partial class TableRows(IReadOnlyList<PlanLine> lines)
{
    private readonly List<PlanTable> tables = [];
    private readonly List<PlanLine> prose = [];
    private readonly List<DoubtfulLine> orphans = [];
    private Columns? columns;
    private PlanTable? table;
    private bool afterBreak, afterHeader;
    private string? caption;

    public static PlanParts Split(IReadOnlyList<PlanLine> lines) => new TableRows(lines).Run();

    private PlanParts Run()
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var cells = Cells(line.Text);
            if (cells is null) { Prose(line); continue; }
            if (Rule(cells)) continue;
            var start = i;
            if (Columns.Recognise(cells, caption) is { } header) { Open(header, line); continue; }
            if (afterHeader && columns?.WithSecondLine(cells) is { } second) { Deepen(second); continue; }
            var raw = line.Text;
            (cells, i) = Rejoin(cells, i, ref raw);
            Row(lines[start].Number, cells, raw);
        }
        return new PlanParts([.. tables.Where(static t => t.Rows.Count > 0)], prose, orphans);
    }

    private void Prose(PlanLine line)
    {
        if (line.Text.Trim().Length == 0) return;
        prose.Add(line);
        if (PageFurniture().IsMatch(line.Text)) { afterBreak = true; return; }
        // "Phụ lục II" or a line in capitals names the table that follows and ends the one before.
        var key = Fold.Key(line.Text).Trim();
        if (key.StartsWith("phu luc", StringComparison.Ordinal) || key.StartsWith("danh muc", StringComparison.Ordinal)) { caption = line.Text; table = null; }
        else if (caption is not null && caption.Length < 400 && table is null) caption += " " + line.Text;
        afterBreak = true;
    }

    private void Open(Columns header, PlanLine line)
    {
        // The same list goes on when the header is repeated at a page break, also when it gained or lost a merged cell.
        if (table is null || table.Columns.List != header.List)
        {
            table = new PlanTable(header, line.Number, caption, []);
            tables.Add(table);
        }
        columns = header;
        (afterBreak, afterHeader) = (true, true);
    }

    private void Deepen(Columns second)
    {
        columns = second;
        if (table is not { Rows.Count: 0 } || tables.Count == 0) return;
        table = table with { Columns = second };
        tables[^1] = table;
    }

    private void Row(int number, IReadOnlyList<string> cells, string raw)
    {
        afterHeader = false;
        if (cells.All(static c => c.Length == 0)) return;
        if (columns is null)
        {
            orphans.Add(new DoubtfulLine(number, Short(raw), "Hàng bảng không có dòng tiêu đề cột ở trên. Thêm dòng tiêu đề (STT, Nhiệm vụ, Cơ quan chủ trì, Thời hạn…)."));
            return;
        }
        if (table is null)
        {
            table = new PlanTable(columns, number, caption, []);
            tables.Add(table);
        }
        table.Rows.Add(new TableRow(number, cells, columns, afterBreak, raw));
        afterBreak = false;
    }

    /// A row whose cells do not fill the header, followed at once by text that starts no new row, was cut by a line break inside a cell.
    private (string[] Cells, int Last) Rejoin(string[] cells, int at, ref string raw)
    {
        if (columns is null) return (cells, at);
        var pipe = raw.TrimStart().StartsWith('|');
        while (at + 1 < lines.Count)
        {
            var next = lines[at + 1].Text;
            var open = pipe && !raw.TrimEnd().EndsWith('|');
            if (next.Trim().Length == 0)
            {
                if (!open || at + 2 >= lines.Count || Starts(lines[at + 2].Text)) break;
                at++;
                continue;
            }
            if (Starts(next)) break;
            var more = Cells(next) ?? [next.Trim()];
            if (pipe ? !open : !Fits(cells.Length, more, next)) break;
            cells = [.. cells[..^1], Join(cells[^1], more[0]), .. more.Skip(1)];
            raw += " " + next;
            at++;
        }
        return (cells, at);
    }

    private bool Fits(int have, string[] more, string next)
    {
        var room = columns!.Count - have;
        if (more.Length > 1) return more.Length - 1 <= room && room > 0;
        return next.Length > 0 && (char.IsLower(next[0]) || room > 0 && !StartsProse(next));
    }

    private static bool StartsProse(string next) => ProseStart().IsMatch(Fold.Key(next));

    /// A new row: a pipe, a leading tab, or a number and a tab.
    private static bool Starts(string text) => text.StartsWith('|') || text.StartsWith('\t') || RowStart().IsMatch(text) || Columns.Recognise(Cells(text) ?? [], null) is not null;

    public static string Join(string head, string tail) =>
        head.Length == 0 ? tail : tail.Length == 0 ? head
        : head[^1] == '-' && head.Length > 1 && char.IsLetter(head[^2]) ? head + tail : head + " " + tail;

    private static string[]? Cells(string text)
    {
        if (text.Contains('\t', StringComparison.Ordinal) && !text.TrimStart().StartsWith('|'))
            return [.. text.Split('\t').Select(Tidy)];
        var trimmed = text.Trim();
        if (trimmed.Length < 2 || !trimmed.StartsWith('|') && trimmed.AsSpan().Count('|') < 2) return null;
        if (trimmed.StartsWith('|')) trimmed = trimmed[1..];
        if (trimmed.EndsWith('|')) trimmed = trimmed[..^1];
        return [.. trimmed.Split('|').Select(Tidy)];
    }

    private static string Tidy(string cell) => Spaces().Replace(cell.Replace('\t', ' '), " ").Trim().Replace('\u2223', '|');

    private static bool Rule(string[] cells) => cells.Any(static c => c.Contains("--", StringComparison.Ordinal)) && cells.All(static c => RuleCell().IsMatch(c));

    public static string Short(string text) => text.Length <= 300 ? text.Trim() : text[..300].Trim() + "…";

    [GeneratedRegex(@"\s+")] private static partial Regex Spaces();
    [GeneratedRegex(@"^[:\-=\s]*$")] private static partial Regex RuleCell();
    [GeneratedRegex(@"^\s*(?:trang|page)?\s*-?\s*\d{1,4}\s*(?:/\s*\d{1,4})?\s*-?\s*$", RegexOptions.IgnoreCase)] private static partial Regex PageFurniture();
    [GeneratedRegex(@"^\s*(?:\d+(?:\.\d+)*|[IVXLC]+|[A-H])[.)]?\s*\t")] private static partial Regex RowStart();
    [GeneratedRegex(@"^\s*(ghi chu|noi nhan|phu luc|danh muc|ke hoach|quyet dinh|\(ban hanh|\(kem theo)")] private static partial Regex ProseStart();
}
