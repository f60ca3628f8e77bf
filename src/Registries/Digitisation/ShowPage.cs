using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Ledger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Registries.Digitisation;

/// <summary>The picture of a page, for officers of the agency whose scan it is. Of a paper that stands in the register every look is written to the ledger, as every reading of the record is.</summary>
internal sealed class ShowPage(Db db, ILedger ledger, TimeProvider clock)
{
    public static void Map(ModuleRoutes r) =>
        r.Api.MapGet("scans/{id:guid}/pages/{page:int}", (Guid id, int page, HttpContext http, Caller caller, ShowPage show, CancellationToken ct) => show.Do(http, caller, id, page, ct))
            .Requires(RegistryScopes.Write).Refuses(DigitisationErrors.ScanUnknown, DigitisationErrors.AgencyNeeded);

    private async Task<IResult> Do(HttpContext http, Caller caller, Guid id, int page, CancellationToken ct)
    {
        if (ScanRights.Refusal(caller) is { } refusal) return (Result)refusal;
        var found = await db.One(Sql.Page, [id, page, caller.Agency], static r => (Type: r.GetString(0), Image: r.GetFieldValue<byte[]>(1), Subject: r.GuidOrNull(2)), ct);
        if (found.Image is null) return (Result)DigitisationErrors.ScanUnknown;
        if (found.Subject is { } subject)
        {
            var now = LedgerEntry.Instant(clock.GetUtcNow());
            var booked = await ledger.AppendMany([new()
            {
                Id = Guid.CreateVersion7(now), At = now, Kind = LedgerKinds.Read, Actor = caller.Id, Agency = caller.Agency, Subject = subject, Purpose = "registryUpkeep", BasisKind = "order",
                BasisReference = $"scan:{id}", Outcome = "ok", Salt = LedgerEntry.NewSalt(),
            }], ct);
            if (booked.Failed) return booked;
        }
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.Bytes(found.Image, found.Type);
    }

    private static class Sql
    {
        public const string Page = """
            select p.media_type, p.image, s.subject from registries.scan s join registries.scan_page p on p.scan = s.id where s.id = $1 and p.page = $2 and s.agency = $3
            """;
    }
}
