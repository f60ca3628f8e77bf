using System.Globalization;
using System.Text;
using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Files;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Registries.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Registries.Bulk;

/// How a load went.
sealed record LoadReport(Guid Id, bool DryRun, int Rows, int Good, int Changed, int Rejected);

/// Loads a file of records that the keeper sends: checked row by row, good rows written in sets of a thousand, bad ones given back with the reason. The same file again changes nothing.
sealed class LoadFile(Db db, IDictionary dictionaries, Keepers keepers, PutRecords put, FindSubject subjects, TimeProvider clock)
{
    private const int MostRows = 200_000, MostRejects = 5_000, Side = 8;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public static void Map(ModuleRoutes r)
    {
        r.Api.MapPost("{registry}/load", Handle).WithSummary("Nạp một tệp CSV hoặc NDJSON; dryRun=true chỉ kiểm tra").Requires(RegistryScopes.Write).Idempotent()
            .Refuses(RegistriesErrors.RegistryUnknown, RegistriesErrors.NotKeeper, LoadErrors.ColumnUnknown, LoadErrors.FileMissing, LoadErrors.TooManyRows, LoadErrors.DocumentMissing);
        r.Api.MapGet("loads/{id:guid}/rejects", Rejects).WithSummary("Các dòng bị loại của một lần nạp, kèm lý do").Requires(RegistryScopes.Write).Refuses(LoadErrors.LoadUnknown);
    }

    private readonly PutRecords put = put;
    private readonly FindSubject subjects = subjects;

    public sealed record Request(string Document, string Content, bool DryRun = false);

    static async Task<Result<LoadReport>> Handle(string registry, Request request, Caller caller, IRegistries registries, LoadFile load, CancellationToken ct)
    {
        if (await registries.Find(registry, ct) is not { } definition) return RegistriesErrors.RegistryUnknown.With(registry);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(request.Content));
        return await load.Load(caller, definition, (content, request.Document, request.DryRun), ct);
    }

    static async Task<IResult> Rejects(Guid id, Caller caller, LoadFile load, CancellationToken ct) =>
        await load.RejectsOf(caller, id, ct) is { } text
            ? Results.File(Encoding.UTF8.GetBytes(text), "text/csv; charset=utf-8", "rejects.csv")
            : (Result)LoadErrors.LoadUnknown;

    public async Task<Result<LoadReport>> Load(Caller caller, RegistryDefinition registry, (Stream Content, string? Document, bool DryRun) file, CancellationToken ct)
    {
        var dictionary = await dictionaries.Current(ct);
        if (keepers.Of(caller, registry, dictionary) is not { } rights) return RegistriesErrors.NotKeeper;
        if (string.IsNullOrWhiteSpace(file.Document)) return LoadErrors.DocumentMissing.At("/document");
        var table = await ReadTable.Open(file.Content, ct);
        if (table.Failed) return new Faults([.. table.Faults.Select(f => f.At("/file"))]);
        var columns = LoadColumns.Of(table.Value.Head, registry, dictionary);
        if (columns.Failed) return columns.Faults;
        var run = new Run(this, caller, registry, new(registry, dictionary, rights.Change), columns.Value, new(Origin.Sent, file.Document.Trim(), caller.Agency), file.DryRun);
        await foreach (var part in table.Value.Parts(ct))
        {
            foreach (var rows in TableRows.Of(table.Value.Head, part).Chunk(PutRecords.Most))
            {
                await run.Take(rows, ct);
                if (run.Rows > MostRows) return LoadErrors.TooManyRows.With(MostRows).At("/file");
            }
        }
        if (table.Value.Broken is { } broken) return broken;
        var report = new LoadReport(Guid.CreateVersion7(), file.DryRun, run.Rows, run.Good, run.Changed, run.Rows - run.Good);
        await db.Execute(Sql.Keep, [report.Id, registry.Code, report.DryRun, clock.GetUtcNow(), caller.Id, report.Rows, report.Good, report.Changed, report.Rejected, run.RejectsText], ct);
        return report;
    }

    /// Only for the one who sent the file.
    private Task<string?> RejectsOf(Caller caller, Guid id, CancellationToken ct) => db.One(Sql.Rejects, [id, caller.Id], r => r.GetString(0), ct);

    /// Rejected rows hold personal data: they go after a week.
    public Task Forget(CancellationToken ct) => db.Execute(Sql.Forget, [clock.GetUtcNow() - Kept], ct);

    private sealed class Run(LoadFile house, Caller caller, RegistryDefinition registry, DraftCheck check, LoadColumns columns, Provenance provenance, bool dry)
    {
        private readonly StringBuilder rejects = new("line,reason,row\n");
        private int told;

        public int Rows { get; private set; }

        public int Good { get; private set; }

        public int Changed { get; private set; }

        public string? RejectsText => told == 0 ? null : rejects.ToString();

        public async Task Take(TableRow[] rows, CancellationToken ct)
        {
            Rows += rows.Length;
            var good = new List<(TableRow Row, RecordDraft Draft)>();
            foreach (var side in rows.Chunk(Side))
            {
                var drafts = await Task.WhenAll(side.Select(r => columns.Draft(r, provenance, house.subjects, ct)));
                for (var i = 0; i < side.Length; i++)
                {
                    if (drafts[i].Failed) Reject(side[i], drafts[i].Faults);
                    else if (Faults(drafts[i].Value) is { Count: > 0 } faults) Reject(side[i], faults);
                    else good.Add((side[i], drafts[i].Value));
                }
            }
            foreach (var twice in good.GroupBy(g => (g.Draft.Subject, Key(g.Draft))).Where(g => g.Count() > 1).SelectMany(g => g.SkipLast(1)).ToList())
            {
                Reject(twice.Row, RegistriesErrors.WrittenTwice);
                good.Remove(twice);
            }
            if (good.Count > 0) await Write(good, ct);
        }

        private async Task Write(List<(TableRow Row, RecordDraft Draft)> good, CancellationToken ct)
        {
            if (dry)
            {
                Good += good.Count;
                return;
            }
            var written = await house.put.Put(caller, registry, [.. good.Select(g => g.Draft)], ct);
            if (!written.Failed)
            {
                Good += good.Count;
                Changed += written.Value.Count(r => r.Changed);
                return;
            }
            // A fault that only the standing records show (a compulsory field of a new one): those rows go, the others are tried again.
            var bad = written.Faults.Select(f => f.Pointer?.Split('/') is [_, var index, ..] && int.TryParse(index, CultureInfo.InvariantCulture, out var i) ? i : -1).ToHashSet();
            if (bad.Contains(-1)) foreach (var (row, _) in good) Reject(row, written.Faults);
            else
            {
                foreach (var i in bad) Reject(good[i].Row, new([.. written.Faults.Where(f => f.Pointer!.StartsWith($"/{i}/", StringComparison.Ordinal) || f.Pointer == $"/{i}")]));
                var rest = good.Where((_, i) => !bad.Contains(i)).ToList();
                if (rest.Count > 0) await Write(rest, ct);
            }
        }

        private Faults Faults(RecordDraft draft)
        {
            var found = new Check();
            check.One(draft, new(0), found);
            return found.Faults;
        }

        private string Key(RecordDraft draft) => registry.Key is { } key ? draft.Values.GetValueOrDefault(key) ?? "" : "";

        private void Reject(TableRow row, Faults faults)
        {
            if (++told > MostRejects) return;
            var reason = string.Join(" ", faults.Select(f => f.Text(CultureInfo.GetCultureInfo("vi-VN"))).Distinct(StringComparer.Ordinal));
            rejects.Append(CultureInfo.InvariantCulture, $"{row.Line},\"{reason.Replace("\"", "\"\"", StringComparison.Ordinal)}\",\"{row.Raw.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n");
        }
    }

    static class Sql
    {
        public const string Keep = """
            insert into registries.bulk_load (id, registry, dry_run, loaded_at, loaded_by, rows, good, changed, rejected, rejects) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """;

        public const string Rejects = "select rejects from registries.bulk_load where id = $1 and loaded_by = $2 and rejects is not null";

        public const string Forget = "update registries.bulk_load set rejects = null where rejects is not null and loaded_at < $1";
    }
}
