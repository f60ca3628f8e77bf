using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Population.Persons;

namespace LienThong.Population.Residence;

/// <summary>Where somebody lives from a day on: household, commune of today's map, address.</summary>
internal sealed record Place(HouseholdId Household, string Commune, string Address);

/// <summary>Persons under their locks with their residences that go on, and how to give them another one.</summary>
internal sealed record MovingFacts(IReadOnlyDictionary<PersonId, Person> Persons, ILookup<PersonId, OpenResidence> Open, IReadOnlyDictionary<PersonId, short> Entries)
{
    /// <summary>Locks the persons in the order of their keys, so that two acts on the same people never wait for each other in a circle. Unknown ones are left out.</summary>
    public static async Task<MovingFacts> Lock(Db tx, IReadOnlyCollection<PersonId> people, DateOnly from, CancellationToken ct)
    {
        Guid[] keys = [.. people.Select(p => p.Value).Distinct()];
        var persons = (await tx.Many(Sql.Lock, [keys], Person.Read, ct)).ToDictionary(p => p.Id);
        var open = (await tx.Many(ResidenceRows.Sql.OpenOnes, [keys, from], OpenResidence.Read, ct)).ToLookup(r => r.Person);
        var entries = (await tx.Many(ResidenceRows.Sql.LastEntries, [keys], static r => (Person: new PersonId(r.GetGuid(0)), Last: r.GetInt16(1)), ct)).ToDictionary(e => e.Person, e => e.Last);
        return new(persons, open, entries);
    }

    /// <summary>
    /// The permanent residence that goes on, or null. One dwelling can have several believed entries after the day (an adjusted address begins a new one): the last of them, so that nothing is dated before it.
    /// </summary>
    public OpenResidence? Permanent(PersonId person) => Last(person, ResidenceKind.Permanent);

    /// <summary>The temporary residence that goes on after a day, or null; after a renewal the later term.</summary>
    public OpenResidence? Temporary(PersonId person) => Last(person, ResidenceKind.Temporary);

    private OpenResidence? Last(PersonId person, ResidenceKind kind) => Open[person].Where(r => r.Kind == kind).MaxBy(r => r.From);

    /// <summary>
    /// Ends the permanent residence and the temporary one in the same commune, begins the new one, and leaves a row in the person's history.
    /// </summary>
    public void Settle(List<Change> changes, PersonId id, Place place, RelocationAct act)
    {
        var person = Persons[id];
        var entry = (short)(Entries.GetValueOrDefault(id) + 1);
        foreach (var old in Open[id])
        {
            if (old.Kind == ResidenceKind.Permanent || old.Commune == place.Commune) entry = old.End(changes, entry, act.From, act.Now, act.Document);
        }

        changes.Add(new(ResidenceRows.Sql.Insert,
            [id.Value, entry, (short)ResidenceKind.Permanent, place.Household.Value, act.From, null, place.Commune, place.Address, act.Now, act.Document, act.Ground]));
        Touch(changes, person, act, Permanent(id) is { } from ? new { from.Commune, from.Address, from.Household } : null, new { place.Commune, place.Address, place.Household, act.From });
    }

    /// <summary>A new version of the person with its row of history.</summary>
    public static void Touch(List<Change> changes, Person person, RelocationAct act, object? before, object? after)
    {
        changes.Add(new(Sql.Touch, [person.Id.Value, person.Version]));
        changes.Add(PersonHistory.Row(new(person.Id, person.Version + 1, act.What, before, after), act.Now, act.Caller, act.Document));
    }

    private static class Sql
    {
        public const string Lock = $"select {Person.Columns} from population.person where id = any($1) order by id for no key update";
        public const string Touch = "update population.person set version = version + 1 where id = $1 and version = $2";
    }
}

/// <summary>What is written with every row of an act on residences. From is the first day.</summary>
internal sealed record RelocationAct(string What, Caller Caller, DateOnly From, string Document, DateTimeOffset Now, string? Ground = null);
