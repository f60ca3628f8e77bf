using LienThong.Kernel.Data;

namespace LienThong.Population.Past;

/// <summary>The household of a person on a day, as believed at an instant: living rows and what they said before, in one round trip.</summary>
internal static class ReadHouseholdThen
{
    public static async Task<HouseholdThen?> OfPerson(Db db, PersonId person, DateOnly on, DateTimeOffset knownAt, CancellationToken ct)
    {
        var rows = await db.Many(Sql.OfPerson, [person.Value, on, knownAt], static r => (
            Household: r.GetGuid(0), Dossier: r.GetString(3), Written: (Commune: r.GetString(1), Address: r.GetString(2)),
            Member: new HouseholdMember(new(r.GetGuid(4)), (Relation)r.GetInt16(5), r.Date(6)),
            Home: r.IsDBNull(9) ? default((DateTimeOffset KnownSince, string Commune, string Address)?) : (r.Instant(9), r.GetString(7), r.GetString(8))), ct);
        if (rows is not [var first, ..]) return null;
        rows.RemoveAll(r => r.Household != first.Household); // who left one household and came to another on that day counts with the later one
        var (_, commune, address) = rows.MaxBy(r => r.Home?.KnownSince).Home ?? (default, first.Written.Commune, first.Written.Address);
        var members = rows.Select(r => r.Member).OrderByDescending(m => m.Relation == Relation.Head).ThenBy(m => m.Since).ThenBy(m => m.Person.Value);
        return new(new(first.Household), commune, address, first.Dossier, on, knownAt, [.. members]);
    }

    private static class Sql
    {
        // the residences of the members know the address of each day on both axes
        public const string OfPerson = """
            select h.id, coalesce(h.area, h.commune), h.address, h.dossier_no, m.person, m.relation, m.since, home.commune, home.address, home.recorded_at
            from (
                select m.household, m.since, m.until from population.household_member m where m.person = $1 and m.recorded_at <= $3
                union all
                select m.household, m.since, m.until from population.household_member_past m where m.person = $1 and m.recorded_at <= $3 and m.recorded_until > $3) own
            join population.household h on h.id = own.household
            cross join lateral (
                select m.person, m.relation, m.since, m.until from population.household_member m where m.household = h.id and m.recorded_at <= $3
                union all
                select m.person, m.relation, m.since, m.until from population.household_member_past m where m.household = h.id and m.recorded_at <= $3 and m.recorded_until > $3) m
            left join lateral (
                select coalesce(case when d.effective_on <= $2 then r.area end, r.commune) as commune, r.address, r.recorded_at
                from population.residence r left join population.area_decision d on d.id = r.area_decision
                where r.person = m.person and r.household = h.id and r.kind = 1
                  and r.valid @> $2::date and r.recorded_at <= $3 and (r.recorded_until is null or r.recorded_until > $3)) home on true
            where own.since <= $2 and (own.until is null or own.until >= $2) and m.since <= $2 and (m.until is null or m.until >= $2)
            order by own.since desc
            limit 200
            """;
    }
}
