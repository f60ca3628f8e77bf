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

/// <summary>Two persons married; told once for each. The spouse stands here as the book of marriages writes them on that day; Agency registered it.</summary>
public sealed record PersonMarried(PersonId Person, PersonId Spouse, DateOnly MarriedOn, string Document) : IEvent
{
    /// <summary>Full name of the spouse on that day.</summary>
    public string? SpouseName { get; init; }
    /// <summary>Number of the spouse on that day.</summary>
    public string? SpouseNumber { get; init; }
    /// <summary>Code of the agency that registered the marriage; null when a program did.</summary>
    public string? Agency { get; init; }
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

/// <summary>A temporary residence began, was renewed or ended; it now lasts up to and including Until.</summary>
public sealed record TemporaryResidenceChanged(PersonId Person, string Commune, DateOnly From, DateOnly Until, string Document) : IEvent
{
    /// <inheritdoc />
    public static string EventType => "population.temporary-residence-changed";
    /// <inheritdoc />
    public string Subject => Person.ToString();
}

/// <summary>A permanent residence was removed from the register; from On on the person has none.</summary>
public sealed record PermanentResidenceRemoved(PersonId Person, string Commune, DateOnly On, string Ground, string Document) : IEvent
{
    /// <inheritdoc />
    public static string EventType => "population.permanent-residence-removed";
    /// <inheritdoc />
    public string Subject => Person.ToString();
}

/// <summary>An absence was declared, or ended earlier (case "ended").</summary>
public sealed record AbsenceDeclared(PersonId Person, DateOnly From, DateOnly? Until, string Case, string Document) : IEvent
{
    /// <inheritdoc />
    public static string EventType => "population.absence-declared";
    /// <inheritdoc />
    public string Subject => Person.ToString();
}

/// <summary>Members founded a household of their own.</summary>
public sealed record HouseholdSplitOff(HouseholdId From, HouseholdId Household, IReadOnlyList<PersonId> People, DateOnly On, string Document) : IEvent
{
    /// <inheritdoc />
    public static string EventType => "population.household-split";
    /// <inheritdoc />
    public string Subject => From.ToString();
}

/// <summary>One household went into another.</summary>
public sealed record HouseholdsMerged(HouseholdId Ended, HouseholdId Into, IReadOnlyList<PersonId> People, DateOnly On, string Document) : IEvent
{
    /// <inheritdoc />
    public static string EventType => "population.households-merged";
    /// <inheritdoc />
    public string Subject => Into.ToString();
}

/// <summary>Another member leads the household.</summary>
public sealed record HeadChanged(HouseholdId Household, PersonId? Before, PersonId Head, DateOnly On, string Document) : IEvent
{
    /// <inheritdoc />
    public static string EventType => "population.head-changed";
    /// <inheritdoc />
    public string Subject => Household.ToString();
}

/// <summary>The address of a household is written another way; nobody moved.</summary>
public sealed record AddressAdjusted(HouseholdId Household, IReadOnlyList<PersonId> People, DateOnly On, string Document) : IEvent
{
    /// <inheritdoc />
    public static string EventType => "population.address-adjusted";
    /// <inheritdoc />
    public string Subject => Household.ToString();
}

/// <summary>A marriage ended by divorce.</summary>
public sealed record PersonDivorced(PersonId Person, PersonId? Former, DateOnly On, string Document) : IEvent
{
    /// <inheritdoc />
    public static string EventType => "population.divorced";
    /// <inheritdoc />
    public string Subject => Person.ToString();
}

/// <summary>The register learned who a parent is.</summary>
public sealed record ParentRecognised(PersonId Person, PersonId Parent, bool Mother, string Document) : IEvent
{
    /// <inheritdoc />
    public static string EventType => "population.parent-recognised";
    /// <inheritdoc />
    public string Subject => Person.ToString();
}

/// <summary>A child was adopted.</summary>
public sealed record PersonAdopted(PersonId Person, PersonId? Mother, PersonId? Father, DateOnly On, string Document) : IEvent
{
    /// <inheritdoc />
    public static string EventType => "population.adopted";
    /// <inheritdoc />
    public string Subject => Person.ToString();
}

/// <summary>Somebody is no longer the legal representative of a person.</summary>
public sealed record RepresentationEnded(PersonId Person, PersonId Representative, DateOnly On, string Document) : IEvent
{
    /// <inheritdoc />
    public static string EventType => "population.representation-ended";
    /// <inheritdoc />
    public string Subject => Person.ToString();
}

/// <summary>A decision on areas came into force: residences of this many people have another commune on the map of today. One event for all of them.</summary>
public sealed record AreasRedrawn(Guid Decision, DateOnly EffectiveOn, long People, string Document) : IEvent
{
    /// <inheritdoc />
    public static string EventType => "population.areas-redrawn";
    /// <inheritdoc />
    public string Subject => "areas:" + Decision.ToString("D");
}
