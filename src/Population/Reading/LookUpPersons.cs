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

    /// <summary>The persons behind numbers, also behind numbers that were replaced; unknown ones are left out.</summary>
    public static async Task<IReadOnlyDictionary<PersonalNumber, PersonId>> ByNumbers(Db db, IReadOnlyCollection<PersonalNumber> numbers, CancellationToken ct)
    {
        var found = new Dictionary<PersonalNumber, PersonId>(numbers.Count);
        await Find(Sql.ByNumber, numbers.Select(n => n.Value).ToArray());
        if (found.Count < numbers.Count) await Find(Sql.ByFormerNumber, numbers.Where(n => !found.ContainsKey(n)).Select(n => n.ToString()).ToArray());
        return found;

        async Task Find(string sql, object keys)
        {
            foreach (var (number, person) in await db.Many(sql, [keys], static r => (PersonalNumber.Of(r.GetInt64(0)), new PersonId(r.GetGuid(1))), ct)) found.TryAdd(number, person);
        }
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
        public const string ByNumber = "select p.number, p.id from population.person p where p.number = any($1)";
        public const string ByFormerNumber = "select i.value::bigint, i.person from population.person_identifier i where i.kind = 1 and i.value = any($1)";
    }
}
