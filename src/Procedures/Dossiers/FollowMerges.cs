using LienThong.Population;

namespace LienThong.Procedures.Dossiers;

/// <summary>A person of a dossier whose record was merged: in which roles, into whom, by which document.</summary>
internal sealed record MergedPerson(IReadOnlyList<string> Roles, Guid Survivor, DateTimeOffset At, string Document);

/// <summary>
/// Knows which person was merged into whom. No row of a dossier is changed: who is read as applicant and person of a dossier is the survivor, until the merge is undone. Applicants of open dossiers are told.
/// Subscribed to both events as "procedures-follow-merges", so that they come in their order.
/// </summary>
internal static class FollowMerges
{
    public static async Task OnMerged(PersonsMerged merged, Delivery delivery, CancellationToken ct)
    {
        var db = delivery.Db<ProceduresModule>();
        await db.Execute(Sql.Merge, [merged.Merged.Value, merged.Survivor.Value, delivery.At, merged.Document], ct);
        await db.Execute(Sql.Follow, [merged.Merged.Value], ct);
        await db.Execute(Sql.Tell, [merged.Merged.Value, delivery.At, "Hồ sơ này nay ở trong danh sách của bạn", "Hai hồ sơ dân cư của bạn đã được gộp làm một, nên hồ sơ nộp theo số định danh cũ được xử lý tiếp theo số còn lại."], ct);
    }

    public static async Task OnUnmerged(PersonUnmerged undone, Delivery delivery, CancellationToken ct)
    {
        var db = delivery.Db<ProceduresModule>();
        foreach (var survivor in await db.Many(Sql.Undo, [undone.Merged.Value], static r => r.GetGuid(0), ct)) await db.Execute(Sql.Again, [survivor], ct);
    }

    static class Sql
    {
        public const string Merge = """
            insert into procedures.merged_person (subject, into_subject, survivor, merged_at, document)
            values ($1, $2, coalesce((select m.survivor from procedures.merged_person m where m.subject = $2), $2), $3, $4)
            on conflict (subject) do update set into_subject = excluded.into_subject, survivor = excluded.survivor, merged_at = excluded.merged_at, document = excluded.document
            """;

        // who was merged into the merged person goes on with it
        public const string Follow = """
            update procedures.merged_person m set survivor = n.survivor from procedures.merged_person n where n.subject = $1 and m.survivor = n.subject
            """;

        public const string Tell = """
            insert into procedures.notice (id, person, dossier, at, step, title, body)
            select gen_random_uuid(), m.survivor, d.id, $2, d.step, $3, $4
            from procedures.merged_person m join procedures.dossier d on d.applicant = m.subject and d.national not in (3, 7, 8, 10) where m.subject = $1
            """;

        public const string Undo = "delete from procedures.merged_person where subject = $1 returning survivor";

        // the ends of all chains that led to a survivor, link by link: some end at the person who came back
        public const string Again = """
            with recursive up(subject, person) as (
              select m.subject, m.into_subject from procedures.merged_person m where m.survivor = $1
              union
              select u.subject, m.into_subject from up u join procedures.merged_person m on m.subject = u.person)
            update procedures.merged_person m set survivor = u.person
            from up u where u.subject = m.subject and u.person <> m.survivor and not exists (select from procedures.merged_person x where x.subject = u.person)
            """;
    }
}
