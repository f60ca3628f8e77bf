using LienThong.Kernel.Access;
using LienThong.Kernel.Results;

namespace LienThong.Population;

/// <summary>Identity cards: issue, loss, return, revocation, and the check of a card's QR code against the register. Law on Identity 26/2023 art. 18-30.</summary>
public interface ICards
{
    /// <summary>A card was issued; a card that was valid until then is replaced. The last day follows from the ages of the law.</summary>
    Task<Result<ActRegistered>> Issue(Caller caller, CardIssue act, CancellationToken ct);

    /// <summary>The valid card was lost, returned or revoked.</summary>
    Task<Result<ActRegistered>> End(Caller caller, CardEnd act, CancellationToken ct);

    /// <summary>
    /// Compares the seven items of a card's QR code with the register, on a stated ground and through the data broker, as <see cref="IPopulation.Verify"/> does; and tells the state of that card.
    /// </summary>
    Task<Result<CardCheck>> Check(VerificationGround ground, string qr, CancellationToken ct);

    /// <summary>All cards of a person, latest first, with the states they went through. For the register's own pages, after the broker allowed the look.</summary>
    Task<IReadOnlyList<IdentityCard>> Of(PersonId person, CancellationToken ct);
}

/// <summary>A card to register; On is the day of issue.</summary>
public sealed record CardIssue : RegistryAct
{
    /// <summary>Whose.</summary>
    public required PersonId Person { get; init; }
    /// <summary>A case of use <c>cardKind</c> of content/population: can-cuoc, cccd, certificate.</summary>
    public required string Kind { get; init; }
    /// <summary>A case of use <c>cardReason</c>: first, exchange, reissue.</summary>
    public required string Reason { get; init; }
}

/// <summary>The end of the valid card; On is the day since which it does not count.</summary>
public sealed record CardEnd : RegistryAct
{
    /// <summary>Whose.</summary>
    public required PersonId Person { get; init; }
    /// <summary>A case of use <c>cardEnd</c>: lost, returned, revoked.</summary>
    public required string How { get; init; }
}

/// <summary>A card. State: valid, replaced, lost, returned, revoked, expired, locked (by a death). Expires null: without an end.</summary>
public sealed record IdentityCard(Guid Id, PersonalNumber Number, string Kind, string Reason, DateOnly Issued, DateOnly? Expires, string State, string Agency, IReadOnlyList<CardChange> Changes);

/// <summary>A state that a card went into, since which day, and when that was recorded.</summary>
public sealed record CardChange(string State, DateOnly On, DateTimeOffset RecordedAt);

/// <summary>One item of the card: number, oldNumber, fullName, birthDate, sex, residence, issued. Near: less precise, without accents, a former value, or an address of the day of issue.</summary>
public sealed record CardItem(string Item, ItemOutcome Outcome);

/// <summary>The check of a card. State: that of the card with this day of issue, null when the register does not know the card.</summary>
public sealed record CardCheck(PersonId Person, IReadOnlyList<CardItem> Items, string? State, DateOnly? Expires);
