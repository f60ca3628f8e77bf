using LienThong.Directory;
using LienThong.Kernel.Text;
using LienThong.Kernel.Time;
using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;

namespace LienThong.Procedures.Work;

/// <summary>Promises another day, once, with an apology and the reason (form 04). Pattern of Decree 61/2018/NĐ-CP, art. 19.9.</summary>
internal sealed class Reappoint(Db db, DossierShelf shelf, ProcedureLibrary library, IDirectory directory, TimeProvider clock)
{
    public sealed record Request(DateOnly DueOn, string Reason);

    public static void Map(ModuleRoutes r) => r.Api
        .MapPost("dossiers/{id:guid}/reappointment", async (Guid id, Request request, Caller caller, Reappoint reappoint, HttpRequest http, CancellationToken ct) =>
        {
            if (Versions.Of(http) is not { } version) return ProceduresErrors.VersionMissing;
            var moved = await reappoint.Run(caller, id, version, request, ct);
            return moved.Failed ? Result<HandleDossier.Moved>.Refused(moved.Faults) : HandleDossier.Moved.Of(moved.Value, http);
        })
        .Requires(ProcedureScopes.Handle)
        .Idempotent()
        .Refuses(ProceduresErrors.ReappointmentSpent, ProceduresErrors.NewDateTooEarly, ProceduresErrors.ReasonMissing, ProceduresErrors.OtherAgency);

    public async Task<Result<Dossier>> Run(Caller caller, Guid id, int version, Request request, CancellationToken ct)
    {
        if (await shelf.Find(id, ct) is not { } dossier) return ProceduresErrors.DossierUnknown;
        if (!Standing.Of(caller, dossier).Contains(Actor.Decider)) return ProceduresErrors.OtherAgency.With(dossier.CompetentAgency);
        if (dossier.Version != version) return KernelErrors.Conflict;
        var definition = await library.Pinned(dossier.ProcedureCode, dossier.Definition, ct);
        var calendar = WorkingDays.Of(directory);
        var check = new Check();
        if (dossier.DueAt is not { } due || StateMachine.Finished(dossier.National)) return ProceduresErrors.MoveNotAllowed.With(definition.Step(dossier.Step).Name.Here);
        check.That(dossier.Reappointments < definition.Supplement.Reappointments, ProceduresErrors.ReappointmentSpent.With(definition.Supplement.Reappointments));
        check.That(request.DueOn > HanoiTime.DateOf(due) && calendar.IsWorkingDay(request.DueOn), ProceduresErrors.NewDateTooEarly.With(HanoiTime.Show(HanoiTime.DateOf(due))).At("/dueOn"));
        check.That(request.Reason?.Trim().Length is >= 10 and <= 1000, "/reason", ProceduresErrors.ReasonMissing);
        if (!check.Ok) return check.Faults;

        var after = dossier with { DueAt = HanoiTime.At(request.DueOn, new TimeOnly(17, 0)), Reappointments = dossier.Reappointments + 1 };
        var (now, reason) = (clock.GetUtcNow(), VietnameseText.Normalise(request.Reason ?? ""));
        var done = await db.Write(caller,
        [
            DossierWrites.Update(after),
            DossierWrites.Log(id, "reappoint", dossier.Step, after, ("decider", caller.Id, caller.Agency), reason, now),
            new(Sql.Notice, [Guid.CreateVersion7(now), dossier.Applicant, id, now, dossier.Step, "Hẹn lại ngày trả kết quả",
                $"Xin lỗi bạn. Hồ sơ {dossier.Code} hẹn lại {HanoiTime.Show(request.DueOn)}. Lý do: {reason}"]),
        ], [], ct);
        return done.Failed ? Result<Dossier>.Refused(done.Faults) : after with { Version = after.Version + 1 };
    }

    static class Sql
    {
        public const string Notice = "insert into procedures.notice (id, person, dossier, at, step, title, body) values ($1, $2, $3, $4, $5, $6, $7)";
    }
}
