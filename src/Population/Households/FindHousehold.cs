using LienThong.Kernel.Data;

namespace LienThong.Population.Households;

/// <summary>The household that a person belonged to on a day, with who else belonged to it then.</summary>
internal static class FindHousehold
{
    public static async Task<HouseholdView?> Handle(Db db, PersonId person, DateOnly asOf, CancellationToken ct)
    {
        var rows = await db.Many(Sql.OfPersonOn, [person.Value, asOf], static r => (
            Id: r.GetGuid(0), Commune: r.GetString(1), Address: r.GetString(2), Dossier: r.GetString(3),
            Member: new HouseholdMember(new(r.GetGuid(4)), (Relation)r.GetInt16(5), r.Date(6))), ct);
        return rows.Count == 0 ? null : new(new(rows[0].Id), rows[0].Commune, rows[0].Address, rows[0].Dossier, asOf, [.. rows.Select(r => r.Member)]);
    }

    private static class Sql
    {
        public const string OfPersonOn = """
            select h.id, coalesce(h.area, h.commune), h.address, h.dossier_no, m.person, m.relation, m.since
            from population.household_member own
            join population.household h on h.id = own.household
            join population.household_member m on m.household = h.id and m.since <= $2 and (m.until is null or m.until >= $2)
            where own.person = $1 and own.since <= $2 and (own.until is null or own.until >= $2)
            order by (m.relation = 1) desc, m.since, m.person
            limit 200
            """;
    }
}
