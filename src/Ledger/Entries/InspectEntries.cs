using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Ledger.Entries;

/// <summary>An inspector searches the book. The search is itself an entry: nobody reads unseen, inspectors included.</summary>
static class InspectEntries
{
    public static void Map(ModuleRoutes r) => r.Api.MapGet("entries", Handle)
        .Requires(LedgerScopes.Inspect)
        .Refuses(LedgerErrors.SearchTooBroad, LedgerErrors.IdentifierUnreadable, LedgerErrors.CannotAppend);

    /// <summary>Searches and writes down that this was done.</summary>
    public static async Task<Result<LedgerPage>> Search(ILedger ledger, Caller caller, LedgerQuery query, TimeProvider clock, CancellationToken ct)
    {
        var page = await ledger.Search(query, ct);
        if (page.Failed) return page;
        var noted = await Note(ledger, caller, query.Subject, clock, ct);
        return noted.Failed ? noted.Faults : page;
    }

    /// <summary>Writes down that the book itself was read.</summary>
    public static async Task<Result> Note(ILedger ledger, Caller caller, Guid? subject, TimeProvider clock, CancellationToken ct)
    {
        var at = LedgerEntry.Instant(clock.GetUtcNow());
        return await ledger.AppendMany(
            [
                new LedgerEntry
                {
                    Id = Guid.CreateVersion7(at), At = at, Kind = LedgerKinds.Read, Actor = caller.Id, Agency = caller.Agency, Subject = subject,
                    Purpose = "inspection", BasisKind = "order", BasisReference = LedgerScopes.Inspect, Fields = ["ledger.entries"], Outcome = "ok",
                    Salt = LedgerEntry.NewSalt(),
                },
            ], ct);
    }

    private static async Task<Result<LedgerPage>> Handle([AsParameters] Query query, ILedger ledger, Caller caller, TimeProvider clock, CancellationToken ct) =>
        await Search(ledger, caller, query.ToQuery(), clock, ct);

    /// <summary>The query string.</summary>
    public sealed record Query(
        Guid? Subject, string? Actor, string? Agency, string? Agreement, string? Purpose, DateTimeOffset? From, DateTimeOffset? To, Guid? Before, int? Take)
    {
        public LedgerQuery ToQuery() => new(Subject, Actor, Agency, Agreement, Purpose, From?.ToUniversalTime(), To?.ToUniversalTime(), Before, Take ?? 50);
    }
}
