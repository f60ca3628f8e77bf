using System.Globalization;
using System.Text.Json.Nodes;
using LienThong.Dictionary;
using LienThong.Kernel.Data;
using LienThong.Kernel.Time;
using LienThong.Population.Cards;
using LienThong.Population.Legal;

namespace LienThong.Population.Fields;

/// <summary>One field: how wide a query it needs, and how its value is written.</summary>
internal sealed record PersonField(string Code, Width Width, Func<PersonRow, AreaNames, (string? Value, string? Display)> Write, bool Ties = false)
{
    public FieldCode Field { get; } = new(Code);
}

/// <summary>All fields of the databases population and residence that the register answers. Law on Identity 26/2023 art. 9; Decree 154/2024.</summary>
internal static class PersonFields
{
    private static readonly (string?, string?) None = (null, null);

    public static readonly PersonField[] Population =
    [
        new("person.number", Width.Narrow, static (p, _) => (p.Number.ToString(), null)),
        new("person.fullName", Width.Narrow, static (p, _) => (p.FullName, null)),
        new("person.birthDate", Width.Narrow, static (p, _) => Date(p.Birth)),
        new("person.sex", Width.Narrow, static (p, _) => CodeWords.Of(p.Sex)),
        new("person.ethnicity", Width.Narrow, static (p, _) => CodeWords.Ethnicity(p.Ethnicity) ?? None),
        new("person.nationality", Width.Narrow, static (p, _) => (p.Nationality, p.Nationality == "VNM" ? "Việt Nam" : null)),
        new("person.maritalStatus", Width.Narrow, static (p, _) => CodeWords.Of(p.Marital) ?? None),
        new("residence.permanent", Width.Home, static (p, a) => Address(p.Permanent, a)),
        new("residence.dossierNo", Width.Home, static (p, _) => (p.Permanent?.Dossier, null)),
        new("residence.temporary", Width.Full, static (p, a) => Address(p.More!.Temporary, a)),
        new("residence.current", Width.Full, static (p, a) => Address(p.More!.Temporary ?? p.Permanent, a)),
        new("person.otherNames", Width.Full, static (p, _) => (p.More!.OtherNames, null)),
        new("person.birthPlace", Width.Full, static (p, a) => (p.More!.BirthPlace, a.Path(p.More.BirthPlace))),
        new("person.birthRegistrationPlace", Width.Full, static (p, a) => (p.More!.BirthRegistrationPlace, a.Path(p.More.BirthRegistrationPlace))),
        new("person.homePlace", Width.Full, static (p, a) => (p.More!.HomePlace, a.Path(p.More.HomePlace))),
        new("person.religion", Width.Full, static (p, _) => CodeWords.Religion(p.More!.Religion)),
        new("person.bloodGroup", Width.Full, static (p, _) => (p.More!.BloodGroup, null)),
        new("person.cmnd", Width.Full, static (p, _) => (p.More!.Cmnd, null)),
        new("person.cardIssue", Width.Full, static (_, _) => None),
        new("person.father", Width.Full, static (p, _) => Kin(p.More!.Father)),
        new("person.mother", Width.Full, static (p, _) => Kin(p.More!.Mother)),
        new("person.spouse", Width.Full, static (p, _) => Kin(p.More!.Spouse)),
        new("person.children", Width.Full, static (p, _) => People(p.More!.Children)),
        new("person.formerNumbers", Width.Full, static (p, _) => (p.More!.FormerNumbers, null)),
        new("household.relationToHead", Width.Full, static (p, _) => p.More!.Relation is { } relation ? CodeWords.Of(relation) : None),
        new("household.head", Width.Full, static (p, _) => Kin(p.More!.Head)),
        new("household.members", Width.Full, static (p, _) => Members(p.More!.Members)),
        new("person.death", Width.Full, static (p, _) => p.More!.Died is { } died ? Date(died) : None),
        new("person.phone", Width.Full, static (p, _) => (p.More!.Phone, null)),
        new("person.email", Width.Full, static (p, _) => (p.More!.Email, null)),
        .. TieFields.Population,
    ];

    public static readonly PersonField[] Residence =
    [
        new("residence.permanent.since", Width.Home, static (p, _) => p.Permanent is { } stay ? Date(PartialDate.OfDay(stay.From)) : None),
        new("residence.permanent.household", Width.Home, static (p, _) => (p.Permanent?.Dossier, null)),
        new("household.code", Width.Home, static (p, _) => (p.Permanent?.Dossier, null)),
        new("residence.temporary.since", Width.Full, static (p, _) => p.More!.Temporary is { } stay ? Date(PartialDate.OfDay(stay.From)) : None),
        new("residence.temporary.until", Width.Full, static (p, _) => p.More!.Temporary?.Until is { } until ? Date(PartialDate.OfDay(until)) : None),
        new("residence.current.since", Width.Full, static (p, _) => (p.More!.Temporary ?? p.Permanent) is { } stay ? Date(PartialDate.OfDay(stay.From)) : None),
        .. TieFields.Residence,
        .. Population.Where(f => f.Code.StartsWith("residence.", StringComparison.Ordinal) || f.Code.StartsWith("household.", StringComparison.Ordinal)),
    ];

    internal static (string?, string?) Date(PartialDate date) => date.Precision == DatePrecision.Unknown ? None : (date.ToString(), date.Display);

    private static (string?, string?) Address(Stay? stay, AreaNames areas) => stay is null ? None
        : (Text(new JsonObject { ["commune"] = stay.Commune, ["detail"] = stay.Address }), areas.Address(stay.Address, stay.Commune));

    internal static (string?, string?) Kin(Kin? kin) => kin is null ? None
        : (Text(new JsonObject { ["number"] = kin.Number?.ToString(), ["name"] = kin.Name, ["nationality"] = kin.Nationality }), kin.Name);

    /// <summary>The same fields; until when a card is valid follows from the law of the day of issue.</summary>
    public static PersonField[] PopulationBy(LegalRules rules) =>
        [.. Population.Select(f => f.Code == "person.cardIssue" ? f with { Write = (p, _) => Card(p, rules) } : f)];

    private static (string?, string?) Card(PersonRow person, LegalRules rules)
    {
        if (person.More!.CardIssued is not { } issued) return None;
        var ends = CardValidity.On(rules, issued).Ends(person.Birth, issued);
        var value = new JsonObject { ["issued"] = Iso(issued), ["place"] = "Bộ Công an", ["expires"] = ends is { } day ? Iso(day) : null };
        return (Text(value), $"Cấp {HanoiTime.Show(issued)}, Bộ Công an, " + (ends is { } end ? $"có giá trị đến {HanoiTime.Show(end)}" : "không thời hạn"));
    }

    internal static (string?, string?) People(string? json)
    {
        if (json is null || JsonNode.Parse(json) is not JsonArray { Count: > 0 } people) return None;
        return (Text(people), string.Join("; ", people.Select(p => (string?)p!["name"])));
    }

    // the query gives codes; the words are put here
    private static (string?, string?) Members(string? json)
    {
        if (json is null || JsonNode.Parse(json) is not JsonArray { Count: > 0 } people) return None;
        List<string> shown = [];
        foreach (var person in people.OfType<JsonObject>())
        {
            var relation = CodeWords.Of((Relation)(int)person["relation"]!);
            person["relation"] = relation.Value;
            person["sex"] = CodeWords.Of((Sex)(int)person["sex"]!).Value;
            shown.Add($"{person["name"]} ({relation.Display.ToLower(CultureInfo.GetCultureInfo("vi-VN"))})");
        }

        return (Text(people), string.Join("; ", shown));
    }

    internal static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static string Text(JsonNode node) => node.ToJsonString(Json.Options);
}
