using LienThong.Kernel.Data;

namespace LienThong.Population.Past;

/// <summary>A household on a day, as believed at an instant: living rows and what they said before.</summary>
internal static class ReadHouseholdThen
{
    public static async Task<HouseholdThen?> OfPerson(Db db, PersonId person, DateOnly on, DateTimeOffset knownAt, CancellationToken ct) =>
        await db.One(Sql.HouseholdOf, [person.Value, on, knownAt], static r => (Guid?)r.GetGuid(0), ct) is { } household ? await ById(db, new(household), on, knownAt, ct) : null;

    public static async Task<HouseholdThen?> ById(Db db, HouseholdId household, DateOnly on, DateTimeOffset knownAt, CancellationToken ct)
    {
        var members = await db.Many(Sql.Members, [household.Value, on, knownAt], static r => new HouseholdMember(new(r.GetGuid(0)), (Relation)r.GetInt16(1), r.Date(2)), ct);
        if (members.Count == 0) return null;
        Guid[] keys = [.. members.Select(m => m.Person.Value)];
        var place = await db.One(Sql.Place, [household.Value, on, knownAt, keys], static r => (Commune: r.GetString(0), Address: r.GetString(1), Dossier: r.GetString(2)), ct);
        return place.Commune is null ? null : new(household, place.Commune, place.Address, place.Dossier, on, knownAt, members);
    }

    private static class Sql
    {
        public const string HouseholdOf = """
            select m.household from (
                select m.household, m.since, m.until from population.household_member m where m.person = $1 and m.recorded_at <= $3
                union all
                select m.household, m.since, m.until from population.household_member_past m where m.person = $1 and m.recorded_at <= $3 and m.recorded_until > $3) m
            where m.since <= $2 and (m.until is null or m.until >= $2)
            limit 1
            """;
        // the residences of the members know the address of each day on both axes
        public const string Place = """
            select coalesce(home.commune, h.area, h.commune), coalesce(home.address, h.address), h.dossier_no
            from population.household h
            left join lateral (
                select coalesce(case when d.effective_on <= $2 then r.area end, r.commune) as commune, r.address
                from population.residence r left join population.area_decision d on d.id = r.area_decision
                where r.person = any($4) and r.household = h.id and r.kind = 1 and r.valid @> $2::date and r.recorded_at <= $3 and (r.recorded_until is null or r.recorded_until > $3)
                order by r.recorded_at desc limit 1) home on true
            where h.id = $1
            """;
        public const string Members = """
            select m.person, m.relation, m.since from (
                select m.person, m.relation, m.since, m.until from population.household_member m where m.household = $1 and m.recorded_at <= $3
                union all
                select m.person, m.relation, m.since, m.until from population.household_member_past m where m.household = $1 and m.recorded_at <= $3 and m.recorded_until > $3) m
            where m.since <= $2 and (m.until is null or m.until >= $2)
            order by (m.relation = 1) desc, m.since, m.person
            limit 200
            """;
    }
}
