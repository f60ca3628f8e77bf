using LienThong.Kernel.Access;
using LienThong.Kernel.Results;

namespace LienThong.Population;

/// <summary>
/// Decisions that merge, divide or renumber communes, applied to people as data. Nothing that was written is rewritten: a residence keeps the commune as declared and gets the commune of today's map beside it,
/// so old addresses keep resolving and figures can be cut by either map. Codes and succession belong to the Directory; this is what they mean for the people who live there.
/// </summary>
public interface IAreaDecisions
{
    /// <summary>Enters a decision as a draft.</summary>
    Task<Result<AreaDecision>> Enter(Caller caller, AreaDecisionDraft draft, CancellationToken ct);

    /// <summary>A draft made of what the Directory knows to have changed on a day, in one province or everywhere.</summary>
    Task<Result<AreaDecisionDraft>> FromDirectory(DateOnly on, string? province, CancellationToken ct);

    /// <summary>What it would do: people and households per commune, which stay ambiguous because the commune is divided, what the Directory says otherwise.</summary>
    Task<Result<AreaPreview>> Preview(Guid decision, CancellationToken ct);

    /// <summary>Takes a draft back.</summary>
    Task<Result<AreaDecision>> Withdraw(Caller caller, Guid decision, CancellationToken ct);

    /// <summary>Puts it in force, on its day or later, in one transaction. Readers are not blocked; registrations wait for the few seconds it takes.</summary>
    Task<Result<AreaDecision>> Apply(Caller caller, Guid decision, CancellationToken ct);

    /// <summary>Says for households of a divided commune where they lie now; up to 1,000 at once.</summary>
    Task<Result<DoubtsSettled>> Settle(Caller caller, DoubtSettlement settlement, CancellationToken ct);

    /// <summary>Households that wait for somebody to say where they lie, at most 200 after a key.</summary>
    Task<IReadOnlyList<AreaDoubt>> Doubts(Guid decision, HouseholdId? after, CancellationToken ct);

    /// <summary>Decisions, latest first, at most 100.</summary>
    Task<IReadOnlyList<AreaDecision>> List(CancellationToken ct);

    /// <summary>One decision, or null.</summary>
    Task<AreaDecision?> Find(Guid decision, CancellationToken ct);
}

/// <summary>One edge: the people of a commune go to another. A commune with several edges is divided.</summary>
public sealed record AreaMove(string From, string To);

/// <summary>A decision to enter. Codes have 5 digits; 1 to 12,000 edges.</summary>
public sealed record AreaDecisionDraft(string IdempotencyKey, DateOnly EffectiveOn, LegalDocument Document, IReadOnlyList<AreaMove> Moves);

/// <summary>State of a decision: draft, withdrawn, in-force. Counts are those of the application.</summary>
public sealed record AreaDecision(
    Guid Id, string State, DateOnly EffectiveOn, LegalDocument Document, IReadOnlyList<AreaMove> Moves, DateTimeOffset EnteredAt, DateTimeOffset? AppliedAt, long? People, long? Households, long? Doubtful);

/// <summary>What a decision would do.</summary>
public sealed record AreaPreview(Guid Decision, long People, long Households, long DoubtfulPeople, long DoubtfulHouseholds, IReadOnlyList<CommunePreview> Communes, IReadOnlyList<string> Warnings);

/// <summary>One commune of the preview; several targets: divided.</summary>
public sealed record CommunePreview(string From, IReadOnlyList<string> To, long People, long Households);

/// <summary>A household of a divided commune.</summary>
public sealed record AreaDoubt(HouseholdId Household, string Commune, string Address, IReadOnlyList<string> Choices);

/// <summary>Where a household lies now.</summary>
public sealed record DoubtAnswer(HouseholdId Household, string To);

/// <summary>Answers to doubts of one decision.</summary>
public sealed record DoubtSettlement(string IdempotencyKey, Guid Decision, IReadOnlyList<DoubtAnswer> Answers);

/// <summary>How many were settled, how many still wait.</summary>
public sealed record DoubtsSettled(int Settled, long Waiting, bool Repeated);
