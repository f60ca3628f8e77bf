using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using Npgsql;

namespace LienThong.Population.Persons;

/// <summary>Compares declared items with the register: one query for all questions.</summary>
internal static class VerifyPersons
{
    public const int Most = 1_000;

    public static async Task<Result<IReadOnlyList<VerifyAnswer>>> Handle(Db db, IReadOnlyList<VerifyQuestion> questions, CancellationToken ct)
    {
        if (questions.Count > Most) return PopulationErrors.TooManyQuestions.With(Most);
        var numbers = questions.Select(q => PersonalNumber.TryParse(q.Number, null, out var n) ? n.Value : -1).ToArray();
        var known = await Known(db, numbers, questions.Any(q => q.Commune is not null), ct);
        return questions.Select((q, i) => known.TryGetValue(numbers[i], out var person) ? VerifyRules.Answer(q, person) : VerifyRules.Unknown).ToArray();
    }

    private static async Task<Dictionary<long, KnownPerson>> Known(Db db, long[] numbers, bool withCommune, CancellationToken ct)
    {
        var wanted = numbers.Where(n => n >= 0).Distinct().ToArray();
        var rows = await db.Many(withCommune ? Sql.ByNumberWithCommune : Sql.ByNumber, [wanted], Read, ct);
        var known = rows.ToDictionary(r => r.Number, r => r.Person);
        // a number that was replaced still leads to its person
        var missing = wanted.Where(n => !known.ContainsKey(n)).Select(n => PersonalNumber.Of(n).ToString()).ToArray();
        if (missing.Length > 0)
        {
            foreach (var (number, person) in await db.Many(Sql.ByFormerNumber, [missing], Read, ct)) known.TryAdd(number, person);
        }

        return known;
    }

    private static (long Number, KnownPerson Person) Read(NpgsqlDataReader r) => (r.GetInt64(0),
        new(new(r.GetGuid(1)), r.GetString(2), r.GetString(3), Dates.Read(r.Date(4), r.GetInt16(5)), (Sex)r.GetInt16(6), r.GetBoolean(7), r.TextOrNull(8)));

    private static class Sql
    {
        public const string ByNumber = """
            select p.number, p.id, p.name_key, p.search_key, p.birth, p.birth_precision, p.sex, p.locked, null::text
            from population.person p where p.number = any($1)
            """;
        public const string ByNumberWithCommune = """
            select p.number, p.id, p.name_key, p.search_key, p.birth, p.birth_precision, p.sex, p.locked, r.commune
            from population.person p
            left join population.residence r on r.person = p.id and r.kind = 1 and r.recorded_until is null and upper_inf(r.valid)
            where p.number = any($1)
            """;
        public const string ByFormerNumber = """
            select i.value::bigint, p.id, p.name_key, p.search_key, p.birth, p.birth_precision, p.sex, p.locked, r.commune
            from population.person_identifier i
            join population.person p on p.id = i.person
            left join population.residence r on r.person = p.id and r.kind = 1 and r.recorded_until is null and upper_inf(r.valid)
            where i.kind = 1 and i.value = any($1)
            """;
    }
}
