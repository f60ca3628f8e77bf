using LienThong.Kernel.Data;
using LienThong.Population.Persons;

namespace LienThong.Population.Reading;

/// <summary>Between keys and numbers, and the few facts that lists show.</summary>
internal static class LookUpPersons
{
    private const int Most = 1_000;

    public static async Task<IReadOnlyDictionary<PersonId, PersonalNumber>> Numbers(Db db, IReadOnlyCollection<PersonId> persons, CancellationToken ct)
    {
        var rows = await db.Many(Sql.Numbers, [Keys(persons)], static r => (new PersonId(r.GetGuid(0)), PersonalNumber.Of(r.GetInt64(1))), ct);
        return rows.ToDictionary(r => r.Item1, r => r.Item2);
    }

    public static async Task<PersonId?> ByNumber(Db db, PersonalNumber number, CancellationToken ct)
    {
        var id = await db.One(Sql.ByNumber, [number.Value, number.ToString()], static r => (Guid?)r.GetGuid(0), ct);
        return id is { } found ? new PersonId(found) : null;
    }

    public static async Task<IReadOnlyDictionary<PersonId, PersonSummary>> Summaries(Db db, IReadOnlyCollection<PersonId> persons, CancellationToken ct)
    {
        var rows = await db.Many(Sql.Summaries, [Keys(persons)], static r => new PersonSummary(
            new(r.GetGuid(0)), PersonalNumber.Of(r.GetInt64(1)), r.GetString(2), Dates.Read(r.Date(3), r.GetInt16(4)), (Sex)r.GetInt16(5), r.TextOrNull(6), r.GetBoolean(7)), ct);
        return rows.ToDictionary(r => r.Id);
    }

    private static Guid[] Keys(IReadOnlyCollection<PersonId> persons) => persons.Count <= Most
        ? [.. persons.Select(p => p.Value).Distinct()]
        : throw new ArgumentException($"At most {Most} persons at once", nameof(persons));

    private static class Sql
    {
        public const string Numbers = "select p.id, p.number from population.person p where p.id = any($1)";
        public const string ByNumber = """
            select p.id from population.person p where p.number = $1
            union all
            select i.person from population.person_identifier i where i.kind = 1 and i.value = $2
            limit 1
            """;
        public const string Summaries = """
            select p.id, p.number, p.full_name, p.birth, p.birth_precision, p.sex, coalesce(r.area, r.commune), p.locked
            from population.person p
            left join population.residence r on r.person = p.id and r.kind = 1 and r.recorded_until is null and upper_inf(r.valid)
            where p.id = any($1)
            """;
    }
}
