using LienThong.Kernel.Access;
using LienThong.Kernel.Data;

namespace LienThong.Population.Persons;

/// <summary>What changed of a person: the version that came of it, what happened, and the values before and after.</summary>
internal sealed record PersonChange(PersonId Person, int Version, string What, object? Before, object? After);

/// <summary>The row that every change of a person leaves: who, when, resting on what, from what to what.</summary>
internal static class PersonHistory
{
    public static Change Row(PersonChange change, DateTimeOffset at, Caller caller, string document) => new(Sql.Insert,
    [
        change.Person.Value, change.Version, at, change.What, caller.Kind.ToString().ToLowerInvariant(), caller.Id, document,
        change.Before is { } before ? Json.Of(before) : null, change.After is { } after ? Json.Of(after) : null,
    ]);

    private static class Sql
    {
        public const string Insert = """
            insert into population.person_history (person, version, recorded_at, event, caller_kind, caller, document, before, after)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """;
    }
}
