using LienThong.Kernel.Data;
using LienThong.Kernel.Time;
using LienThong.Population.Fields;
using LienThong.Population.Persons;

namespace LienThong.Population.Past;

/// <summary>
/// A person's items on a day, as believed at an instant. What the person row holds is what is believed now of today; items that ever had another value stand in person_item with both axes and go first.
/// </summary>
internal static class ReadPersonThen
{
    public static async Task<PersonThen?> Handle(Db db, AreaNames areas, PersonId person, DateOnly on, DateTimeOffset knownAt, CancellationToken ct)
    {
        var row = await db.One(Sql.Person, [person.Value, knownAt], static r => new Row(
            PersonItems.Read(r, 0), r.GetBoolean(19), r.IsDBNull(20) ? null : Dates.Read(r.Date(20), r.GetInt16(21)), r.GetBoolean(22)), ct);
        if (row is null || !row.Known) return null;
        var then = await db.Many(Sql.Items, [person.Value, on, knownAt], static r => (Item: r.GetString(0), Value: r.TextOrNull(1), Matches: r.GetBoolean(2)), ct);
        var values = row.Items;
        var changed = then.Select(t => t.Item).ToHashSet(StringComparer.Ordinal);
        foreach (var (item, value, _) in then.Where(t => t.Matches)) values[item] = value;
        if (values["person.birthDate"] is { } born && PartialDate.TryParse(born, null, out var birth) && birth.IsSurelyAfter(on)) return null;
        if (row.Died is { } died && row.DeathKnown && !died.IsSurelyAfter(on)) values["person.death"] = died.ToString();
        var kin = await Names(db, values, ct);
        return new(person, on, knownAt, [.. values.Select(v => new ItemThen(v.Key, Outward(v.Key, v.Value), Show(v.Key, v.Value, areas, kin), changed.Contains(v.Key)))]);
    }

    // the key of a relative is the register's own; outside the name stands for it
    private static string? Outward(string item, string? value) => item is "person.father" or "person.mother" or "person.spouse" ? null : value;

    private static string? Show(string item, string? value, AreaNames areas, Dictionary<Guid, string> kin) => (item, value) switch
    {
        (_, null) => null,
        ("person.father" or "person.mother" or "person.spouse", _) => kin.GetValueOrDefault(Guid.Parse(value)),
        ("person.birthPlace" or "person.birthRegistrationPlace" or "person.homePlace", _) => areas.Path(value),
        ("person.birthDate" or "person.death", _) => PartialDate.TryParse(value, null, out var date) ? date.Display : value,
        ("person.sex", _) => CodeWords.Of(value switch { "male" => Sex.Male, "female" => Sex.Female, _ => Sex.Undetermined }).Display,
        ("person.maritalStatus", _) => CodeWords.MaritalWord(value),
        ("person.ethnicity", _) => CodeWords.Ethnicity(int.Parse(value, System.Globalization.CultureInfo.InvariantCulture))?.Display,
        ("person.religion", _) => CodeWords.Religion(int.Parse(value, System.Globalization.CultureInfo.InvariantCulture)).Display,
        ("person.nationality", "VNM") => "Việt Nam",
        _ => value,
    };

    private static async Task<Dictionary<Guid, string>> Names(Db db, Dictionary<string, string?> values, CancellationToken ct)
    {
        Guid[] keys = [.. new[] { "person.father", "person.mother", "person.spouse" }.Select(i => values.GetValueOrDefault(i)).OfType<string>().Select(Guid.Parse)];
        if (keys.Length == 0) return [];
        return (await db.Many(Sql.Names, [keys], static r => (r.GetGuid(0), r.GetString(1)), ct)).ToDictionary(r => r.Item1, r => r.Item2);
    }

    private sealed record Row(Dictionary<string, string?> Items, bool Known, PartialDate? Died, bool DeathKnown);

    private static class Sql
    {
        public const string Person = $"""
            select {PersonItems.Columns},
                   not exists (select from population.person_history h where h.person = p.id and h.version = 1 and h.event in ('born', 'imported') and h.recorded_at > $2),
                   p.died, p.died_precision,
                   not exists (select from population.person_history h where h.person = p.id and h.event = 'died' and h.recorded_at > $2)
            from population.person p where p.id = $1
            """;
        public const string Items = """
            select i.item, i.value, i.valid @> $2::date and i.recorded_at <= $3 and (i.recorded_until is null or i.recorded_until > $3)
            from population.person_item i where i.person = $1
            limit 2000
            """;
        public const string Names = "select p.id, p.full_name from population.person p where p.id = any($1)";
    }
}
