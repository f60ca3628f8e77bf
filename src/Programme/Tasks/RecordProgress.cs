using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Programme.Plans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Programme.Tasks;

/// <summary>The programme officer says where a task stands. Evidence first: nothing is done because somebody ticked it.</summary>
internal sealed class RecordProgress(Db db, TimeProvider clock)
{
    public static void Map(ModuleRoutes r) => r.Api
        .MapPost("plans/{plan}/tasks/{code}/progress", (string plan, string code, Request said, Caller caller, RecordProgress use, CancellationToken ct) => use.Record(caller, plan, code, said, ct))
        .Requires(Scopes.Manage)
        .Idempotent()
        .Refuses(ProgrammeErrors.ItemUnknown, ProgrammeErrors.ProgressUnknown, ProgrammeErrors.DoneDayWrong, ProgrammeErrors.EvidenceNeeded, ProgrammeErrors.NoteTooLong);

    /// <param name="Progress">started, done, cancelled, or none to take it back</param>
    /// <param name="DoneOn">the day it was done; only with done</param>
    public sealed record Request(string Progress, DateOnly? DoneOn = null, string? Note = null);

    public async Task<Result> Record(Caller caller, string plan, string code, Request said, CancellationToken ct)
    {
        if (await db.One(Sql.ForUpdate, [plan, code], static r => (Version: r.GetInt32(0), Evidence: r.GetInt64(1)), ct) is not { Version: > 0 } item) return ProgrammeErrors.ItemUnknown;
        if (Faults(said, item.Evidence, clock.Today()) is { Count: > 0 } faults) return faults;
        var day = said.Progress == "done" ? said.DoneOn : null;
        return await db.Write(caller,
        [
            new Change(Sql.Update, [plan, code, item.Version, said.Progress, day]),
            new Change(Sql.History, [Guid.CreateVersion7(), plan, code, said.Progress, day, said.Note, caller.Id, clock.GetUtcNow()]),
        ], [], ct);
    }

    private static Faults Faults(Request said, long evidence, DateOnly today)
    {
        var check = new Check();
        check.That(said.Progress is "none" or "started" or "done" or "cancelled", "/progress", ProgrammeErrors.ProgressUnknown);
        check.That((said.Note?.Length ?? 0) <= 2000, "/note", ProgrammeErrors.NoteTooLong);
        if (said.Progress == "done")
        {
            check.That(said.DoneOn is { } day && day <= today && day.Year >= 2000, "/doneOn", ProgrammeErrors.DoneDayWrong);
            check.That(evidence > 0, "/progress", ProgrammeErrors.EvidenceNeeded);
        }
        return check.Faults;
    }

    private static class Sql
    {
        public const string ForUpdate = """
            select i.version, (select count(*) from programme.evidence e where e.plan = i.plan and e.kind = i.kind and e.code = i.code)
            from programme.item i where i.plan = $1 and i.kind = 'task' and i.code = $2 and i.withdrawn_at is null
            """;

        public const string Update = "update programme.item set progress = $4, done_on = $5, version = version + 1 where plan = $1 and kind = 'task' and code = $2 and version = $3";

        public const string History = "insert into programme.progress (id, plan, kind, code, progress, done_on, note, said_by, said_at) values ($1, $2, 'task', $3, $4, $5, $6, $7, $8)";
    }
}
