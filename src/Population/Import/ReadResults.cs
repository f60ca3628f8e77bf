using System.Globalization;
using LienThong.Kernel.Data;
using LienThong.Kernel.Files;
using LienThong.Kernel.Results;

namespace LienThong.Population.Import;

/// <summary>How many rows have a fault or a remark, by reason and item. <paramref name="Kind"/>: see <see cref="RowFinding"/>.</summary>
internal sealed record FindingCount(short Kind, string Code, string Item, long Rows)
{
    public string Text(CultureInfo culture) => Finding.Text(Code, Item, null, culture);
}

/// <summary>What a check came to. Rows = Good + Refused + Present.</summary>
internal sealed record ImportResults(long Rows, long Refused, long Present, IReadOnlyList<FindingCount> Counts)
{
    public long Good => Rows - Refused - Present;
}

/// <summary>A stored finding in words.</summary>
internal static class Finding
{
    public static string Text(string code, string item, string? detail, CultureInfo culture) => ImportErrors.Of(code).With(Word(code, item), detail ?? "…").Text(culture);

    // of a parent the reasons speak themselves, not their number
    private static string Word(string code, string item) => (code, item) switch
    {
        ("POP-0237" or "POP-0238" or "POP-0239", ImportItems.FatherNumber) => "cha",
        ("POP-0237" or "POP-0238" or "POP-0239", ImportItems.MotherNumber) => "mẹ",
        _ => ImportItems.WordOf(item),
    };
}

/// <summary>Counts by reason, and the refused rows as they were written, each with its reasons.</summary>
internal sealed class ReadResults(Db db)
{
    private static readonly CultureInfo Vi = CultureInfo.GetCultureInfo("vi-VN");

    public async Task<ImportResults> Count(ImportState import, CancellationToken ct)
    {
        var counts = await db.Many(Sql.Counts, [import.Id], static r => new FindingCount(r.GetInt16(0), r.GetString(1), r.GetString(2), r.GetInt64(3)), ct);
        var (refused, present) = await db.One(Sql.Lines, [import.Id], static r => (r.GetInt64(0), r.GetInt64(1)), ct);
        return new(import.RowsRead, refused, present, counts);
    }

    /// <summary>
    /// Writes the refused rows in the form of the file: CSV with line, codes and reasons in front (a spreadsheet takes no cell for a formula), or NDJSON. Put right, the file can be sent again: the
    /// three columns in front are no items.
    /// </summary>
    public async Task Write(ImportState import, TextWriter to, CancellationToken ct)
    {
        var csv = import.Head.Format == TableFormat.Csv;
        if (csv)
        {
            await to.WriteAsync('\uFEFF');
            await to.WriteLineAsync(Line(import.Head, ["dòng", "mã lỗi", "lý do", .. import.Head.Columns]));
        }
        for (var number = 0; number < import.Parts; number++)
        {
            var part = await db.One(Sql.Part, [import.Id, number], static r => new TablePart(r.GetInt64(0), r.GetString(1)), ct);
            if (part is null) return;
            var last = part.FirstLine + part.Text.AsSpan().Count('\n');
            var findings = (await db.Many(Sql.Findings, [import.Id, part.FirstLine, last], static r => (Line: r.GetInt64(0), Code: r.GetString(1), Text: Finding.Text(r.GetString(1), r.GetString(2), r.TextOrNull(3), Vi)), ct))
                .ToLookup(f => f.Line);
            if (findings.Count == 0) continue;
            foreach (var row in TableRows.Of(import.Head, part))
            {
                if (!findings.Contains(row.Line)) continue;
                var codes = string.Join(' ', findings[row.Line].Select(f => f.Code).Distinct(StringComparer.Ordinal));
                var why = string.Join(" ", findings[row.Line].Select(f => f.Text).Distinct(StringComparer.Ordinal));
                await to.WriteLineAsync(csv ? Csv(import.Head, row, codes, why) : Json.Text(new { line = row.Line, codes, why, row = row.Raw }));
            }
        }
    }

    private static string Csv(TableHead head, TableRow row, string codes, string why)
    {
        var cells = row.Fault == RowFault.None ? row.Cells.Select(c => TableRows.Neutral(c ?? "")) : [TableRows.Neutral(row.Raw)];
        return Line(head, [row.Line.ToString(CultureInfo.InvariantCulture), codes, why, .. cells]);
    }

    private static string Line(TableHead head, IEnumerable<string> cells) => string.Join(head.Separator, cells.Select(c => TableRows.Quote(c, head.Separator)));

    private static class Sql
    {
        public const string Counts = """
            select f.kind, f.code, f.item, count(*) from population.import_fault f where f.import = $1
            group by f.kind, f.code, f.item order by f.kind, count(*) desc, f.code, f.item
            """;
        public const string Lines = """
            select count(*) filter (where f.least = 1), count(*) filter (where f.least = 2)
            from (select min(f.kind) as least from population.import_fault f where f.import = $1 group by f.line) f
            """;
        public const string Part = "select p.first_line, p.text from population.import_part p where p.import = $1 and p.part = $2";
        public const string Findings = """
            select f.line, f.code, f.item, f.detail from population.import_fault f
            where f.import = $1 and f.line between $2 and $3 and f.kind = 1 order by f.line, f.round, f.code
            """;
    }
}
