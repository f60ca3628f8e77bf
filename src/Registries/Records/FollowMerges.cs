using LienThong.Kernel.Events;
using LienThong.Population;

namespace LienThong.Registries.Records;

/// Knows which person was merged into whom. Records are not moved: they stay under the key under which they were written, and whoever asks for the survivor is answered from all of them (ADR 0027).
/// Subscribed to both events as "registries-follow-merges", so that they come in their order.
static class FollowMerges
{
    public static async Task OnMerged(PersonsMerged merged, Delivery delivery, CancellationToken ct)
    {
        var db = delivery.Db<RegistriesModule>();
        await db.Execute(Sql.Merge, [merged.Merged.Value, merged.Survivor.Value, delivery.At, merged.Document], ct);
        await db.Execute(Sql.Follow, [merged.Merged.Value], ct);
    }

    public static async Task OnUnmerged(PersonUnmerged undone, Delivery delivery, CancellationToken ct)
    {
        var db = delivery.Db<RegistriesModule>();
        foreach (var survivor in await db.Many(Sql.Undo, [undone.Merged.Value], static r => r.GetGuid(0), ct)) await db.Execute(Sql.Again, [survivor], ct);
    }

    static class Sql
    {
        public const string Merge = """
            insert into registries.merged_subject (subject, into_subject, survivor, merged_at, document)
            values ($1, $2, coalesce((select m.survivor from registries.merged_subject m where m.subject = $2), $2), $3, $4)
            on conflict (subject) do update set into_subject = excluded.into_subject, survivor = excluded.survivor, merged_at = excluded.merged_at, document = excluded.document
            """;

        /// Who was merged into the merged person goes on with it.
        public const string Follow = """
            update registries.merged_subject m set survivor = n.survivor from registries.merged_subject n where n.subject = $1 and m.survivor = n.subject
            """;

        public const string Undo = "delete from registries.merged_subject where subject = $1 returning survivor";

        /// The ends of all chains that led to a survivor, link by link: some end at the person who came back.
        public const string Again = """
            with recursive up(subject, person) as (
              select m.subject, m.into_subject from registries.merged_subject m where m.survivor = $1
              union
              select u.subject, m.into_subject from up u join registries.merged_subject m on m.subject = u.person)
            update registries.merged_subject m set survivor = u.person
            from up u where u.subject = m.subject and u.person <> m.survivor and not exists (select from registries.merged_subject x where x.subject = u.person)
            """;
    }
}
