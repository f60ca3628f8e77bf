using Npgsql;

namespace LienThong.Procedures.Dossiers;

/// <summary>Reading dossiers. Who may see one is decided by the callers of these methods, which never pass a row on unasked.</summary>
internal sealed class DossierShelf(Db db)
{
    public Task<Dossier?> Find(Guid id, CancellationToken ct) => db.One(Sql.ById, [id], Dossier.Read, ct);

    public Task<Dossier?> ByCode(string code, CancellationToken ct) => db.One(Sql.ByCode, [code], Dossier.Read, ct);

    /// <summary>The dossier, if the person is its applicant.</summary>
    public async Task<Result<Dossier>> Own(Caller caller, Guid id, CancellationToken ct) =>
        await Find(id, ct) is { } dossier && (dossier.Applicant == caller.Person || string.Equals(dossier.Account, caller.Id, StringComparison.Ordinal))
            ? dossier
            : ProceduresErrors.DossierUnknown;

    public Task<List<StepEntry>> History(Guid id, CancellationToken ct) => db.Many(Sql.History, [id], Entry, ct);

    public Task<List<StoredAnswer>> Answers(Guid id, CancellationToken ct) => db.Many(Sql.Answers, [id], r => new StoredAnswer(
        r.GetString(0), r.GetString(1), r.TextOrNull(2), r.GetString(3), r.GetString(4), r.GetString(5), r.TextOrNull(6), r.InstantOrNull(7), r.GuidOrNull(8), r.TextOrNull(9)), ct);

    public Task<List<StoredProof>> Proofs(Guid id, CancellationToken ct) => db.Many(Sql.Proofs, [id], r => new StoredProof(
        r.GetString(0), r.GetString(1), r.TextOrNull(2), r.GetFieldValue<string[]>(3), r.GetFieldValue<string[]>(4), r.InstantOrNull(5), r.GetString(6), r.GetFieldValue<Guid[]>(7)), ct);

    public Task<List<StoredFile>> Files(Guid id, CancellationToken ct) => db.Many(Sql.Files, [id], r =>
        new StoredFile(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetInt32(4), r.Instant(5)), ct);

    public Task<List<(string Role, Guid Subject)>> People(Guid id, CancellationToken ct) => db.Many(Sql.People, [id], r => (r.GetString(0), r.GetGuid(1)), ct);

    /// <summary>Persons of the dossier, the applicant too, whose records were merged since they came into it.</summary>
    public Task<List<MergedPerson>> Merged(Guid id, CancellationToken ct) => db.Many(Sql.Merged, [id], r =>
        new MergedPerson(r.GetFieldValue<string[]>(0), r.GetGuid(1), r.Instant(2), r.GetString(3)), ct);

    /// <summary>Dossiers of an applicant, newest first; also those filed under a record that was merged into this one.</summary>
    public Task<List<Dossier>> Of(Guid person, CancellationToken ct) => db.Many(Sql.OfPerson, [person], Dossier.Read, ct);

    private static StepEntry Entry(NpgsqlDataReader r) => new(
        r.GetInt32(0), r.Instant(1), r.GetString(2), r.TextOrNull(3), r.GetString(4), r.GetInt16(5), r.GetString(6), r.TextOrNull(7), r.TextOrNull(8), r.TextOrNull(9));

    static class Sql
    {
        public const string ById = $"select {Dossier.Columns} from procedures.dossier where id = $1";
        public const string ByCode = $"select {Dossier.Columns} from procedures.dossier where code = $1";
        public const string OfPerson = $"""
            select {Dossier.Columns} from procedures.dossier where applicant = any(array(select m.subject from procedures.merged_person m where m.survivor = $1) || $1)
              and not exists (select from procedures.merged_person m where m.subject = $1)
            order by submitted_at desc, id limit 100
            """;
        public const string History = """
            select seq, at, action, from_step, to_step, national, actor, official, agency, note from procedures.step_log where dossier = $1 order by seq
            """;
        public const string Answers = """
            select key, role, field, value, display, origin, source, as_of, receipt, registered from procedures.dossier_answer where dossier = $1
            """;
        public const string Proofs = """
            select paper, verdict, reason, databases, fields, as_of, agreement, receipts from procedures.paper_proof where dossier = $1 order by verdict desc, paper
            """;
        public const string Files = "select id, paper, file_name, media_type, size, stored_at from procedures.attachment where dossier = $1 order by id";
        public const string People = """
            select distinct p.role, coalesce(m.survivor, p.subject)
            from procedures.dossier_person p left join procedures.merged_person m on m.subject = p.subject where p.dossier = $1
            """;
        public const string Merged = """
            select array_agg(p.role order by p.role), m.survivor, m.merged_at, m.document
            from (select w.role, w.subject from procedures.dossier_person w where w.dossier = $1
                  union all
                  select 'applicant', d.applicant from procedures.dossier d
                  where d.id = $1 and not exists (select from procedures.dossier_person w where w.dossier = $1 and w.subject = d.applicant)) p
            join procedures.merged_person m on m.subject = p.subject
            group by m.subject, m.survivor, m.merged_at, m.document order by m.merged_at
            """;
    }
}
