using LienThong.Kernel.Events;
using LienThong.Kernel.Time;

namespace LienThong.Population;

/// <summary>A birth was registered. Commune: where it was registered (5 digits). Health insurance and residence follow it (Decree 63/2024).</summary>
public sealed record PersonBorn(PersonId Person, PersonalNumber Number, DateOnly BirthDate, Sex Sex, PersonId? Mother, PersonId? Father, string Commune, HouseholdId? Household, string Document) : IEvent
{
    /// <inheritdoc />
    public static string EventType => "population.born";
    /// <inheritdoc />
    public string Subject => Person.ToString();
}

/// <summary>A permanent residence was registered; FromCommune is null for a first registration.</summary>
public sealed record PersonMoved(PersonId Person, string? FromCommune, string ToCommune, HouseholdId Household, DateOnly From, string Document) : IEvent
{
    /// <inheritdoc />
    public static string EventType => "population.moved";
    /// <inheritdoc />
    public string Subject => Person.ToString();
}

/// <summary>A death was registered; the card, the account and payments lock after it.</summary>
public sealed record PersonDied(PersonId Person, PartialDate DeathDate, string? Commune, string Document) : IEvent
{
    /// <inheritdoc />
    public static string EventType => "population.died";
    /// <inheritdoc />
    public string Subject => Person.ToString();
}

/// <summary>Two persons married.</summary>
public sealed record PersonMarried(PersonId Person, PersonId Spouse, DateOnly MarriedOn, string Document) : IEvent
{
    /// <inheritdoc />
    public static string EventType => "population.married";
    /// <inheritdoc />
    public string Subject => Person.ToString();
}

/// <summary>Items of a person were corrected; the former values stay in the history. Fields are dictionary codes such as person.fullName.</summary>
public sealed record PersonCorrected(PersonId Person, IReadOnlyList<string> Fields, string Document) : IEvent
{
    /// <inheritdoc />
    public static string EventType => "population.corrected";
    /// <inheritdoc />
    public string Subject => Person.ToString();
}
