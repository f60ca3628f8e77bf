using LienThong.Dictionary;
using LienThong.Kernel.Data;
using LienThong.Kernel.Time;

namespace LienThong.Registries.Digitisation;

/// <summary>The job that reads waiting scans, one after another. A scan that a node was reading when it died is taken again after a quarter of an hour.</summary>
internal sealed class ReadScans(Db db, IRegistries registries, IDictionary dictionaries, FieldTexts texts, PaperLabels labels, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>Reads what waits; the number of scans read.</summary>
    public async Task<int> Due(CancellationToken ct)
    {
        var read = 0;
        while (OcrTools.Installed && await db.One(Sql.Take, [clock.GetUtcNow(), clock.GetUtcNow() - Patience],
            static r => new Waiting(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetFieldValue<byte[]>(3)), ct) is { } scan)
        {
            await Read(scan, ct);
            read++;
        }
        return read;
    }

    private sealed record Waiting(Guid Id, string Registry, string MediaType, byte[] File);

    private async Task Read(Waiting scan, CancellationToken ct)
    {
        var pages = await ReadPages.Of(scan.File, scan.MediaType, ct);
        var registry = await registries.Find(scan.Registry, ct);
        if (pages is null || registry is null)
        {
            await db.Execute(Sql.Broken, [scan.Id, "Không đọc được tệp: tệp hỏng, có mật khẩu, hoặc quá lớn. Quét lại.", clock.GetUtcNow()], ct);
            return;
        }
        var dictionary = await dictionaries.Current(ct);
        var found = new FindFields(labels.Of(registry, dictionary, clock.Today()), (await texts.Of(registry, ct)).Canonical).On(pages);
        await db.Transaction(async tx =>
        {
            if (await tx.Execute(Sql.Open, [scan.Id, clock.GetUtcNow()], ct) == 0) return 0;
            for (var i = 0; i < pages.Count; i++) await tx.Execute(Sql.Page, [scan.Id, i + 1, pages[i].Width, pages[i].Height, pages[i].MediaType, pages[i].Image], ct);
            foreach (var f in found)
                await tx.Execute(Sql.Field, [scan.Id, f.Field.Value, f.Value, f.Page + 1, f.X, f.Y, f.Width, f.Height, (short)f.Confidence, f.Marked], ct);
            return found.Count;
        }, ct);
    }

    private static class Sql
    {
        public const string Take = """
            update registries.scan set state = 'reading', changed_at = $1
            where id = (select s.id from registries.scan s where s.state = 'waiting' or (s.state = 'reading' and s.changed_at < $2) order by s.created_at limit 1 for update skip locked)
            returning id, registry, media_type, file
            """;
        public const string Broken = "update registries.scan set state = 'broken', reason = $2, changed_at = $3 where id = $1 and state = 'reading'";
        public const string Open = "update registries.scan set state = 'open', changed_at = $2 where id = $1 and state = 'reading'";
        public const string Page = "insert into registries.scan_page (scan, page, width, height, media_type, image) values ($1, $2, $3, $4, $5, $6)";
        public const string Field = """
            insert into registries.scan_field (scan, field, value, page, x, y, width, height, confidence, marked) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """;
    }
}
