using LienThong.Directory;
using LienThong.Kernel.Time;
using LienThong.Procedures.Definitions;

namespace LienThong.Procedures.Dossiers;

/// <summary>A wish to move a dossier.</summary>
/// <param name="Dossier">Key of the dossier.</param>
/// <param name="Action">What is to happen.</param>
/// <param name="Version">The version that the actor saw; null when the actor is the program itself.</param>
/// <param name="Note">Reason or remark.</param>
internal sealed record MoveWish(Guid Dossier, MoveAction Action, int? Version, string? Note);

/// <summary>
/// Carries out moves: who may, whether the version of the procedure allows it, and then dossier, history, notice to the applicant and news in
/// one write. Two officers who press at once: one is done, the other is told that the dossier changed.
/// </summary>
internal sealed class DossierDesk(Db db, DossierShelf shelf, ProcedureLibrary library, IDirectory directory, TimeProvider clock)
{
    public async Task<Result<Dossier>> Move(Caller caller, MoveWish wish, CancellationToken ct)
    {
        if (await shelf.Find(wish.Dossier, ct) is not { } dossier) return ProceduresErrors.DossierUnknown;
        var definition = await library.Pinned(dossier.ProcedureCode, dossier.Definition, ct);
        if (Refusal(caller, dossier, definition, wish) is { } refusal) return refusal;
        return await Write(caller, dossier, definition, [(wish.Action, Clean(wish.Note))], ct);
    }

    /// <summary>Writes one or several moves that happen together (decided and returned). The caller was checked before.</summary>
    public async Task<Result<Dossier>> Write(
        Caller caller, Dossier dossier, ProcedureDefinition definition, IReadOnlyList<(MoveAction Action, string? Note)> moves, CancellationToken ct)
    {
        var (now, at) = (clock.GetUtcNow(), dossier);
        var calendar = WorkingDays.Of(directory);
        var changes = new List<Change>();
        var news = new List<IEvent>();
        foreach (var (action, note) in moves)
        {
            if (StateMachine.Move(definition, at.Step, action) is not { } move) return ProceduresErrors.MoveNotAllowed.With(definition.Step(at.Step).Name.Here);
            var next = Moves.Apply(at, definition, move, now, calendar);
            changes.Add(DossierWrites.Log(at, next, action, Who(caller, move), note, now));
            if (Notices.Of(definition, next, note, now) is { } notice) changes.Add(notice);
            if (NewsOf(next, action, now) is { } one) news.Add(one);
            at = next;
        }
        changes.Insert(0, DossierWrites.Update(at));
        var done = await db.Write(caller, changes, news, ct);
        return done.Failed ? Result<Dossier>.Refused(done.Faults) : at with { Version = at.Version + 1 };
    }

    private Fault? Refusal(Caller caller, Dossier dossier, ProcedureDefinition definition, MoveWish wish)
    {
        var actors = Standing.Of(caller, dossier);
        if (actors.Count == 0) return caller.Kind is CallerKind.Person ? ProceduresErrors.DossierUnknown : ProceduresErrors.OtherAgency.With(NameOf(dossier.CompetentAgency));
        if (wish.Version is { } seen && seen != dossier.Version) return KernelErrors.Conflict;
        if (StateMachine.Move(definition, dossier.Step, wish.Action) is not { } move) return ProceduresErrors.MoveNotAllowed.With(definition.Step(dossier.Step).Name.Here);
        if (!actors.Contains(move.By)) return ProceduresErrors.OtherAgency.With(NameOf(move.By is Actor.Receiver ? dossier.ReceivingAgency : dossier.CompetentAgency));
        if (Moves.NeedsNote(wish.Action) && (wish.Note?.Trim().Length ?? 0) is < 10 or > 1000) return ProceduresErrors.ReasonMissing.At("/note");
        return Moves.Refusal(dossier, definition, wish.Action);
    }

    private string NameOf(string agency) => directory.AgencyAt(agency, clock.Today())?.Name ?? agency;

    private static (string Actor, string? Official, string? Agency) Who(Caller caller, MoveRule move) => move.By switch
    {
        Actor.Applicant => ("applicant", null, null),
        Actor.System => ("system", null, null),
        _ => (move.By is Actor.Receiver ? "receiver" : "decider", caller.Id, caller.Agency),
    };

    private static IEvent? NewsOf(Dossier d, MoveAction action, DateTimeOffset now) => action switch
    {
        MoveAction.Receive or MoveAction.GiveSupplement => new DossierReceived(d.Id, d.Code, d.ProcedureCode, d.CompetentAgency, d.DueAt ?? now, now),
        MoveAction.AskSupplement => new SupplementAsked(d.Id, d.Code, d.ProcedureCode, d.CompetentAgency, now),
        MoveAction.Refuse => Decided(d, "refused", now),
        MoveAction.Stop => Decided(d, "stopped", now),
        MoveAction.Withdraw => Decided(d, "withdrawn", now),
        MoveAction.Approve => new OutcomeOrdered(d.Id),
        MoveAction.CarryOut => Decided(d, "approved", now),
        MoveAction.Return => new DossierReturned(d.Id, d.Code, d.ProcedureCode, d.CompetentAgency, Electronic: true, now),
        _ => null,
    };

    private static DossierDecided Decided(Dossier d, string decision, DateTimeOffset now) =>
        new(d.Id, d.Code, d.ProcedureCode, d.CompetentAgency, decision, OnTime: d.DueAt is null || now <= d.DueAt, now);

    private static string? Clean(string? note) => string.IsNullOrWhiteSpace(note) ? null : Kernel.Text.VietnameseText.Normalise(note);
}
