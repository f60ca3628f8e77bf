using System.Globalization;
using LienThong.Directory;
using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Forms;
using LienThong.Procedures.Papers;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace LienThong.Procedures.Filing;

/// <summary>
/// Files a draft: checks everything once more, finds who decides, gives the public code and stores form, persons, papers with their proofs and
/// the first line of the history in one transaction. The draft's key becomes the dossier's, so filing twice finds the first dossier.
/// </summary>
internal sealed class FileDossier(
    Db db, Drafts drafts, DossierShelf shelf, UploadPaper uploads, FilingPlan plan)
{
    public static void Map(ModuleRoutes r) => r.Api
        .MapPost("drafts/{id:guid}/file", async (Guid id, Caller caller, HttpContext http, Drafts drafts, FileDossier file, CancellationToken ct) =>
        {
            if (await drafts.Open(caller, id, ct) is { Failed: false } opened && AskLevel.Refusal(http, opened.Value.Definition) is { } low) return low;
            var filed = await file.Run(caller, id, ct);
            return filed.Failed ? Result<Receipt>.Refused(filed.Faults) : new Receipt(filed.Value.Id, filed.Value.Code, filed.Value.PapersNamed, filed.Value.PapersWaived);
        })
        .Requires(ProcedureScopes.File)
        .Idempotent()
        .Refuses(ProceduresErrors.DraftUnknown, ProceduresErrors.AnswerMissing, ProceduresErrors.PaperMissing, ProceduresErrors.AgencyUnknown, ProceduresErrors.AlreadyOpen, ProceduresErrors.LevelTooLow);

    /// <summary>The answer of the API.</summary>
    public sealed record Receipt(Guid Id, string Code, int PapersNamed, int PapersWaived);

    public async Task<Result<Dossier>> Run(Caller caller, Guid id, CancellationToken ct)
    {
        if (await Filed(caller, id, ct) is { } before) return before;
        var opened = await drafts.Open(caller, id, ct);
        if (opened.Failed) return await Filed(caller, id, ct) is { } meanwhile ? meanwhile : opened.Faults;
        var files = await uploads.Of(id, ct);
        var planned = await plan.Of(caller, opened.Value, files.Select(f => f.Paper).ToHashSet(StringComparer.Ordinal), ct);
        if (planned.Failed) return planned.Faults;
        try
        {
            return await db.Transaction(tx => Store(tx, caller, planned.Value, ct), ct);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return await Twin(caller, planned.Value.Dossier, ct);
        }
    }

    /// <summary>The dossier that this draft has become, if the caller filed it.</summary>
    private async Task<Dossier?> Filed(Caller caller, Guid id, CancellationToken ct) =>
        await shelf.Find(id, ct) is { } filed && string.Equals(filed.Account, caller.Id, StringComparison.Ordinal) ? filed : null;

    /// <summary>The same draft filed by another request a moment ago, or another open dossier about the same matter.</summary>
    private async Task<Result<Dossier>> Twin(Caller caller, Dossier wanted, CancellationToken ct)
    {
        if (await Filed(caller, wanted.Id, ct) is { } same) return same;
        var open = await db.One(Sql.OpenMatter, [wanted.ProcedureCode, wanted.Matter], r => r.GetString(0), ct);
        return open is null ? KernelErrors.Conflict : ProceduresErrors.AlreadyOpen.With(open);
    }

    private static async Task<Result<Dossier>> Store(Db tx, Caller caller, PlannedDossier planned, CancellationToken ct)
    {
        var day = HanoiTime.DateOf(planned.Dossier.SubmittedAt);
        var number = await tx.One(Sql.NextNumber, [planned.Dossier.CompetentAgency, day], r => r.GetInt32(0), ct);
        var dossier = planned.Dossier with { Code = CodeOf(planned.Dossier.CompetentAgency, day, number) };
        var changes = new List<Change> { DossierWrites.Insert(dossier) };
        changes.AddRange(planned.People.Select(p => new Change(Sql.Person, [dossier.Id, p.Role, p.Subject])));
        changes.AddRange(planned.Answers.Select(a => new Change(Sql.Answer, [dossier.Id, a.Key, a.Role, a.Field, a.Value, a.Display, a.Origin, a.Source, a.AsOf, a.Receipt, a.Registered])));
        changes.AddRange(planned.Proofs.Select(p => new Change(Sql.Proof,
            [dossier.Id, p.Paper, p.Verdict, p.Reason, p.Databases.ToArray(), p.Fields.ToArray(), p.AsOf, p.Agreement, p.Receipts.ToArray()])));
        changes.Add(DossierWrites.Log(dossier.Id, "file", null, dossier, ("applicant", dossier.AssistedBy, dossier.AssistedBy is null ? null : caller.Agency), null, dossier.SubmittedAt));
        if (Notices.Of(planned.Definition, dossier, null, dossier.SubmittedAt) is { } notice) changes.Add(notice);
        changes.Add(new(Sql.DropDraft, [dossier.Id]));
        var news = new DossierFiled(dossier.Id, dossier.Code, dossier.ProcedureCode, ChannelWord(dossier.Channel), dossier.ReceivingAgency, dossier.CompetentAgency,
            dossier.PapersNamed, dossier.PapersWaived, dossier.SubmittedAt);
        var done = await tx.Write(caller, changes, [news], ct);
        return done.Failed ? Result<Dossier>.Refused(done.Faults) : dossier;
    }

    public static string ChannelWord(Channel channel) => channel switch { Channel.Counter => "counter", Channel.Post => "post", _ => "online" };

    /// <summary>Agency, day and a number of the day: the form that provinces use (Circular 01/2018/TT-VPCP and QĐ 20/2020 codes).</summary>
    public static string CodeOf(string agency, DateOnly day, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{agency}-{day:yyMMdd}-{number:D4}");

    static class Sql
    {
        public const string NextNumber = """
            insert into procedures.code_sequence as s (agency, day, last) values ($1, $2, 1)
            on conflict (agency, day) do update set last = s.last + 1
            returning last
            """;
        public const string Person = "insert into procedures.dossier_person (dossier, role, subject) values ($1, $2, $3)";
        public const string Answer = """
            insert into procedures.dossier_answer (dossier, key, role, field, value, display, origin, source, as_of, receipt, registered)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """;
        public const string Proof = """
            insert into procedures.paper_proof (dossier, paper, verdict, reason, databases, fields, as_of, agreement, receipts)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """;
        public const string DropDraft = "delete from procedures.draft where id = $1";
        public const string OpenMatter = """
            select code from procedures.dossier where procedure_code = $1 and matter = $2 and national not in (3, 7, 8, 10)
            """;
    }
}
