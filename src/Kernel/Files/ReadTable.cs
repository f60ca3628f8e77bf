using System.Runtime.CompilerServices;
using LienThong.Kernel.Results;

namespace LienThong.Kernel.Files;

/// <summary>
/// Cuts a file of rows into parts that hold whole rows, with a bounded memory, so that a part can be kept, read again and counted as done. Use <see cref="Open"/>, then <see cref="Parts"/>,
/// and take each part apart with <see cref="TableRows.Of"/>, now or later.
/// </summary>
public sealed class ReadTable
{
    private const int PartSize = 1024 * 1024;
    private readonly TextBlocks blocks;
    private string carried;
    private long line;

    private ReadTable(TextBlocks blocks, TableHead head, string carried, long line) => (this.blocks, Head, this.carried, this.line) = (blocks, head, carried, line);

    /// <summary>What the beginning of the file says.</summary>
    public TableHead Head { get; }

    /// <summary>Why reading stopped before the end; looked at after the last part.</summary>
    public Faults? Broken { get; private set; }

    /// <summary>Reads the beginning. Refused: empty (KRN-0020), not Unicode (KRN-0021), a spreadsheet or a PDF (KRN-0022), text that went through a wrong encoding (KRN-0023), no columns (KRN-0024).</summary>
    public static async Task<Result<ReadTable>> Open(Stream input, CancellationToken ct)
    {
        var blocks = new TextBlocks(input);
        var first = await blocks.Next(ct);
        if (first.Failed) return first.Faults;
        if (first.Value is not { } text || string.IsNullOrWhiteSpace(text)) return KernelErrors.FileEmpty;
        if (GarbledText.Looks(text)) return KernelErrors.FileGarbled;
        if (text.TrimStart()[0] == '{') return new ReadTable(blocks, new(TableFormat.Ndjson, '\n', TableRows.Members(text)), text, 1);
        var (head, end, lines) = CsvHead.Read(text);
        return head is null ? KernelErrors.FileNoColumns : new ReadTable(blocks, head, text[end..], lines + 1);
    }

    /// <summary>Every part in order, each of about a million characters.</summary>
    public async IAsyncEnumerable<TablePart> Parts([EnumeratorCancellation] CancellationToken ct)
    {
        var ended = false;
        while (!ended)
        {
            while (carried.Length < PartSize && !ended)
            {
                var next = await blocks.Next(ct);
                if (next.Failed)
                {
                    Broken = next.Faults;
                    yield break;
                }
                ended = next.Value is null;
                carried += next.Value;
            }
            var end = ended ? carried.Length : EndOfRows();
            if (end == 0) continue;
            var part = new TablePart(line, carried[..end]);
            line += part.Text.AsSpan().Count('\n');
            carried = carried[end..];
            if (part.Text.Length > 0) yield return part;
        }
    }

    // behind the last record that is whole; a record that is still open begins the next part
    private int EndOfRows()
    {
        var last = carried.LastIndexOf('\n') + 1;
        if (last == 0) return carried.Length > 2 * PartSize ? carried.Length : 0;
        if (Head.Format == TableFormat.Ndjson) return last;
        var records = new CsvRecords(carried.AsSpan(0, last), Head.Separator);
        while (true)
        {
            var before = records.At;
            if (!records.Next(Head.Columns.Count, out _, out _)) return last;
            if (records.Open && before > 0) return before;
        }
    }
}

/// <summary>The line of names.</summary>
internal static class CsvHead
{
    public static (TableHead? Head, int End, int Lines) Read(string text)
    {
        // Excel's own first line that names the separator
        var skip = text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) ? text.IndexOf('\n', StringComparison.Ordinal) + 1 : 0;
        var body = text.AsSpan(skip);
        var separator = skip > 0 && text.Length > 4 ? text[4] : Separator(body);
        var records = new CsvRecords(body, separator);
        if (!records.Next(0, out var fault, out _) || fault != RowFault.None) return (null, 0, 0);
        var columns = records.Cells.Select((c, i) => c.Length == 0 ? $"Cột {i + 1}" : c.Length > 100 ? c[..100] : c).ToList();
        return (new(TableFormat.Csv, separator, columns), skip + records.At, records.Lines + (skip > 0 ? 1 : 0));
    }

    // the one that occurs most in the first line outside quotation marks
    private static char Separator(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf('\n');
        var (best, most, inside) = (',', 0, false);
        Span<int> counts = stackalloc int[4];
        const string Known = ",;\t|";
        foreach (var c in end < 0 ? text : text[..end])
        {
            if (c == '"') inside = !inside;
            else if (!inside && Known.IndexOf(c, StringComparison.Ordinal) is var i and >= 0 && ++counts[i] > most) (best, most) = (c, counts[i]);
        }
        return best;
    }
}
