using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using LienThong.Kernel.Time;
using LienThong.Registries.Definitions;
using LienThong.Registries.Feed;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Registries.HandOvers;

/// One hand-over, waiting or past.
sealed record HandOverRow(
    Guid Id, string Registry, string From, string To, string Document, DateOnly Effective, DateTimeOffset ProposedAt, DateTimeOffset? AcceptedAt, DateTimeOffset? DoneAt, DateTimeOffset? WithdrawnAt)
{
    public static HandOverRow Read(Npgsql.NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.Date(5), r.Instant(6), r.InstantOrNull(7), r.InstantOrNull(8), r.InstantOrNull(9));
}

/// Hands a register to another agency by a document: the keeper proposes, the receiver accepts, and on its day the register changes hands with all records and their history.
/// Agreements go on: the fields keep their source. Who kept it when stays written.
sealed class HandOver(Db db, PublishedRegisters registers, IDirectory directory, TimeProvider clock)
{
    public static void Map(ModuleRoutes r)
    {
        r.Api.MapPost("registers/{registry}/handover", (string registry, Request request, Caller caller, HandOver work, CancellationToken ct) => work.Propose(caller, registry, request, ct))
            .WithSummary("Đề nghị bàn giao một sổ cho cơ quan khác").Requires(RegistryScopes.Define).Idempotent()
            .Refuses(DefinitionErrors.NotLive, DefinitionErrors.NotOwner, HandOverErrors.ReceiverUnknown, HandOverErrors.SameAgency, HandOverErrors.DocumentMissing, HandOverErrors.DayPassed, HandOverErrors.OpenAlready, HandOverErrors.ReceiverIsClass);
        r.Api.MapPost("registers/{registry}/handover/accept", (string registry, Caller caller, HandOver work, CancellationToken ct) => work.Accept(caller, registry, ct))
            .WithSummary("Cơ quan nhận xác nhận bàn giao").Requires(RegistryScopes.Define).Idempotent().Refuses(HandOverErrors.NoneOpen, HandOverErrors.NotReceiver);
        r.Api.MapPost("registers/{registry}/handover/withdraw", (string registry, Caller caller, HandOver work, CancellationToken ct) => work.Withdraw(caller, registry, ct))
            .WithSummary("Rút lại hoặc từ chối bàn giao").Requires(RegistryScopes.Define).Idempotent().Refuses(HandOverErrors.NoneOpen, DefinitionErrors.NotOwner);
    }

    public sealed record Request(string To, string Document, DateOnly Effective);

    public Task<List<HandOverRow>> History(string registry, CancellationToken ct) => db.Many(Sql.History, [registry], HandOverRow.Read, ct);

    public async Task<Result> Propose(Caller caller, string registry, Request request, CancellationToken ct)
    {
        if ((await registers.Current(ct)).Find(registry) is not { } live) return DefinitionErrors.NotLive.With(registry);
        if (!Owners.May(caller, live.Keeper)) return DefinitionErrors.NotOwner.With(live.Keeper);
        var (to, document, check) = (request.To.Trim(), VietnameseText.Normalise(request.Document), new Check());
        check.That(!live.Keeper.StartsWith("class:", StringComparison.Ordinal), HandOverErrors.ReceiverIsClass);
        check.That(directory.AgencyAt(to, clock.Today())?.Code == to, HandOverErrors.ReceiverUnknown.With(to).At("/to"));
        check.That(to != live.Keeper, "/to", HandOverErrors.SameAgency);
        check.That(document.Length >= 3, "/document", HandOverErrors.DocumentMissing);
        check.That(request.Effective >= clock.Today(), "/effective", HandOverErrors.DayPassed);
        if (!check.Ok) return check.Faults;
        object?[] row = [Guid.CreateVersion7(), registry, live.Keeper, to, document, request.Effective, clock.GetUtcNow(), caller.Id];
        return await db.Execute(Sql.Propose, row, ct) == 1 ? Result.Done : HandOverErrors.OpenAlready;
    }

    public async Task<Result> Accept(Caller caller, string registry, CancellationToken ct)
    {
        if (await db.One(Sql.Open, [registry], HandOverRow.Read, ct) is not { AcceptedAt: null } open) return HandOverErrors.NoneOpen;
        if (!Owners.May(caller, open.To) || (caller.Agency is { } own && !Owners.Belongs(open.To, own, directory, clock.Today()))) return HandOverErrors.NotReceiver.With(open.To);
        await db.Execute(Sql.Accept, [open.Id, clock.GetUtcNow(), caller.Id], ct);
        await Due(ct);
        return Result.Done;
    }

    public async Task<Result> Withdraw(Caller caller, string registry, CancellationToken ct)
    {
        if (await db.One(Sql.Open, [registry], HandOverRow.Read, ct) is not { } open) return HandOverErrors.NoneOpen;
        if (!Owners.May(caller, open.From) && !Owners.May(caller, open.To)) return DefinitionErrors.NotOwner.With(open.From);
        await db.Execute(Sql.Withdraw, [open.Id, clock.GetUtcNow()], ct);
        return Result.Done;
    }

    /// Carries out what both agencies confirmed and whose day has come.
    public async Task Due(CancellationToken ct)
    {
        foreach (var due in await db.Many(Sql.Due, [clock.Today()], HandOverRow.Read, ct)) await CarryOut(due, ct);
        registers.Forget();
    }

    private async Task CarryOut(HandOverRow due, CancellationToken ct) => await db.Transaction<Result>(async tx =>
    {
        var now = clock.GetUtcNow();
        if (await tx.One(Sql.Lock, [due.Registry], StoredDefinition.Read, ct) is not { } live) return Result.Done;
        var next = live.Definition with { Keeper = due.To, Formerly = [.. live.Definition.Formerly.Where(f => f != due.To), live.Definition.Keeper] };
        var version = await tx.One(Sql.NextVersion, [due.Registry], r => r.GetInt32(0), ct);
        return await tx.Write(Caller.Program("registries-handover"),
            [
                new(Sql.Retire, [due.Registry, now]),
                new(Sql.Add, [due.Registry, version, Json.Of(next), Json.Of(live.Shapes), now]),
                new(Sql.Done, [due.Id, now]),
                new(Sql.Drafts, [due.Registry]) { AnyRows = true },
                new(Sql.Turn, []),
                TellFeed.Of(due.Registry, [new(FeedLine.HandedOver, null, null, version, [])], now, 0),
            ],
            [new RegistryHandedOver(due.Registry, due.From, due.To, due.Document)], ct);
    }, ct);

    static class Sql
    {
        private const string Columns = "id, registry, from_agency, to_agency, document, effective, proposed_at, accepted_at, done_at, withdrawn_at";

        public const string History = "select " + Columns + " from registries.hand_over where registry = $1 order by proposed_at desc limit 100";

        public const string Open = "select " + Columns + " from registries.hand_over where registry = $1 and done_at is null and withdrawn_at is null";

        public const string Due = "select " + Columns + " from registries.hand_over where effective <= $1 and accepted_at is not null and done_at is null and withdrawn_at is null";

        public const string Propose = """
            insert into registries.hand_over (id, registry, from_agency, to_agency, document, effective, proposed_at, proposed_by) values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict do nothing
            """;

        public const string Accept = "update registries.hand_over set accepted_at = $2, accepted_by = $3 where id = $1 and accepted_at is null";

        public const string Withdraw = "update registries.hand_over set withdrawn_at = $2 where id = $1 and done_at is null";

        public const string Lock = """
            select code, version, state, definition, shapes, origin, changed_at, changed_by, published_at, archived_at
            from registries.definition where code = $1 and state = 'published' for update
            """;

        /// A draft keeps its number; it is thrown away all the same, because it was made for the other keeper.
        public const string NextVersion = "select max(version) + 1 from registries.definition where code = $1";

        public const string Retire = "update registries.definition set state = 'archived', archived_at = $2 where code = $1 and state = 'published'";

        public const string Add = """
            insert into registries.definition (code, version, state, definition, shapes, origin, changed_at, changed_by, published_at)
            values ($1, $2, 'published', $3, $4, 'browser', $5, 'program:registries-handover', $5)
            """;

        public const string Done = "update registries.hand_over set done_at = $2 where id = $1 and done_at is null";

        public const string Drafts = "delete from registries.definition where code = $1 and state = 'draft'";

        public const string Turn = "update registries.book set edition = edition + 1";
    }
}
