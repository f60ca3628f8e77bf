namespace LienThong.Kernel.Files;

/// <summary>How rows are written.</summary>
public enum TableFormat
{
    /// <summary>Cells between separators, the first line names the columns (RFC 4180).</summary>
    Csv,

    /// <summary>One JSON object on each line.</summary>
    Ndjson,
}

/// <summary>Why a row could not be taken apart.</summary>
public enum RowFault
{
    None,

    /// <summary>A quotation mark that does not close, or text behind a closed one.</summary>
    Quote,

    /// <summary>More or fewer cells than the first line names.</summary>
    CellCount,

    /// <summary>A cell of more than 10,000 characters.</summary>
    TooLong,

    /// <summary>NUL or another control character.</summary>
    Control,

    /// <summary>The line is no JSON object, or a member stands in it twice.</summary>
    Json,
}

/// <summary>What the beginning of a file says of the rest.</summary>
/// <param name="Format">CSV or NDJSON.</param>
/// <param name="Separator">Between cells; not used in NDJSON.</param>
/// <param name="Columns">Names of the columns as written; for NDJSON the members of the first thousand objects, in order of appearance.</param>
public sealed record TableHead(TableFormat Format, char Separator, IReadOnlyList<string> Columns);

/// <summary>A piece of a file that holds whole rows.</summary>
/// <param name="FirstLine">Number of its first line in the file, from 1.</param>
/// <param name="Text">The rows as written, without the line of names.</param>
public sealed record TablePart(long FirstLine, string Text);

/// <summary>One row. <paramref name="Cells"/> are aligned with the columns of the head, null where nothing stands; empty when <paramref name="Fault"/> says why.</summary>
/// <param name="Line">Number of its first line in the file, from 1.</param>
/// <param name="Raw">The row as written, at most 4,000 characters, NUL shown as ␀.</param>
/// <param name="Cells">Values as text, without surrounding spaces.</param>
/// <param name="Fault">Why it could not be taken apart.</param>
public sealed record TableRow(long Line, string Raw, IReadOnlyList<string?> Cells, RowFault Fault);
