using System.Globalization;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using LienThong.Kernel.Time;
using LienThong.Population.Residence;
using Npgsql;

namespace LienThong.Population.Persons;

/// <summary>The items of a person as canonical text by dictionary code: what the history keeps and what an act sets.</summary>
internal static class PersonItems
{
    /// <summary>In the order of the columns of <see cref="Columns"/>; the law's order of the 26 items.</summary>
    public static readonly IReadOnlyList<string> Codes =
    [
        "person.fullName", "person.otherNames", "person.number", "person.birthDate", "person.sex", "person.birthPlace", "person.birthRegistrationPlace", "person.homePlace", "person.ethnicity",
        "person.religion", "person.nationality", "person.bloodGroup", "person.cmnd", "person.father", "person.mother", "person.spouse", "person.maritalStatus", "person.phone", "person.email",
    ];

    public const string Columns = """
        p.full_name, p.other_names, lpad(p.number::text, 12, '0'), to_char(p.birth, (array['', 'YYYY', 'YYYY-MM', 'YYYY-MM-DD'])[p.birth_precision + 1]),
        (array['undetermined', 'male', 'female'])[p.sex + 1], p.birth_place, p.birth_registration_place, p.home_place, lpad(p.ethnicity::text, 2, '0'), lpad(p.religion::text, 2, '0'),
        p.nationality, p.blood_group, p.cmnd, p.father::text, p.mother::text, p.spouse::text, (array[null, 'single', 'married', 'widowed', 'divorced'])[p.marital + 1], p.phone, p.email
        """;

    public static Dictionary<string, string?> Read(NpgsqlDataReader r, int at)
    {
        Dictionary<string, string?> items = new(StringComparer.Ordinal);
        for (var i = 0; i < Codes.Count; i++) items[Codes[i]] = r.TextOrNull(at + i) is { Length: > 0 } text ? text : null;
        return items;
    }

    /// <summary>Items that an act of a kind may set.</summary>
    public static bool MaySet(ItemChangeKind kind, string item) => kind switch
    {
        ItemChangeKind.Redetermination => item is "person.sex" or "person.ethnicity",
        ItemChangeKind.Change => item is "person.fullName" or "person.otherNames" or "person.religion" or "person.nationality" or "person.bloodGroup" or "person.phone" or "person.email" or "person.cmnd",
        _ => item is "person.fullName" or "person.otherNames" or "person.birthDate" or "person.sex" or "person.birthPlace" or "person.homePlace" or "person.ethnicity" or "person.religion"
            or "person.nationality" or "person.bloodGroup" or "person.phone" or "person.email" or "person.cmnd",
    };

    /// <summary>The canonical text of a value as given, or why it is none.</summary>
    public static Result<string> Canonical(string item, string? given, DateOnly today)
    {
        var text = VietnameseText.Normalise(given ?? "");
        switch (item)
        {
            case "person.fullName":
                return text.Length is > 0 and <= 200 && text.Any(char.IsLetter) ? text : PopulationErrors.NameInvalid;
            case "person.birthDate":
                return PartialDate.TryParse(text, null, out var birth) && birth.Precision != DatePrecision.Unknown && birth.Earliest <= today ? birth.ToString() : PopulationErrors.BirthInFuture;
            case "person.sex":
                return text is "male" or "female" or "undetermined" ? text : PopulationErrors.ItemValueWrong.With(item);
            case "person.ethnicity":
                return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var group) && group is >= 1 and <= 54 ? group.ToString("D2", CultureInfo.InvariantCulture) : PopulationErrors.EthnicityUnknown;
            case "person.religion":
                return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var faith) && faith is >= 0 and <= 99 ? faith.ToString("D2", CultureInfo.InvariantCulture) : PopulationErrors.ItemValueWrong.With(item);
            case "person.nationality":
                return text.Length == 3 && text.All(char.IsAsciiLetterUpper) ? text : PopulationErrors.ItemValueWrong.With(item);
            case "person.birthPlace" or "person.homePlace":
                return AreaCodes.IsArea(text) ? text : PopulationErrors.AreaUnknown;
            case "person.cmnd":
                return text.Length == 9 && text.All(char.IsAsciiDigit) ? text : PopulationErrors.CmndInvalid;
            case "person.bloodGroup":
                return text is "A" or "B" or "AB" or "O" or "A+" or "A-" or "B+" or "B-" or "AB+" or "AB-" or "O+" or "O-" ? text : PopulationErrors.ItemValueWrong.With(item);
            default:
                return text.Length is > 0 and <= 200 ? text : PopulationErrors.ItemValueWrong.With(item);
        }
    }

    /// <summary>Arguments of <see cref="Sql.Update"/> after id and version: null leaves a column as it is.</summary>
    public static object?[] Arguments(PersonId person, int version, IReadOnlyDictionary<string, string?> set)
    {
        string? Text(string item) => set.GetValueOrDefault("person." + item);
        short? Small(string item) => Text(item) is { } digits ? short.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) : null;
        var name = Text("fullName");
        PartialDate? birth = Text("birthDate") is { } iso && PartialDate.TryParse(iso, null, out var date) ? date : null;
        short? sex = Text("sex") switch { null => null, "male" => 1, "female" => 2, _ => 0 };
        return
        [
            person.Value, version, name, name is null ? null : VietnameseText.CanonicalKey(name), name is null ? null : VietnameseText.SearchKey(name),
            birth?.Earliest, (short?)(int?)birth?.Precision, sex, Small("ethnicity"), Small("religion"), Text("nationality"), Text("birthPlace"), Text("homePlace"), Text("otherNames"), Text("bloodGroup"),
            Text("phone"), Text("email"), Text("cmnd"), Text("number") is { } number ? long.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture) : null,
            Key(Text("father")), Key(Text("mother")),
        ];
    }

    private static Guid? Key(string? text) => text is null ? null : Guid.Parse(text);

    internal static class Sql
    {
        public const string Current = $"select {Columns} from population.person p where p.id = $1";
        public const string Update = """
            update population.person set full_name = coalesce($3, full_name), name_key = coalesce($4, name_key), search_key = coalesce($5, search_key), birth = coalesce($6, birth),
                birth_precision = coalesce($7, birth_precision), sex = coalesce($8, sex), ethnicity = coalesce($9, ethnicity), religion = coalesce($10, religion), nationality = coalesce($11, nationality),
                birth_place = coalesce($12, birth_place), home_place = coalesce($13, home_place), other_names = coalesce($14, other_names), blood_group = coalesce($15, blood_group),
                phone = coalesce($16, phone), email = coalesce($17, email), cmnd = coalesce($18, cmnd), number = coalesce($19, number), father = coalesce($20, father), mother = coalesce($21, mother),
                version = version + 1
            where id = $1 and version = $2
            """;
    }
}
