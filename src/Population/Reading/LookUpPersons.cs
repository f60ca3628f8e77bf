using LienThong.Directory;
using LienThong.Kernel.Data;

namespace LienThong.Population.Reading;

/// <summary>Between keys and numbers.</summary>
internal static class LookUpPersons
{
    private const int Most = 1_000;

    public static async Task<IReadOnlyDictionary<PersonId, PersonalNumber>> Numbers(Db db, IReadOnlyCollection<PersonId> persons, CancellationToken ct)
    {
        var rows = await db.Many(Sql.Numbers, [Keys(persons)], static r => (new PersonId(r.GetGuid(0)), PersonalNumber.Of(r.GetInt64(1))), ct);
        return rows.ToDictionary(r => r.Item1, r => r.Item2);
    }

    /// <summary>The communes that persons belong to, on the map of a day.</summary>
    public static async Task<IReadOnlyDictionary<PersonId, IReadOnlyList<string>>> Communes(Db db, IDirectory directory, IReadOnlyCollection<PersonId> persons, DateOnly on, CancellationToken ct)
    {
        var rows = await db.Many(Sql.Communes, [Keys(persons), on], static r => (Person: new PersonId(r.GetGuid(0)), Codes: r.GetFieldValue<string[]>(1)), ct);
        return rows.ToDictionary(r => r.Person, r => (IReadOnlyList<string>)[.. r.Codes.Where(c => c.Length == 5).SelectMany(c => directory.CommunesOn(c, on)).Distinct(StringComparer.Ordinal)]);
    }

    public static async Task<PersonId?> ByNumber(Db db, PersonalNumber number, CancellationToken ct)
    {
        var id = await db.One(Sql.ByNumber, [number.Value, number.ToString()], static r => (Guid?)r.GetGuid(0), ct);
        return id is { } found ? new PersonId(found) : null;
    }

    /// <summary>The persons behind numbers, also behind numbers that were replaced; unknown ones are left out.</summary>
    public static async Task<IReadOnlyDictionary<PersonalNumber, PersonId>> ByNumbers(Db db, IReadOnlyCollection<PersonalNumber> numbers, CancellationToken ct)
    {
        var rows = await db.Many(Sql.ByNumbers, [numbers.Select(n => n.Value).ToArray(), numbers.Select(n => n.ToString()).ToArray()],
            static r => (Number: PersonalNumber.Of(r.GetInt64(0)), Person: new PersonId(r.GetGuid(1))), ct);
        var found = new Dictionary<PersonalNumber, PersonId>(rows.Count);
        foreach (var (number, person) in rows) found.TryAdd(number, person); // today's holder stands first
        return found;
    }

    private static Guid[] Keys(IReadOnlyCollection<PersonId> persons) => persons.Count <= Most
        ? [.. persons.Select(p => p.Value).Distinct()]
        : throw new ArgumentException($"At most {Most} persons at once", nameof(persons));

    private static class Sql
    {
        public const string Numbers = "select p.id, p.number from population.person p where p.id = any($1)";
        public const string Communes = """
            select p.id, p.birth_registration_place || coalesce(array_agg(coalesce(r.area, r.commune)) filter (where r.commune is not null), '{}')
            from population.person p
            left join population.residence r on r.person = p.id and r.recorded_until is null and r.valid @> $2::date
            where p.id = any($1)
            group by p.id
            """;
        public const string ByNumber = """
            select p.id from population.person p where p.number = $1
            union all
            select i.person from population.person_identifier i where i.kind = 1 and i.value = $2
            limit 1
            """;
        public const string ByNumbers = """
            select p.number, p.id from population.person p where p.number = any($1)
            union all
            select i.value::bigint, i.person from population.person_identifier i where i.kind = 1 and i.value = any($2)
            """;
    }
}
