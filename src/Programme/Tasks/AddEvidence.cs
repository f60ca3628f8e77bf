using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Measures;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Programme.Plans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Programme.Tasks;

/// <summary>Adds what proves a task: a measure, the connection of a database, a document. Adding the same twice is one piece.</summary>
internal sealed class AddEvidence(Db db, MeasureCatalogue measures, TimeProvider clock)
{
    public static void Map(ModuleRoutes r) => r.Api
        .MapPost("plans/{plan}/tasks/{code}/evidence", (string plan, string code, Request given, Caller caller, AddEvidence use, CancellationToken ct) => use.Add(caller, plan, code, given, ct))
        .Requires(Scopes.Manage)
        .Idempotent()
        .Refuses(ProgrammeErrors.ItemUnknown, ProgrammeErrors.EvidenceEmpty, ProgrammeErrors.MeasureUnknown, ProgrammeErrors.NoteTooLong);

    /// <param name="Ref">code of a measure or database, or the symbol of a document</param>
    public sealed record Request(EvidenceSort Sort, string Ref, string? Note = null);

    public async Task<Result> Add(Caller caller, string plan, string code, Request given, CancellationToken ct)
    {
        var reference = (given.Ref ?? "").Trim();
        var check = new Check();
        check.That(reference.Length is > 0 and <= 300, "/ref", ProgrammeErrors.EvidenceEmpty);
        check.That((given.Note?.Length ?? 0) <= 2000, "/note", ProgrammeErrors.NoteTooLong);
        if (check.Ok && given.Sort == EvidenceSort.Measure) check.That(measures.Find(reference) is not null, ProgrammeErrors.MeasureUnknown.With(reference).At("/ref"));
        if (!check.Ok) return check.Faults;
        if (await db.One(Sql.Exists, [plan, code], static r => r.GetBoolean(0), ct) is false) return ProgrammeErrors.ItemUnknown;
        return await db.Write(caller,
            [new Change(Sql.Insert, [Guid.CreateVersion7(), plan, code, Word.Of(given.Sort), reference, given.Note, caller.Id, clock.GetUtcNow()]) { AnyRows = true }], [], ct);
    }

    private static class Sql
    {
        public const string Exists = "select exists (select 1 from programme.item where plan = $1 and kind = 'task' and code = $2 and withdrawn_at is null)";

        public const string Insert = """
            insert into programme.evidence (id, plan, kind, code, sort, ref, note, source, added_by, added_at)
            values ($1, $2, 'task', $3, $4, $5, $6, 'person', $7, $8)
            on conflict (plan, kind, code, sort, ref) do update set note = coalesce(excluded.note, evidence.note)
            """;
    }
}
