using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using LienThong.Kernel.Time;
using Npgsql;

namespace LienThong.Population.Persons;

/// <summary>
/// Finds who may be meant without the number. Same name and same year of birth is common, so at least four items must agree, and the answer is a list for a person to decide.
/// </summary>
internal static class ResolvePerson
{
    private const int LeastAgreeing = 4, Most = 20;

    public static async Task<Result<IReadOnlyList<Candidate>>> Handle(Db db, ResolveQuestion question, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(question.FullName) || question.BirthDate.Precision == DatePrecision.Unknown || Asked(question) < LeastAgreeing) return PopulationErrors.TooFewItems;
        var key = VietnameseText.SearchKey(question.FullName);
        // the stored date may be less precise than the asked one, and the other way round
        var from = new DateOnly(question.BirthDate.Earliest.Year, 1, 1);
        var rows = await db.Many(Sql.ByNameAndYear, [key, from, question.BirthDate.Latest], Row.Read, ct);
        return rows.Select(r => Compare(question, r)).Where(c => c.Agreeing.Count >= LeastAgreeing)
            .OrderByDescending(c => c.Agreeing.Count).ThenBy(c => c.Person.Value).Take(Most).ToArray();
    }

    private static int Asked(ResolveQuestion q) =>
        2 + new object?[] { q.Sex, q.BirthRegistrationPlace, q.HomePlace, q.FatherName, q.MotherName, q.Commune }.Count(i => i is not null);

    internal static Candidate Compare(ResolveQuestion q, Row r)
    {
        List<string> agreeing = [];
        void Note(bool agrees, string item)
        {
            if (agrees) agreeing.Add(item);
        }

        Note(VietnameseText.CanonicalKey(q.FullName) == r.NameKey, "name");
        Note(q.BirthDate == r.Birth, "birthDate");
        Note(q.Sex == r.Sex, "sex");
        Note(SameArea(q.BirthRegistrationPlace, r.BirthRegistrationPlace), "birthRegistrationPlace");
        Note(SameArea(q.HomePlace, r.HomePlace), "homePlace");
        Note(SameName(q.FatherName, r.Father), "father");
        Note(SameName(q.MotherName, r.Mother), "mother");
        Note(SameArea(q.Commune, r.Commune), "commune");
        return new(r.Id, agreeing);
    }

    private static bool SameArea(string? asked, string? known) => asked is not null && asked == known;

    private static bool SameName(string? asked, string? known) =>
        asked is not null && known is not null && VietnameseText.CanonicalKey(asked) == VietnameseText.CanonicalKey(known);

    internal sealed record Row(
        PersonId Id, string NameKey, PartialDate Birth, Sex Sex, string BirthRegistrationPlace, string HomePlace, string? Father, string? Mother, string? Commune)
    {
        public static Row Read(NpgsqlDataReader r) => new(
            new(r.GetGuid(0)), r.GetString(1), Dates.Read(r.Date(2), r.GetInt16(3)), (Sex)r.GetInt16(4), r.GetString(5), r.GetString(6), r.TextOrNull(7), r.TextOrNull(8), r.TextOrNull(9));
    }

    private static class Sql
    {
        // a bound keeps the commonest names answerable; more than 500 of one name in one year is too broad to decide by eye anyway
        public const string ByNameAndYear = """
            select p.id, p.name_key, p.birth, p.birth_precision, p.sex, p.birth_registration_place, p.home_place,
                   coalesce(f.full_name, p.father_name), coalesce(m.full_name, p.mother_name), r.commune
            from population.person p
            left join population.person f on f.id = p.father
            left join population.person m on m.id = p.mother
            left join population.residence r on r.person = p.id and r.kind = 1 and r.recorded_until is null and upper_inf(r.valid)
            where p.search_key = $1 and p.birth between $2 and $3
            order by p.birth, p.id
            limit 500
            """;
    }
}
