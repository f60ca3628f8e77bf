using LienThong.Procedures.Definitions;

namespace LienThong.Procedures.Dossiers;

/// <summary>The statements that change a dossier; every one carries the version that was read.</summary>
internal static class DossierWrites
{
    public static Change Update(Dossier d) => new(Sql.Update,
        [d.Id, d.Step, (short)d.National, d.Money, d.PaidAt, d.PaidOnline, d.Delivery, d.ReceivedAt, d.DueAt, d.FirstDueAt, d.FinishedAt, d.ReturnedAt,
         (short)d.Supplements, d.SupplementAt, (short)d.Reappointments, d.Notified, d.Result is null ? null : Json.Of(d.Result), d.Version]);

    public static Change Log(Dossier before, Dossier after, MoveAction action, (string Actor, string? Official, string? Agency) who, string? note, DateTimeOffset now) =>
        Log(after.Id, WordOf(action), before.Step, after, who, note, now);

    public static Change Log(Guid id, string action, string? from, Dossier after, (string Actor, string? Official, string? Agency) who, string? note, DateTimeOffset now) =>
        new(Sql.Log, [id, now, action, from, after.Step, (short)after.National, who.Actor, who.Official, who.Agency, note]);

    public static Change Insert(Dossier d) => new(Sql.Insert,
        [d.Id, d.Code, d.ProcedureCode, d.Definition, d.Account, d.Applicant, d.ApplicantName, d.AssistedBy, d.PhoneTail, (short)d.Channel,
         d.ReceivingAgency, d.CompetentAgency, d.ReturnPlace, d.Province, d.Matter, d.Step, (short)d.National, d.Money, d.Fee,
         (short)d.PapersNamed, (short)d.PapersWaived, d.SubmittedAt, d.DeskAgency]);

    /// <summary>camelCase, as stored and as the API calls it: <c>askSupplement</c>.</summary>
    public static string WordOf(MoveAction action) => char.ToLowerInvariant(action.ToString()[0]) + action.ToString()[1..];

    static class Sql
    {
        public const string Update = """
            update procedures.dossier
            set step = $2, national = $3, money = $4, paid_at = $5, paid_online = $6, delivery = $7, received_at = $8, due_at = $9, first_due_at = $10,
                finished_at = $11, returned_at = $12, supplements = $13, supplement_at = $14, reappointments = $15, notified = $16, result = $17, version = version + 1
            where id = $1 and version = $18
            """;
        public const string Log = """
            insert into procedures.step_log (dossier, seq, at, action, from_step, to_step, national, actor, official, agency, note)
            select $1, coalesce(max(l.seq), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10 from procedures.step_log l where l.dossier = $1
            """;
        public const string Insert = """
            insert into procedures.dossier (id, code, procedure_code, definition, account, applicant, applicant_name, assisted_by, phone_tail, channel,
              receiving_agency, competent_agency, return_place, province, matter, step, national, money, fee, papers_named, papers_waived, submitted_at, desk_agency)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
            """;
    }
}
