using System.Text.Json;

namespace LienThong.Kernel.Files;

/// <summary>Takes a part of a file apart.</summary>
public static class TableRows
{
    /// <summary>Every row in order; lines without content are passed over.</summary>
    public static List<TableRow> Of(TableHead head, TablePart part) => head.Format == TableFormat.Csv ? Csv(head, part) : Ndjson(head, part);

    private static List<TableRow> Csv(TableHead head, TablePart part)
    {
        List<TableRow> rows = [];
        var records = new CsvRecords(part.Text, head.Separator);
        while (true)
        {
            var line = part.FirstLine + records.Lines;
            if (!records.Next(head.Columns.Count, out var fault, out var raw)) return rows;
            if (records.IsBlank(raw)) continue;
            if (fault == RowFault.None && HasControl(raw)) fault = RowFault.Control;
            rows.Add(new(line, Raw(raw), fault == RowFault.None ? [.. records.Cells.Select(Cell)] : [], fault));
        }
    }

    private static List<TableRow> Ndjson(TableHead head, TablePart part)
    {
        List<TableRow> rows = [];
        var line = part.FirstLine;
        foreach (var written in part.Text.AsSpan().EnumerateLines())
        {
            if (!written.IsWhiteSpace()) rows.Add(Object(head, line, written));
            line++;
        }
        return rows;
    }

    private static TableRow Object(TableHead head, long line, ReadOnlySpan<char> written)
    {
        if (written.Length > CsvRecords.MostRecord) return new(line, Raw(written), [], RowFault.TooLong);
        if (HasControl(written)) return new(line, Raw(written), [], RowFault.Control);
        try
        {
            using var json = JsonDocument.Parse(written.ToString(), new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 16 });
            if (json.RootElement.ValueKind != JsonValueKind.Object) return new(line, Raw(written), [], RowFault.Json);
            string?[] cells = [.. head.Columns.Select(c => json.RootElement.TryGetProperty(c, out var value) ? Cell(Text(value)) : null)];
            var fault = cells.Any(static c => c?.Length > CsvRecords.MostCell) ? RowFault.TooLong : cells.Any(static c => c is not null && HasControl(c)) ? RowFault.Control : RowFault.None;
            return new(line, Raw(written), fault == RowFault.None ? cells : [], fault);
        }
        catch (JsonException)
        {
            return new(line, Raw(written), [], RowFault.Json);
        }
    }

    /// <summary>Members of the first thousand objects, in order of appearance.</summary>
    internal static IReadOnlyList<string> Members(string text)
    {
        List<string> members = [];
        var lines = 0;
        foreach (var written in text.AsSpan().EnumerateLines())
        {
            if (++lines > 1_000 || members.Count > 200) break;
            try
            {
                using var json = JsonDocument.Parse(written.ToString());
                if (json.RootElement.ValueKind == JsonValueKind.Object) members.AddRange(json.RootElement.EnumerateObject().Select(m => m.Name).Where(n => !members.Contains(n)));
            }
            catch (JsonException)
            {
                // told with its row
            }
        }
        return members;
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    // an apostrophe before a sign was put there so that a spreadsheet does not calculate; see Neutral
    private static string? Cell(string? cell)
    {
        var text = cell?.Trim();
        return string.IsNullOrEmpty(text) ? null : text is ['\'', '=' or '+' or '-' or '@', ..] ? text[1..] : text;
    }

    /// <summary>A cell as it may stand in a file for a spreadsheet: what looks like a formula stays text.</summary>
    public static string Neutral(string cell) => cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + cell : cell;

    /// <summary>A cell between quotation marks where it needs them.</summary>
    public static string Quote(string cell, char separator) =>
        cell.AsSpan().IndexOfAny([separator, '"', '\n', '\r']) < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static bool HasControl(ReadOnlySpan<char> text)
    {
        foreach (var c in text) if (c < ' ' && c is not ('\t' or '\r' or '\n') || c is '\u007f' or '\ufffd') return true;
        return false;
    }

    private static string Raw(ReadOnlySpan<char> written)
    {
        var text = (written.Length > CsvRecords.MostRaw ? written[..CsvRecords.MostRaw] : written).ToString().Replace('\0', '\u2400');
        return text.Length > 0 && char.IsHighSurrogate(text[^1]) ? text[..^1] : text;
    }
}
