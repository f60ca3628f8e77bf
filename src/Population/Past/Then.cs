namespace LienThong.Population.Past;

/// <summary>A person then. Values by dictionary code, canonical text and what people read; relatives are shown by name.</summary>
internal sealed record PersonThen(PersonId Person, DateOnly On, DateTimeOffset KnownAt, IReadOnlyList<ItemThen> Items);

/// <summary>One item then. <see cref="Changed"/>: it has had other values, then or later.</summary>
internal sealed record ItemThen(string Item, string? Value, string? Display, bool Changed);

/// <summary>A household then.</summary>
internal sealed record HouseholdThen(HouseholdId Household, string Commune, string Address, string DossierNumber, DateOnly On, DateTimeOffset KnownAt, IReadOnlyList<HouseholdMember> Members);

/// <summary>An entry of the book of acts.</summary>
internal sealed record ActEntered(Guid Registration, string Kind, DateOnly On, LegalDocument Document, string? Agency, DateTimeOffset RecordedAt);
