using LienThong.Kernel.Data;

namespace LienThong.Population.Persons;

/// <summary>One item of a person that gets another value. Items are dictionary codes; values their canonical text, for relatives the key of the person.</summary>
internal sealed record ItemChange(string Item, string? Before, string? After);

/// <summary>
/// Writes items on both axes. A change holds from a day on; a correction takes the place of the value since the day from which the wrong one held. What was believed before stays, with the end of
/// its being believed. An item without rows never changed: then the value before is written first.
/// </summary>
internal static class ItemChanges
{
    public static void From(List<Change> changes, PersonId person, ItemChange item, DateOnly from, DateTimeOffset now, Guid registration)
    {
        Begin(changes, person, item);
        changes.Add(new(Sql.Supersede, [person.Value, item.Item, from, now]));
        changes.Add(new(Sql.KeepBefore, [person.Value, item.Item, from, now]) { AnyRows = true });
        changes.Add(new(Sql.Insert, [person.Value, item.Item, item.After, from, now, registration]));
    }

    public static void Correct(List<Change> changes, PersonId person, ItemChange item, DateTimeOffset now, Guid registration)
    {
        Begin(changes, person, item);
        changes.Add(new(Sql.SupersedeCurrent, [person.Value, item.Item, now]));
        changes.Add(new(Sql.Replace, [person.Value, item.Item, item.After, now, registration]));
    }

    /// <summary>Believes again what an act at an instant put aside, and nothing that was written of the item by it or since.</summary>
    public static void GiveBack(List<Change> changes, PersonId person, string item, DateTimeOffset act, DateTimeOffset now, Guid registration)
    {
        changes.Add(new(Sql.PutAside, [person.Value, item, act, now]));
        changes.Add(new(Sql.Again, [person.Value, item, act, now, registration]));
    }

    private static void Begin(List<Change> changes, PersonId person, ItemChange item) =>
        changes.Add(new(Sql.Begin, [person.Value, item.Item, item.Before]) { AnyRows = true });

    private static class Sql
    {
        public const string Begin = """
            insert into population.person_item (person, item, value, valid, recorded_at)
            select $1, $2, $3, daterange(null, null), '-infinity'
            where not exists (select from population.person_item i where i.person = $1 and i.item = $2)
            """;
        // what is believed of the time from the day on gives way
        public const string Supersede = """
            update population.person_item set recorded_until = $4
            where person = $1 and item = $2 and recorded_until is null and (upper_inf(valid) or upper(valid) > $3)
            """;
        // of what gave way a moment ago, the part before the day goes on being believed
        public const string KeepBefore = """
            insert into population.person_item (person, item, value, valid, recorded_at, registration)
            select i.person, i.item, i.value, daterange(lower(i.valid), $3), $4, i.registration
            from population.person_item i
            where i.person = $1 and i.item = $2 and i.recorded_until = $4 and (lower_inf(i.valid) or lower(i.valid) < $3)
            """;
        public const string Insert = """
            insert into population.person_item (person, item, value, valid, recorded_at, registration)
            values ($1, $2, $3, daterange($4, null), $5, $6)
            """;
        public const string PutAside = """
            update population.person_item set recorded_until = $4 where person = $1 and item = $2 and recorded_until is null and recorded_at >= $3
            """;
        public const string Again = """
            insert into population.person_item (person, item, value, valid, recorded_at, registration)
            select i.person, i.item, i.value, i.valid, $4, $5 from population.person_item i where i.person = $1 and i.item = $2 and i.recorded_until = $3
            """;
        public const string SupersedeCurrent = """
            update population.person_item set recorded_until = $3 where person = $1 and item = $2 and recorded_until is null and upper_inf(valid)
            """;
        public const string Replace = """
            insert into population.person_item (person, item, value, valid, recorded_at, registration)
            select i.person, i.item, $3, i.valid, $4, $5
            from population.person_item i
            where i.person = $1 and i.item = $2 and i.recorded_until = $4 and upper_inf(i.valid)
            """;
    }
}
