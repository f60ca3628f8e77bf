using System.Globalization;
using System.Text;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Import;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Population.Api;

/// <summary>Bulk import over HTTP: send the file as the body, say what its columns are, look at the counts, take it in.</summary>
internal static class ImportsOverHttp
{
    /// <summary>Largest file over the web; longer ones come by the command line.</summary>
    public const long MostBytes = 300L * 1024 * 1024;

    public static void Map(ModuleRoutes r)
    {
        r.Api.MapPost("imports", Send).Requires(PopulationScopes.Manage).Idempotent().WithMetadata(new RequestSizeLimitAttribute(MostBytes))
            .Refuses(PopulationErrors.RegistryWorkOnly, KernelErrors.FileEmpty, KernelErrors.FileNotUnicode, KernelErrors.FileNoTable, KernelErrors.FileGarbled, KernelErrors.FileNoColumns);
        r.Api.MapGet("imports/{id:guid}", Show).Requires(PopulationScopes.Manage).Refuses(ImportErrors.ImportUnknown);
        r.Api.MapPut("imports/{id:guid}/mapping", SetColumns).Requires(PopulationScopes.Manage)
            .Refuses(ImportErrors.ImportUnknown, ImportErrors.ItemsMissing, ImportErrors.ColumnTwice, ImportErrors.AsOfWrong, ImportErrors.NotNow, PopulationErrors.DocumentKindUnknown, PopulationErrors.DocumentMissing);
        r.Api.MapPost("imports/{id:guid}/take", Take).Requires(PopulationScopes.Manage).Idempotent().Refuses(ImportErrors.ImportUnknown, ImportErrors.NotNow);
        r.Api.MapPost("imports/{id:guid}/withdraw", Withdraw).Requires(PopulationScopes.Manage).Idempotent().Refuses(ImportErrors.ImportUnknown, ImportErrors.NotNow);
        r.Api.MapGet("imports/{id:guid}/rejects", Rejects).Requires(PopulationScopes.Manage).Refuses(ImportErrors.ImportUnknown);
    }

    public sealed record FindingView(string Code, string Item, long Rows, string Text);

    public sealed record ImportView(
        Guid Id, string State, string FileName, IReadOnlyList<string> Columns, IReadOnlyDictionary<string, int> Mapping, int Parts, int PartsRead, long Rows, long Good, long Refused, long Present,
        long People, long Households, IReadOnlyList<FindingView> Findings);

    public sealed record MappingRequest(IReadOnlyDictionary<string, int> Columns, DateOnly AsOf, LegalDocument Document);

    private static async Task<Result<ImportView>> Send(HttpContext http, Caller caller, ReceiveFile receive, SetMapping mapping, ReadResults results, CancellationToken ct)
    {
        var received = await receive.Handle(caller, http.Request.Query["name"].ToString() is { Length: > 0 } name ? name : "tep.csv", http.Request.Body, ct);
        return received.Failed ? received.Faults : await View(received.Value, mapping, results, ct);
    }

    private static async Task<Result<ImportView>> Show(Guid id, Caller caller, Db db, SetMapping mapping, ReadResults results, CancellationToken ct) =>
        await ImportState.Find(db, id, ct) is { } import && import.Agency == caller.Agency ? await View(import, mapping, results, ct) : ImportErrors.ImportUnknown;

    private static Task<Result> SetColumns(Guid id, MappingRequest request, Caller caller, SetMapping mapping, CancellationToken ct) =>
        mapping.Handle(caller, id, new(request.Columns, request.AsOf, request.Document), ct);

    private static Task<Result> Take(Guid id, Caller caller, DecideImport decide, CancellationToken ct) => decide.Take(caller, id, ct);

    private static Task<Result> Withdraw(Guid id, Caller caller, DecideImport decide, CancellationToken ct) => decide.Withdraw(caller, id, ct);

    public static async Task<IResult> Rejects(Guid id, HttpContext http, Caller caller, Db db, ReadResults results, CancellationToken ct)
    {
        if (await ImportState.Find(db, id, ct) is not { } import || import.Agency != caller.Agency) return (Result)ImportErrors.ImportUnknown;
        var csv = import.Head.Format == Kernel.Files.TableFormat.Csv;
        http.Response.Headers.CacheControl = "no-store";
        return Results.Stream(async body =>
        {
            await using var writer = new StreamWriter(body, new UTF8Encoding(false), leaveOpen: true);
            await results.Write(import, writer, ct);
        }, csv ? "text/csv; charset=utf-8" : "application/x-ndjson", string.Create(CultureInfo.InvariantCulture, $"dong-loi-{import.CreatedAt.ToOffset(HanoiTime.Offset):yyyyMMdd-HHmm}.{(csv ? "csv" : "ndjson")}"));
    }

    private static async Task<ImportView> View(ImportState import, SetMapping mapping, ReadResults results, CancellationToken ct)
    {
        var counted = await results.Count(import, ct);
        var suggested = await mapping.Suggest(import, ct);
        return new(import.Id, import.State, import.FileName, import.Head.Columns, suggested.Columns, import.Parts, import.NextPart, counted.Rows, counted.Good, counted.Refused, counted.Present,
            import.People, import.Households, [.. counted.Counts.Select(c => new FindingView(c.Code, c.Item, c.Rows, c.Text(CultureInfo.CurrentUICulture)))]);
    }
}
