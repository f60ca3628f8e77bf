using System.Globalization;
using LienThong.Directory;
using LienThong.Kernel.Time;
using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Filing;

namespace LienThong.Procedures.Demo;

/// <summary>
/// Builds past dossiers by walking each one through the same rules as a living one (deadlines, moves, papers), only with the clock of then, and
/// loads them in bulk. The registers are not changed: these dossiers are history, not orders.
/// </summary>
internal sealed class DemoDossiers(Db db, ProcedureLibrary library, IDirectory directory, TimeProvider clock) : IDemoDossiers
{
    private const int Days = 60;

    public async Task<int> Make(IReadOnlyList<DemoApplicant> people, int seed, CancellationToken ct)
    {
        if (people.Count == 0 || await db.One(Sql.Any, [], r => r.GetBoolean(0), ct)) return 0;
        var definitions = await library.InForce(clock.Today(), ct);
        if (definitions.Count == 0) return 0;
        var random = new Random(seed);
        var past = new List<PastDossier>();
        foreach (var person in people)
        {
            var definition = definitions[random.Next(definitions.Count)];
            if (Bodies(definition, person.Commune) is { } bodies) past.Add(new PastWalk(definition, WorkingDays.Of(directory), random, clock.GetUtcNow()).Of(person, bodies, Days));
        }
        Number(past);
        await Store(past, ct);
        return past.Count;
    }

    private PastBodies? Bodies(ProcedureDefinition definition, string commune)
    {
        var today = clock.Today();
        var kind = definition.Competence.AgencyClass is "class:commune-police" ? CommuneBodyKind.Police : CommuneBodyKind.PeoplesCommittee;
        if (directory.AreaAt(commune, today) is not { Level: AreaLevel.Commune } area || directory.CommuneBody(commune, kind, today) is not { } competent) return null;
        var oneStop = directory.CommuneBody(commune, CommuneBodyKind.OneStop, today)?.Code ?? competent.Code;
        var neighbours = directory.Communes(area.ProvinceCode, today);
        var other = directory.CommuneBody(neighbours[Math.Abs(commune.GetHashCode(StringComparison.Ordinal)) % neighbours.Count].Code, CommuneBodyKind.OneStop, today)?.Code ?? oneStop;
        return new(competent.Code, oneStop, other, area.ProvinceCode);
    }

    /// <summary>Public codes by agency and day, in the order of filing, as the counter would have given them.</summary>
    private static void Number(List<PastDossier> past)
    {
        past.Sort((a, b) => a.Dossier.SubmittedAt.CompareTo(b.Dossier.SubmittedAt));
        var last = new Dictionary<(string, DateOnly), int>();
        for (var i = 0; i < past.Count; i++)
        {
            var key = (past[i].Dossier.CompetentAgency, HanoiTime.DateOf(past[i].Dossier.SubmittedAt));
            last[key] = last.GetValueOrDefault(key) + 1;
            past[i] = past[i] with { Dossier = past[i].Dossier with { Code = FileDossier.CodeOf(key.CompetentAgency, key.Item2, last[key]) } };
        }
    }

    private Task<Result> Store(IReadOnlyList<PastDossier> past, CancellationToken ct) => db.Transaction(async tx =>
    {
        await tx.Copy(Sql.CopyDossier, past, static (w, p) => PastRows.Write(w, p.Dossier), ct);
        await tx.Copy(Sql.CopyProof, past.SelectMany(p => p.Proofs.Select(x => (p.Dossier.Id, x))), static (w, x) => PastRows.Write(w, x.Id, x.x), ct);
        await tx.Copy(Sql.CopyLog, past.SelectMany(p => p.Log.Select(x => (p.Dossier.Id, x))), static (w, x) => PastRows.Write(w, x.Id, x.x), ct);
        await tx.Copy(Sql.CopyAnswer, past.SelectMany(p => p.Answers.Select(x => (p.Dossier.Id, x))), static (w, x) => PastRows.Write(w, x.Id, x.x), ct);
        await tx.Copy(Sql.CopyPerson, past, static (w, p) => PastRows.Person(w, p.Dossier), ct);
        await tx.Copy(Sql.CopyRating, past.Where(p => p.Dossier.Score is not null), static (w, p) => PastRows.Rating(w, p.Dossier), ct);
        await tx.Execute(Sql.Sequences, [], ct);
        return Result.Done;
    }, ct);

    static class Sql
    {
        public const string Any = "select exists (select from procedures.dossier)";
        public const string CopyDossier = """
            copy procedures.dossier (id, code, procedure_code, definition, account, applicant, applicant_name, phone_tail, channel, receiving_agency, competent_agency, return_place,
              province, matter, step, national, money, fee, paid_at, paid_online, delivery, papers_named, papers_waived, submitted_at, received_at, due_at, first_due_at,
              finished_at, returned_at, supplements, supplement_at, notified, score, rated_at, desk_agency) from stdin (format binary)
            """;
        public const string CopyProof = """
            copy procedures.paper_proof (dossier, paper, verdict, reason, databases, fields, as_of, agreement, receipts) from stdin (format binary)
            """;
        public const string CopyLog = """
            copy procedures.step_log (dossier, seq, at, action, from_step, to_step, national, actor, official, agency, note) from stdin (format binary)
            """;
        public const string CopyAnswer = "copy procedures.dossier_answer (dossier, key, role, field, value, display, origin) from stdin (format binary)";
        public const string CopyPerson = "copy procedures.dossier_person (dossier, role, subject) from stdin (format binary)";
        public const string CopyRating = "copy procedures.rating (dossier, score, at) from stdin (format binary)";
        public const string Sequences = """
            insert into procedures.code_sequence as s (agency, day, last)
            select competent_agency, (submitted_at at time zone 'Asia/Ho_Chi_Minh')::date, count(*)::integer from procedures.dossier group by 1, 2
            on conflict (agency, day) do update set last = greatest(s.last, excluded.last)
            """;
    }
}

/// <summary>Bodies of a commune: who decides, whose counter receives, and another counter of the province.</summary>
internal sealed record PastBodies(string Competent, string OneStop, string OtherCounter, string Province);

/// <summary>A past dossier with its history and papers.</summary>
internal sealed record PastDossier(Dossier Dossier, IReadOnlyList<StepEntry> Log, IReadOnlyList<StoredProof> Proofs, IReadOnlyList<StoredAnswer> Answers);
