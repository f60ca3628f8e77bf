namespace LienThong.Kernel.Files;

/// <summary>
/// Takes CSV text apart, record by record (RFC 4180). A record whose quotation marks do not hold costs its first line only: reading goes on at the next line, so that one open quote does not
/// swallow the people behind it. That, and knowing where a record ends in the file, is why no library reads here.
/// </summary>
internal ref struct CsvRecords(ReadOnlySpan<char> text, char separator)
{
    /// <summary>Longest record; a longer one is an open quote or a broken file.</summary>
    public const int MostRecord = 64 * 1024, MostCell = 10_000, MostRaw = 4_000;

    private readonly ReadOnlySpan<char> text = text;
    private readonly List<string> cells = [];

    /// <summary>Where the next record begins.</summary>
    public int At { get; private set; }

    /// <summary>Lines passed.</summary>
    public int Lines { get; private set; }

    /// <summary>True when the text ended inside quotation marks and more text could close them.</summary>
    public bool Open { get; private set; }

    /// <summary>Cells of the record that was read.</summary>
    public readonly IReadOnlyList<string> Cells => cells;

    /// <summary>Reads the next record. <paramref name="width"/>: expected cells, 0 for any.</summary>
    public bool Next(int width, out RowFault fault, out ReadOnlySpan<char> raw)
    {
        (fault, Open) = (RowFault.None, false);
        raw = default;
        if (At >= text.Length) return false;
        var start = At;
        var end = Record(start, out fault);
        var manyLines = end > start && text[start..end].TrimEnd("\r\n").Contains('\n');
        if (fault == RowFault.None && width > 0 && cells.Count != width && !IsBlank(text[start..end])) fault = manyLines ? RowFault.Quote : RowFault.CellCount;
        if (fault == RowFault.Quote) end = LineEnd(start);
        raw = text[start..end].TrimEnd("\r\n");
        Lines += text[start..end].Count('\n');
        At = end;
        return true;
    }

    /// <summary>True when nothing stands in the line but separators and spaces.</summary>
    public readonly bool IsBlank(ReadOnlySpan<char> record)
    {
        foreach (var c in record) if (c != separator && !char.IsWhiteSpace(c)) return false;
        return true;
    }

    private readonly int LineEnd(int from)
    {
        var length = text[from..].IndexOf('\n');
        return length < 0 ? text.Length : from + length + 1;
    }

    private int Record(int start, out RowFault fault)
    {
        cells.Clear();
        fault = RowFault.None;
        var at = start;
        while (true)
        {
            var quoted = at < text.Length && text[at] == '"';
            var end = quoted ? Quoted(at + 1) : Plain(at);
            if (end < 0)
            {
                fault = RowFault.Quote;
                return start;
            }
            var cell = quoted ? text[(at + 1)..(end - 1)] : text[at..end];
            if (cell.Length > MostCell) fault = RowFault.TooLong;
            cells.Add(fault == RowFault.TooLong ? "" : quoted && cell.Contains('"') ? cell.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : cell.Trim().ToString());
            if (end == text.Length) return end;
            if (text[end] == separator)
            {
                at = end + 1;
                continue;
            }
            return LineEnd(end);
        }
    }

    // the index behind the closing mark, or -1
    private int Quoted(int from)
    {
        var at = from;
        while (at < text.Length && at - from <= MostRecord)
        {
            var mark = text[at..].IndexOf('"');
            if (mark < 0) break;
            at += mark + 1;
            if (at == text.Length) return at;
            if (text[at] == '"')
            {
                at++;
                continue;
            }
            return text[at] == separator || text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.Length || text[at + 1] == '\n')) ? at : -1;
        }
        Open = text.Length - from <= MostRecord;
        return -1;
    }

    private readonly int Plain(int from)
    {
        var stop = text[from..].IndexOfAny(separator, '\n');
        if (stop < 0) return text[^1] == '\r' && from < text.Length ? text.Length - 1 : text.Length;
        var end = from + stop;
        return text[end] == '\n' && end > from && text[end - 1] == '\r' ? end - 1 : end;
    }
}
