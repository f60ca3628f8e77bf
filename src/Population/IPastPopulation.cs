namespace LienThong.Population;

/// <summary>
/// "As it was on a day, as known at an instant", for any person and household: every item, not only residence. Officers read it through the broker first, so that the look stands in the ledger; this contract
/// is for those who have done so.
/// </summary>
public interface IPastPopulation
{
    /// <summary>The items of a person on a day, as the register believed at an instant (null: now). Null when the person was not born on the day or not known at the instant.</summary>
    Task<PersonThen?> Person(PersonId person, DateOnly on, DateTimeOffset? knownAt, CancellationToken ct);

    /// <summary>The household that a person belonged to on a day, as believed at an instant; null when none was believed.</summary>
    Task<HouseholdThen?> HouseholdOf(PersonId person, DateOnly on, DateTimeOffset? knownAt, CancellationToken ct);

    /// <summary>The same by the key of the household.</summary>
    Task<HouseholdThen?> Household(HouseholdId household, DateOnly on, DateTimeOffset? knownAt, CancellationToken ct);

    /// <summary>Acts that concern a person, latest first, at most 200.</summary>
    Task<IReadOnlyList<ActEntered>> ActsOf(PersonId person, CancellationToken ct);
}

/// <summary>A person then. Values by dictionary code, canonical text and what people read; relatives are shown by name.</summary>
public sealed record PersonThen(PersonId Person, DateOnly On, DateTimeOffset KnownAt, IReadOnlyList<ItemThen> Items);

/// <summary>One item then. <see cref="Changed"/>: it has had other values, then or later.</summary>
public sealed record ItemThen(string Item, string? Value, string? Display, bool Changed);

/// <summary>A household then.</summary>
public sealed record HouseholdThen(HouseholdId Household, string Commune, string Address, string DossierNumber, DateOnly On, DateTimeOffset KnownAt, IReadOnlyList<HouseholdMember> Members);

/// <summary>An entry of the book of acts.</summary>
public sealed record ActEntered(Guid Registration, string Kind, DateOnly On, LegalDocument Document, string? Agency, DateTimeOffset RecordedAt);
