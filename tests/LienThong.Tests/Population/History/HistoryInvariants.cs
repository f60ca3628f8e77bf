using LienThong.Kernel.Data;
using LienThong.Population;
using Npgsql;

namespace LienThong.Tests.Population.History;

/// <summary>What must hold of the whole history, whatever happened at once and whatever broke in between. Each answers the number of violations.</summary>
internal static class HistoryInvariants
{
    public static readonly IReadOnlyList<(string Name, string Sql)> All =
    [
        ("at no instant of knowledge two permanent residences of a person on one day", """
            select count(*) from population.residence a join population.residence b on b.person = a.person and b.entry > a.entry and a.kind = 1 and b.kind = 1
            where a.valid && b.valid and tstzrange(a.recorded_at, a.recorded_until) && tstzrange(b.recorded_at, b.recorded_until)
            """),
        ("at no instant of knowledge two temporary residences of a person on one day", """
            select count(*) from population.residence a join population.residence b on b.person = a.person and b.entry > a.entry and a.kind = 2 and b.kind = 2
            where a.valid && b.valid and tstzrange(a.recorded_at, a.recorded_until) && tstzrange(b.recorded_at, b.recorded_until)
            """),
        ("permanent residences follow each other without a gap that no act explains", """
            select count(*) from (
                select r.person, r.valid, r.end_ground, lead(r.valid) over (partition by r.person order by lower(r.valid)) as next
                from population.residence r where r.kind = 1 and r.recorded_until is null) r
            where r.next is not null and upper(r.valid) <> lower(r.next) and r.end_ground is null
            """),
        ("every household with members has one living head, and no household is closed with members", """
            select count(*) from (
                select m.household, count(*) filter (where m.relation = 1 and p.died is null) as heads, bool_or(h.closed is not null) as closed
                from population.household_member m join population.person p on p.id = m.person join population.household h on h.id = m.household
                where m.until is null group by m.household) h
            where h.heads <> 1 or h.closed
            """),
        // who died on the day may be the last of a household that the others left that morning
        ("on no day of the last month a household had members and no head, or two", """
            select count(*) from (
                select m.household, d.day, count(*) filter (where m.relation = 1) as heads, bool_and(p.died is not null and m.until >= p.died) as gone
                from generate_series(current_date - 30, current_date, interval '1 day') d(day)
                join population.household_member m on m.since <= d.day::date and (m.until is null or m.until >= d.day::date)
                join population.person p on p.id = m.person
                group by m.household, d.day) h
            where h.heads <> 1 and not (h.heads = 0 and h.gone)
            """),
        ("nobody belongs to two households on one day", """
            select count(*) from population.household_member a join population.household_member b on b.person = a.person and b.since > a.since
            where a.until is null or a.until >= b.since
            """),
        ("who has a permanent residence in a household belongs to it, and the other way round", """
            select count(*) from (
                select r.person, r.household from population.residence r where r.kind = 1 and r.recorded_until is null and upper_inf(r.valid)) r
            full join (select m.person, m.household from population.household_member m where m.until is null) m on m.person = r.person and m.household = r.household
            where r.person is null or m.person is null
            """),
        ("the married are married to each other", """
            select count(*) from population.person p left join population.person s on s.id = p.spouse
            where p.spouse is not null and not p.locked and (p.marital <> 2 or s.id is null or s.spouse is distinct from p.id or s.marital <> 2 or s.locked)
            """),
        ("the dead are locked, belong nowhere and live nowhere", """
            select count(*) from population.person p
            where p.died is not null and (not p.locked
                or exists (select from population.household_member m where m.person = p.id and m.until is null)
                or exists (select from population.residence r where r.person = p.id and r.recorded_until is null and upper_inf(r.valid)))
            """),
        ("nothing but corrections is registered for the dead", """
            select count(*) from population.person_history h join population.person_history d on d.person = h.person and d.event = 'died'
            where h.version > d.version and h.event <> 'corrected'
            """),
        ("one number leads to one person", """
            select count(*) from (
                select n.number from (
                    select p.number, p.id from population.person p
                    union select i.value::bigint, i.person from population.person_identifier i where i.kind = 1) n
                group by n.number having count(*) > 1) n
            """),
        ("every version of a person has its row of history", """
            select count(*) from population.person p
            where p.version > 1 and (select count(*) from population.person_history h where h.person = p.id and h.version between 2 and p.version) <> p.version - 1
            """),
        ("the items of a person cover all time once, at every instant of knowledge", """
            select count(*) from population.person_item a join population.person_item b on b.person = a.person and b.item = a.item and (b.recorded_at, b.valid) > (a.recorded_at, a.valid)
            where a.valid && b.valid and tstzrange(a.recorded_at, a.recorded_until) && tstzrange(b.recorded_at, b.recorded_until)
            """),
        ("the history of an item ends with what the person row says", """
            select count(*) from population.person_item i join population.person p on p.id = i.person
            where i.recorded_until is null and upper_inf(i.valid) and i.value is distinct from case i.item
                when 'person.fullName' then p.full_name when 'person.spouse' then p.spouse::text when 'person.number' then lpad(p.number::text, 12, '0')
                when 'person.maritalStatus' then (array[null, 'single', 'married', 'widowed', 'divorced'])[p.marital + 1] else i.value end
            """),
        ("a household and the residences in it lie on one map", """
            select count(*) from population.residence r join population.household h on h.id = r.household
            where r.kind = 1 and r.recorded_until is null and upper_inf(r.valid) and coalesce(r.area, r.commune) <> coalesce(h.area, h.commune)
            """),
        ("the merged are locked, belong nowhere, live nowhere and hold no valid card", """
            select count(*) from population.person_merge g join population.person p on p.id = g.merged
            where g.undone_at is null and (not p.locked
                or exists (select from population.household_member m where m.person = p.id and m.until is null)
                or exists (select from population.residence r where r.person = p.id and r.recorded_until is null and (upper_inf(r.valid) or upper(r.valid) > g.on_day))
                or exists (select from population.representation t where p.id in (t.person, t.representative) and t.recorded_until is null)
                or exists (select from population.absence t where t.person = p.id and t.recorded_until is null)
                or exists (select from population.identity_card c where c.person = p.id and c.state = 'valid'))
            """),
        ("who is locked died or was merged, and who was merged back is not locked", """
            select count(*) from population.person p
            where p.locked and p.died is null and not exists (select from population.person_merge g where g.merged = p.id and g.undone_at is null)
            """),
        ("merges lead to somebody who was not merged", """
            with recursive chain as (
                select g.merged as start, g.survivor as person from population.person_merge g where g.undone_at is null
                union select c.start, g.survivor from chain c join population.person_merge g on g.merged = c.person and g.undone_at is null)
            select count(*) from population.person_merge g
            where g.undone_at is null and (select count(*) from chain c where c.start = g.merged and not exists (select from population.person_merge o where o.merged = c.person and o.undone_at is null)) <> 1
            """),
        ("the number of the merged leads to the survivor, and of the unmerged to themselves", """
            with recursive chain as (
                select g.merged as start, g.survivor as person, g.kept->>'number' as number from population.person_merge g where g.undone_at is null
                union select c.start, g.survivor, c.number from chain c join population.person_merge g on g.merged = c.person and g.undone_at is null)
            select (select count(*) from chain c
                    where not exists (select from population.person_merge o where o.merged = c.person and o.undone_at is null)
                      and not exists (select from population.person_identifier i where i.person = c.person and i.kind = 1 and i.value = c.number))
                 + (select count(*) from population.person_merge g join population.person p on p.id = g.merged
                    where g.undone_at is not null and p.number < 1000000000 and not exists (select from population.person_merge o where o.merged = p.id and o.undone_at is null))
                 + (select count(*) from population.person_merge g join population.person p on p.id = g.merged where g.undone_at is null and p.number >= 1000000000)
            """),
        ("nobody's mother or father is a merged record, nobody's mother is the father", """
            select count(*) from population.person p
            where p.mother = p.father or exists (select from population.person_merge g where g.merged in (p.mother, p.father) and g.undone_at is null)
            """),
        ("nobody is an ancestor of themselves", """
            with recursive line as (
                select p.id as start, v.parent from population.person p cross join lateral (values (p.mother), (p.father)) v(parent)
                where v.parent is not null and exists (select from population.person c where c.mother = p.id or c.father = p.id)
                union select l.start, v.parent from line l join population.person p on p.id = l.parent cross join lateral (values (p.mother), (p.father)) v(parent) where v.parent is not null)
            select count(*) from line l where l.parent = l.start
            """),
        ("nobody is married to a parent or a child", """
            select count(*) from population.person p where not p.locked and p.spouse in (p.mother, p.father)
            """),
        ("every merge and every undoing stands in the history of both", """
            select count(*) from population.person_merge g
            where (select count(*) from population.person_history h where h.person = g.merged and h.event = 'merged-away' and h.recorded_at = g.at) <> 1
               or (select count(*) from population.person_history h where h.person = g.survivor and h.event = 'merged' and h.recorded_at = g.at) <> 1
               or g.undone_at is not null and (select count(*) from population.person_history h where h.person in (g.merged, g.survivor) and h.event = 'unmerged' and h.recorded_at = g.undone_at) <> 2
            """),
        ("nobody was left behind in a commune that a decision ended", """
            select count(*) from population.area_decision d join population.area_move m on m.decision = d.id
            join population.residence r on r.commune = m.from_commune and r.area is null and r.kind = 1 and r.recorded_until is null and upper_inf(r.valid) and lower(r.valid) < d.effective_on
            where d.state = 'in-force' and r.recorded_at < d.applied_at
            """),
        ("every act stands in the book once for its key", """
            select count(*) from population.request q
            where q.answer ? 'registration' and (select count(*) from population.registration r where r.id = (q.answer->>'registration')::uuid) <> 1
            """),
    ];

    public static async Task<IReadOnlyList<string>> Violations(NpgsqlDataSource owner)
    {
        List<string> found = [];
        foreach (var (name, sql) in All)
        {
            await using var command = owner.CreateCommand(sql);
            command.CommandTimeout = 600;
            if ((long)(await command.ExecuteScalarAsync())! is var count and > 0) found.Add($"{name}: {count}");
        }

        return found;
    }

    /// <summary>For whoever looks for the cause: what the register says of households that were without a head for a day.</summary>
    public static async Task<IReadOnlyList<string>> Headless(NpgsqlDataSource owner)
    {
        await using var command = owner.CreateCommand("""
            select h.household::text || ' ' || h.day::date || ' heads ' || h.heads || E'\n' ||
                   (select string_agg(format('  %s relation %s %s – %s, recorded %s', right(m.person::text, 6), m.relation, m.since, m.until, m.recorded_at), E'\n' order by m.since, m.person)
                    from population.household_member m where m.household = h.household) || E'\n' ||
                   coalesce((select string_agg(format('  act %s on %s at %s of %s', r.kind, r.on_day, r.recorded_at, (select string_agg(right(p::text, 6), ' ') from unnest(r.persons) p)), E'\n' order by r.recorded_at)
                    from population.registration r where r.household = h.household or r.details->>'from' = h.household::text
                       or r.persons && array(select m.person from population.household_member m where m.household = h.household)), '')
            from (select m.household, d.day, count(*) filter (where m.relation = 1) as heads, bool_and(p.died is not null and m.until >= p.died) as gone
                  from generate_series(current_date - 30, current_date, interval '1 day') d(day)
                  join population.household_member m on m.since <= d.day::date and (m.until is null or m.until >= d.day::date)
                  join population.person p on p.id = m.person
                  group by m.household, d.day) h
            where h.heads <> 1 and not (h.heads = 0 and h.gone) limit 3
            """);
        List<string> lines = [];
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync()) lines.Add(row.GetString(0));
        return lines;
    }

    /// <summary>The same for persons with a gap between permanent residences.</summary>
    public static async Task<IReadOnlyList<string>> Gaps(NpgsqlDataSource owner)
    {
        await using var command = owner.CreateCommand("""
            select r.person::text || E'\n' ||
                   (select string_agg(format('  entry %s kind %s %s known %s – %s %s end %s', x.entry, x.kind, x.valid, x.recorded_at, x.recorded_until, x.ground, x.end_ground), E'\n' order by x.entry)
                    from population.residence x where x.person = r.person) || E'\n' ||
                   (select string_agg(format('  act %s on %s at %s', a.kind, a.on_day, a.recorded_at), E'\n' order by a.recorded_at) from population.registration a where a.persons @> array[r.person])
            from (select r.person, r.valid, r.end_ground, lead(r.valid) over (partition by r.person order by lower(r.valid)) as next
                  from population.residence r where r.kind = 1 and r.recorded_until is null) r
            where r.next is not null and upper(r.valid) <> lower(r.next) and r.end_ground is null limit 3
            """);
        List<string> lines = [];
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync()) lines.Add(row.GetString(0));
        return lines;
    }
}
