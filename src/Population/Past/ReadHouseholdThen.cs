using LienThong.Kernel.Data;

namespace LienThong.Population.Past;

/// <summary>The household of a person on a day, as believed at an instant: living rows and what they said before, in one round trip.</summary>
internal static class ReadHouseholdThen
{
    public static async Task<HouseholdThen?> OfPerson(Db db, PersonId person, DateOnly on, DateTimeOffset knownAt, CancellationToken ct)
    {
        var rows = await db.Many(Sql.OfPerson, [person.Value, on, knownAt], static r => (
            Household: r.GetGuid(0), Commune: r.GetString(1), Address: r.GetString(2), Dossier: r.GetString(3),
            Member: new HouseholdMember(new(r.GetGuid(4)), (Relation)r.GetInt16(5), r.Date(6))), ct);
        return rows is [var first, ..] ? new(new(first.Household), first.Commune, first.Address, first.Dossier, on, knownAt, [.. rows.Select(r => r.Member)]) : null;
    }

    private static class Sql
    {
        // the residences of the members know the address of each day on both axes
        public const string OfPerson = """
            with own as materialized (
                select m.household from (
                    select m.household, m.since, m.until from population.household_member m where m.person = $1 and m.recorded_at <= $3
                    union all
                    select m.household, m.since, m.until from population.household_member_past m where m.person = $1 and m.recorded_at <= $3 and m.recorded_until > $3) m
                where m.since <= $2 and (m.until is null or m.until >= $2)
                limit 1),
            members as materialized (
                select m.person, m.relation, m.since from (
                    select m.person, m.relation, m.since, m.until from population.household_member m where m.household = (select household from own) and m.recorded_at <= $3
                    union all
                    select m.person, m.relation, m.since, m.until from population.household_member_past m
                    where m.household = (select household from own) and m.recorded_at <= $3 and m.recorded_until > $3) m
                where m.since <= $2 and (m.until is null or m.until >= $2)
                limit 200),
            home as materialized (
                select coalesce(case when d.effective_on <= $2 then r.area end, r.commune) as commune, r.address
                from population.residence r left join population.area_decision d on d.id = r.area_decision
                where r.person = any (array(select person from members)) and r.household = (select household from own) and r.kind = 1
                  and r.valid @> $2::date and r.recorded_at <= $3 and (r.recorded_until is null or r.recorded_until > $3)
                order by r.recorded_at desc limit 1)
            select h.id, coalesce((select commune from home), h.area, h.commune), coalesce((select address from home), h.address), h.dossier_no, m.person, m.relation, m.since
            from population.household h cross join members m
            where h.id = (select household from own)
            order by (m.relation = 1) desc, m.since, m.person
            """;
    }
}
