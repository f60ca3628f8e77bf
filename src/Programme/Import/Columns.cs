using System.Globalization;
using System.Text.RegularExpressions;

namespace LienThong.Programme.Import;

/// <summary>What a column holds.</summary>
internal enum ColumnKind { Ignored, Number, Title, Lead, Implement, Cooperate, Monitor, Direct, Deadline, Product, Value, Unit, Note }

/// <summary>What the rows of a table are.</summary>
internal enum ListKind { Tasks, Targets, Procedures }

/// <summary>One column. Ordinal tells two columns of the same kind apart (two horizons, two columns of leaders).</summary>
internal readonly record struct Column(ColumnKind Kind, int Ordinal, int? Horizon, string Heading);

/// <summary>The columns of a table, recognised by the words of its header, never by their order.</summary>
internal sealed partial record Columns(IReadOnlyList<Column> All, ListKind List, bool OpenValues)
{
    public int Count => All.Count;

    public bool Has(ColumnKind kind) => All.Any(c => c.Kind == kind);

    /// <summary>Null when the cells are no header: a header names the rows' title and at least one more thing, and most of its cells are known words.</summary>
    public static Columns? Recognise(IReadOnlyList<string> cells, string? caption)
    {
        var filled = cells.Count(static c => c.Length > 0);
        if (filled < 2 || cells.Any(static c => c.Length > 90)) return null;
        var found = new List<Column>();
        ListKind? list = null;
        var known = 0;
        foreach (var cell in cells)
        {
            var key = Fold.Key(cell).Trim();
            var column = cell.Length == 0 ? Spanned(found) : One(key, cell, found, ref list);
            if (cell.Length > 0 && column.Kind != ColumnKind.Ignored) known++;
            found.Add(column);
        }
        var titled = found.Count(static c => c.Kind == ColumnKind.Title) == 1;
        if (!titled || known < 2 || known * 5 < filled * 3) return null;
        return new Columns(found, Decide(list ?? ListKind.Tasks, found, caption), found.Any(static c => c is { Kind: ColumnKind.Value, Horizon: null }));
    }

    /// <summary>The second line of a two-line header ("Năm 2026 | Năm 2030" under "Mục tiêu"). Null when the row is none.</summary>
    public Columns? WithSecondLine(IReadOnlyList<string> cells)
    {
        if (cells.Count > Count || cells.All(static c => c.Length == 0)) return null;
        var all = All.ToArray();
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Length == 0) continue;
            var key = Fold.Key(cells[i]).Trim();
            if (Horizon(key) is { } year) all[i] = new Column(ColumnKind.Value, i, year, cells[i]);
            else if (Kind(key) is { } kind && kind is not (ColumnKind.Title or ColumnKind.Number)) all[i] = new Column(kind, i, null, cells[i]);
            else return null;
        }
        return new Columns(all, Decide(List, all, null), all.Any(static c => c is { Kind: ColumnKind.Value, Horizon: null }));
    }

    public static ColumnKind? Kind(string key) =>
        NumberWords().IsMatch(key) ? ColumnKind.Number
        : UnitWords().IsMatch(key) ? ColumnKind.Unit
        : NoteWords().IsMatch(key) ? ColumnKind.Note
        : key.Contains("phoi hop", StringComparison.Ordinal) ? ColumnKind.Cooperate
        : DirectWords().IsMatch(key) ? ColumnKind.Direct
        : DeadlineWords().IsMatch(key) ? ColumnKind.Deadline
        : BodyWords().IsMatch(key) && MonitorWords().IsMatch(key) ? ColumnKind.Monitor
        : LeadWords().IsMatch(key) ? ColumnKind.Lead
        : BodyWords().IsMatch(key) ? ColumnKind.Implement
        : ProductWords().IsMatch(key) ? ColumnKind.Product
        : null;

    /// <summary>"Năm 2026", "Đến năm 2030", "Chỉ tiêu 2027", "2026 (%)" → the year; of a period, its last year.</summary>
    public static int? Horizon(string key)
    {
        var m = HorizonWords().Match(key);
        return m.Success ? int.Parse(m.Groups["year"].Value, CultureInfo.InvariantCulture) : null;
    }

    private static Column One(string key, string cell, List<Column> found, ref ListKind? list)
    {
        if (Horizon(key) is { } year) return new Column(ColumnKind.Value, found.Count, year, cell);
        var titled = found.Any(static c => c.Kind == ColumnKind.Title);
        // Units, roles and deadlines first: "Thời gian thực hiện nhiệm vụ" is a deadline, not a title.
        if (Kind(key) is { } kind) return new Column(kind, found.Count, null, cell);
        if (TargetWords().IsMatch(key))
        {
            if (titled) return new Column(ColumnKind.Value, found.Count, null, cell);
            list = TaskWords().IsMatch(key) ? ListKind.Tasks : ListKind.Targets;
            return new Column(ColumnKind.Title, found.Count, null, cell);
        }
        if (ValueWords().IsMatch(key)) return new Column(ColumnKind.Value, found.Count, null, cell);
        if (!titled && ProcedureWords().IsMatch(key)) { list = ListKind.Procedures; return new Column(ColumnKind.Title, found.Count, null, cell); }
        if (!titled && TaskWords().IsMatch(key)) { list = ListKind.Tasks; return new Column(ColumnKind.Title, found.Count, null, cell); }
        return new Column(ColumnKind.Ignored, found.Count, null, cell);
    }

    // An empty cell of a header continues the one before it (a merged cell), but a title or a number is never two columns wide.
    private static Column Spanned(List<Column> found) => found.Count == 0
        ? new Column(ColumnKind.Ignored, 0, null, "")
        : found[^1].Kind is ColumnKind.Title or ColumnKind.Number
            ? new Column(ColumnKind.Ignored, found.Count, null, "")
            : found[^1] with { Ordinal = found.Count };

    private static ListKind Decide(ListKind named, IReadOnlyList<Column> columns, string? caption)
    {
        var deadline = columns.Any(static c => c.Kind == ColumnKind.Deadline);
        var values = columns.Any(static c => c.Kind == ColumnKind.Value);
        var head = caption is null ? "" : Fold.Key(caption);
        if (named == ListKind.Procedures) return named;
        if (named == ListKind.Tasks && ProcedureCaption().IsMatch(head)) return ListKind.Procedures;
        if (named == ListKind.Targets) return values || !deadline ? ListKind.Targets : ListKind.Tasks;
        return values && !deadline ? ListKind.Targets : named;
    }

    [GeneratedRegex(@"^(stt|tt|so tt|so thu tu|no\.?|#|s\.t\.t\.?|thu tu)$")] private static partial Regex NumberWords();
    [GeneratedRegex(@"^(don vi tinh|dvt|don vi do)$")] private static partial Regex UnitWords();
    [GeneratedRegex(@"^(ghi chu|kinh phi|nguon|du toan|muc do|cap do|ma so|ma tthc|ma thu tuc|can cu)")] private static partial Regex NoteWords();
    [GeneratedRegex(@"thanh vien|lanh dao|ban chi dao|chi dao")] private static partial Regex DirectWords();
    [GeneratedRegex(@"thoi gian|thoi han|tien do|^han\b|thoi diem|hoan thanh (truoc|vao)|ngay hoan thanh|moc hoan thanh|deadline")] private static partial Regex DeadlineWords();
    [GeneratedRegex(@"theo doi|don doc|giam sat|kiem tra|tong hop")] private static partial Regex MonitorWords();
    [GeneratedRegex(@"chu tri|chiu trach nhiem|dau moi")] private static partial Regex LeadWords();
    [GeneratedRegex(@"co quan|don vi|bo phan|to chuc thuc hien|phan cong|nguoi thuc hien")] private static partial Regex BodyWords();
    [GeneratedRegex(@"san pham|ket qua|dau ra")] private static partial Regex ProductWords();
    [GeneratedRegex(@"muc tieu|chi tieu|chi so")] private static partial Regex TargetWords();
    [GeneratedRegex(@"^(gia tri|ty le|muc phan dau|ke hoach giao)\b")] private static partial Regex ValueWords();
    [GeneratedRegex(@"dich vu cong|thu tuc hanh chinh|\btthc\b|ten thu tuc|ten dich vu")] private static partial Regex ProcedureWords();
    [GeneratedRegex(@"nhiem vu|noi dung|cong viec|hoat dong|giai phap|^ten\b|hang muc|de an|danh muc")] private static partial Regex TaskWords();
    [GeneratedRegex(@"(danh muc|danh sach)(?:(?!nhiem vu).){0,40}(dich vu cong|thu tuc hanh chinh)")] private static partial Regex ProcedureCaption();
    [GeneratedRegex(@"^(?:(?:muc tieu|chi tieu|ke hoach|gia tri)\s*)?(?:den|cuoi|trong|giai doan)?\s*(?:het\s*)?(?:nam)?\s*(?:20\d\d\s*-\s*)?(?<year>20\d\d)\s*(?:\(?%\)?)?$")] private static partial Regex HorizonWords();
}
