using LienThong.Kernel.Data;
using LienThong.Kernel.Time;
using LienThong.Population.Fields;
using LienThong.Population.Persons;
using Npgsql;

namespace LienThong.Population.Past;

/// <summary>
/// A person's items on a day, as believed at an instant. What the person row holds is what is believed now of today; items that ever had another value stand in person_item with both axes and go first.
/// </summary>
internal static class ReadPersonThen
{
    public static async Task<PersonThen?> Handle(Db db, AreaNames areas, PersonId person, DateOnly on, DateTimeOffset knownAt, CancellationToken ct)
    {
        var row = await db.One(Sql.Person, [person.Value, on, knownAt], Row.Read, ct);
        if (row is null || !row.Known) return null;
        var values = row.Items;
        var changed = row.Then.Select(t => t.Item).ToHashSet(StringComparer.Ordinal);
        foreach (var (item, value, _) in row.Then.Where(t => t.Matches)) values[item] = value;
        if (values["person.birthDate"] is { } born && PartialDate.TryParse(born, null, out var birth) && birth.IsSurelyAfter(on)) return null;
        if (row.Died is { } died && row.DeathKnown && !died.IsSurelyAfter(on)) values["person.death"] = died.ToString();
        var kin = await Names(db, row, values, ct);
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

    // names of the relatives of today came with the person; who was one only then is looked up
    private static async Task<Dictionary<Guid, string>> Names(Db db, Row row, Dictionary<string, string?> values, CancellationToken ct)
    {
        Guid[] others = [.. Kin.Select(i => values.GetValueOrDefault(i)).OfType<string>().Select(Guid.Parse).Where(k => !row.Kin.ContainsKey(k))];
        if (others.Length > 0)
            foreach (var (key, name) in await db.Many(Sql.Names, [others], static r => (r.GetGuid(0), r.GetString(1)), ct)) row.Kin[key] = name;
        return row.Kin;
    }

    private static readonly string[] Kin = ["person.father", "person.mother", "person.spouse"];

    private sealed record Row(
        Dictionary<string, string?> Items, bool Known, PartialDate? Died, bool DeathKnown, IReadOnlyList<(string Item, string? Value, bool Matches)> Then, Dictionary<Guid, string> Kin)
    {
        public static Row Read(NpgsqlDataReader r)
        {
            var items = PersonItems.Read(r, 0);
            Dictionary<Guid, string> kin = [];
            for (var i = 0; i < 3; i++)
                if (items[ReadPersonThen.Kin[i]] is { } key && r.TextOrNull(23 + i) is { } name) kin[Guid.Parse(key)] = name;
            var then = r.IsDBNull(26) ? [] : r.GetFieldValue<string[]>(26).Zip(r.GetFieldValue<string?[]>(27), r.GetFieldValue<bool[]>(28)).ToArray();
            return new(items, r.GetBoolean(19), r.IsDBNull(20) ? null : Dates.Read(r.Date(20), r.GetInt16(21)), r.GetBoolean(22), then, kin);
        }
    }

    private static class Sql
    {
        // the history is compared with the instant outside the subqueries: inside, "recorded after" would find everybody recorded since then
        public const string Person = $"""
            select {PersonItems.Columns},
                   coalesce((select h.recorded_at from population.person_history h where h.person = p.id and h.version = 1 and h.event in ('born', 'imported')) <= $3, true),
                   p.died, p.died_precision,
                   p.died is null or coalesce((select max(h.recorded_at) from population.person_history h where h.person = p.id and h.event = 'died') <= $3, true),
                   father.full_name, mother.full_name, spouse.full_name, i.items, i.vals, i.matches
            from population.person p
            left join population.person father on father.id = p.father
            left join population.person mother on mother.id = p.mother
            left join population.person spouse on spouse.id = p.spouse
            cross join lateral (
                select array_agg(i.item) as items, array_agg(i.value) as vals,
                       array_agg(i.valid @> $2::date and i.recorded_at <= $3 and (i.recorded_until is null or i.recorded_until > $3)) as matches
                from population.person_item i where i.person = p.id) i
            where p.id = $1
            """;
        public const string Names = "select p.id, p.full_name from population.person p where p.id = any($1)";
    }
}
