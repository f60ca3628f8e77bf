using System.Globalization;
using LienThong.Population;

namespace LienThong.Procedures.Outcomes;

/// <summary>From the lines of a birth dossier to the registration: Law on Civil Status 60/2014, art. 14 and 16.</summary>
internal static class BirthOutcome
{
    public static Result<BirthRegistration> Registration(OutcomeInput input)
    {
        var missing = new List<string>();
        var name = Needed(input.Value("child", "person.fullName"), "họ tên con", missing);
        var date = Date(Needed(input.Value("child", "person.birthDate"), "ngày sinh", missing));
        var place = Needed(input.Value("child", "birth.noticePlace"), "nơi sinh", missing);
        if (date is null && missing.Count == 0) missing.Add("ngày sinh đủ ngày, tháng, năm");
        if (missing.Count > 0) return ProceduresErrors.OutcomeNotReady.With(string.Join(", ", missing));

        var (mother, father) = (Person(input, "mother"), Person(input, "father"));
        return new BirthRegistration
        {
            IdempotencyKey = input.IdempotencyKey,
            FullName = name,
            BirthDate = date.GetValueOrDefault(),
            Sex = SexOf(input.Value("child", "person.sex")),
            BirthPlace = place,
            BirthRegistrationPlace = input.Commune,
            HomePlace = AreaCode(input.Value("child", "person.homePlace")),
            Mother = mother,
            Father = father,
            HouseholdOf = Household(input, mother, father),
            Ethnicity = int.TryParse(input.Value("child", "person.ethnicity"), NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null,
            RegisteredOn = input.Today,
            Document = input.Dossier.Code,
        };
    }

    // The child lives with its parents (Law on Residence 68/2020, art. 12). Where they are registered apart, with the one who is registered where the birth is.
    private static PersonId? Household(OutcomeInput input, PersonId? mother, PersonId? father)
    {
        var withFather = father is not null && string.Equals(OutcomeInput.Member(input.Value("father", "residence.permanent"), "commune"), input.Commune, StringComparison.Ordinal);
        var withMother = mother is not null && string.Equals(OutcomeInput.Member(input.Value("mother", "residence.permanent"), "commune"), input.Commune, StringComparison.Ordinal);
        return withFather && !withMother ? father : mother ?? father;
    }

    private static PersonId? Person(OutcomeInput input, string role) => input.Subject(role) is { } subject ? new PersonId(subject) : null;

    private static Sex SexOf(string? word) => word switch { "male" => Sex.Male, "female" => Sex.Female, _ => Sex.Undetermined };

    private static string? AreaCode(string? value) => value is { Length: 2 or 5 } && value.All(char.IsAsciiDigit) ? value : null;

    private static DateOnly? Date(string iso) =>
        DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Needed(string? value, string what, List<string> missing)
    {
        if (string.IsNullOrEmpty(value)) missing.Add(what);
        return value ?? "";
    }
}
