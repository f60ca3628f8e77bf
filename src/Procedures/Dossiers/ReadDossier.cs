using LienThong.Procedures.Definitions;
using LienThong.Procedures.Work;

namespace LienThong.Procedures.Dossiers;

/// <summary>One dossier for whoever may see it: the applicant, or an officer of the deciding or receiving agency. The ETag is its version.</summary>
internal static class ReadDossier
{
    public static void Map(ModuleRoutes r)
    {
        r.Api.MapGet("dossiers/{id:guid}", Handle).Requires(ProcedureScopes.Handle).Refuses(ProceduresErrors.DossierUnknown);
        r.Api.MapGet("my/dossiers/{id:guid}", Handle).Requires(ProcedureScopes.File).Refuses(ProceduresErrors.DossierUnknown);
    }

    private static async Task<Result<DossierView>> Handle(
        Guid id, Caller caller, DossierShelf shelf, ProcedureLibrary library, HttpResponse response, CancellationToken ct)
    {
        var dossier = await shelf.Find(id, ct);
        if (dossier is null || !(dossier.Applicant == caller.Person || Standing.Sees(caller, dossier))) return ProceduresErrors.DossierUnknown;
        var definition = await library.Pinned(dossier.ProcedureCode, dossier.Definition, ct);
        response.Headers.ETag = Versions.Tag(dossier.Version);
        return await View(dossier, definition, Standing.Of(caller, dossier), shelf, ct);
    }

    /// <summary>The dossier of the API.</summary>
    public sealed record DossierView(
        Guid Id, string Code, string Procedure, int DefinitionVersion, string Step, int National, string Money, string Delivery, string ReceivingAgency, string CompetentAgency,
        string ReturnPlace, DateTimeOffset SubmittedAt, DateTimeOffset? ReceivedAt, DateTimeOffset? DueAt, DateTimeOffset? FinishedAt, DateTimeOffset? ReturnedAt, int Version)
    {
        public IReadOnlyList<string> Actions { get; init; } = [];
        public IReadOnlyList<StoredAnswer> Answers { get; init; } = [];
        public IReadOnlyList<StoredProof> Papers { get; init; } = [];
        public IReadOnlyList<StepEntry> History { get; init; } = [];
        public DossierResult? Result { get; init; }
    }

    private static async Task<Result<DossierView>> View(
        Dossier d, ProcedureDefinition definition, IReadOnlySet<Actor> actors, DossierShelf shelf, CancellationToken ct) =>
        new DossierView(d.Id, d.Code, d.ProcedureCode, d.Definition, d.Step, d.National, d.Money, d.Delivery, d.ReceivingAgency, d.CompetentAgency,
            d.ReturnPlace, d.SubmittedAt, d.ReceivedAt, d.DueAt, d.FinishedAt, d.ReturnedAt, d.Version)
        {
            Actions = [.. StateMachine.Open(definition, d.Step, actors).Select(m => DossierWrites.WordOf(m.Action))],
            Answers = await shelf.Answers(d.Id, ct),
            Papers = await shelf.Proofs(d.Id, ct),
            History = await shelf.History(d.Id, ct),
            Result = d.Result,
        };
}

/// <summary>The applicant takes the dossier back.</summary>
internal static class WithdrawDossier
{
    public sealed record Request(string? Note = null);

    public static void Map(ModuleRoutes r) => r.Api
        .MapPost("dossiers/{id:guid}/withdrawal", async (Guid id, Request request, Caller caller, DossierDesk desk, HttpRequest http, CancellationToken ct) =>
        {
            if (Versions.Of(http) is not { } version) return ProceduresErrors.VersionMissing;
            var moved = await desk.Move(caller, new MoveWish(id, MoveAction.Withdraw, version, request.Note), ct);
            return moved.Failed ? Result<HandleDossier.Moved>.Refused(moved.Faults) : HandleDossier.Moved.Of(moved.Value, http);
        })
        .Requires(ProcedureScopes.File)
        .Idempotent()
        .Refuses(ProceduresErrors.DossierUnknown, ProceduresErrors.MoveNotAllowed, ProceduresErrors.VersionMissing);
}

/// <summary>The applicant has handed in what was asked for: the clock runs again.</summary>
internal sealed class GiveSupplement(DossierDesk desk, DossierShelf shelf, Db db)
{
    public sealed record Request(string? Note = null);

    public static void Map(ModuleRoutes r) => r.Api
        .MapPost("dossiers/{id:guid}/supplement", async (Guid id, Request request, Caller caller, GiveSupplement give, HttpRequest http, CancellationToken ct) =>
        {
            if (Versions.Of(http) is not { } version) return ProceduresErrors.VersionMissing;
            var moved = await give.Run(caller, id, version, request.Note, ct);
            return moved.Failed ? Result<HandleDossier.Moved>.Refused(moved.Faults) : HandleDossier.Moved.Of(moved.Value, http);
        })
        .Requires(ProcedureScopes.File)
        .Idempotent()
        .Refuses(ProceduresErrors.DossierUnknown, ProceduresErrors.MoveNotAllowed, ProceduresErrors.VersionMissing);

    public async Task<Result<Dossier>> Run(Caller caller, Guid id, int version, string? note, CancellationToken ct)
    {
        var moved = await desk.Move(caller, new MoveWish(id, MoveAction.GiveSupplement, version, note), ct);
        if (moved.Failed) return moved;
        foreach (var paper in (await shelf.Files(id, ct)).Select(f => f.Paper).Distinct(StringComparer.Ordinal))
            await db.Execute(Sql.Provided, [id, paper], ct);
        return moved;
    }

    static class Sql
    {
        public const string Provided = "update procedures.paper_proof set verdict = 'provided' where dossier = $1 and paper = $2 and verdict = 'asked'";
    }
}
