using LienThong.Kernel.Access;
using LienThong.Kernel.Data;

namespace LienThong.Population.Persons;

/// <summary>The row that every change of a person leaves: who, when, resting on what, from what to what.</summary>
internal static class PersonHistory
{
    public static Change Row(PersonId person, int version, DateTimeOffset at, string what, Caller caller, string document, object? before, object? after) => new(Sql.Insert,
        [person.Value, version, at, what, caller.Kind.ToString().ToLowerInvariant(), caller.Id, document, before is null ? null : Json.Of(before), after is null ? null : Json.Of(after)]);

    private static class Sql
    {
        public const string Insert = """
            insert into population.person_history (person, version, recorded_at, event, caller_kind, caller, document, before, after)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """;
    }
}
