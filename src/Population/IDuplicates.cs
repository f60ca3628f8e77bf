using LienThong.Kernel.Access;
using LienThong.Kernel.Results;

namespace LienThong.Population;

/// <summary>Persons who stand in the register twice: candidates for an officer to look at, merging with evidence, and undoing a merge. Only keys and weights come back, no personal data.</summary>
public interface IDuplicates
{
    /// <summary>Open candidates, the surest first, of one commune or of all; at most 50, after the place where the last list ended.</summary>
    Task<IReadOnlyList<DuplicateCandidate>> Queue(string? commune, DuplicateCandidate? after, CancellationToken ct);

    /// <summary>One candidate with the weight of each field, also after it was decided. The keys may come in either order.</summary>
    Task<DuplicateCase?> Find(PersonId one, PersonId other, CancellationToken ct);

    /// <summary>Two records are two people: the pair leaves the queue and does not come back. Rests on a document.</summary>
    Task<Result<ActRegistered>> Decline(Caller caller, DuplicateDecline act, CancellationToken ct);

    /// <summary>
    /// Two records are one person: one survives, the other is locked, gives its number to the survivor and leads to it. Memberships and residences of the other end, or pass to the survivor when it
    /// had none; marriage and children pass too. Law on Identity 26/2023 art. 12 (a number that was given twice is cancelled).
    /// </summary>
    Task<Result<ActRegistered>> Merge(Caller caller, PersonMerge act, CancellationToken ct);

    /// <summary>Undoes a merge: both records are again what they were. Membership and residence come back unless the household changed since; <see cref="PersonUnmerged.PlaceRestored"/> tells.</summary>
    Task<Result<ActRegistered>> Unmerge(Caller caller, PersonUnmerge act, CancellationToken ct);

    /// <summary>Who survives when this person was merged into somebody, through any number of merges; the person itself otherwise.</summary>
    Task<PersonId> SurvivorOf(PersonId person, CancellationToken ct);
}

/// <summary>A pair in the queue. Score in bits: +1 doubles the odds that both are one person; Probability between 0 and 1.</summary>
public sealed record DuplicateCandidate(PersonId One, PersonId Other, double Score, double Probability, string? Commune, DateTimeOffset FoundAt);

/// <summary>What one field says: the level of agreement in words and its weight in bits.</summary>
public sealed record DuplicateEvidence(string Field, string Label, string Agreement, double Bits);

/// <summary>A pair with everything that speaks for and against. State: open, declined, merged. Against: strangers, kin or namesakes, the likeliest other explanation.</summary>
public sealed record DuplicateCase(DuplicateCandidate Pair, string State, string? Reason, int Model, string Against, double Start, IReadOnlyList<DuplicateEvidence> Evidence);

/// <summary>A pair that is two people.</summary>
public sealed record DuplicateDecline : RegistryAct
{
    /// <summary>One record.</summary>
    public required PersonId One { get; init; }
    /// <summary>The other.</summary>
    public required PersonId Other { get; init; }
    /// <summary>Why they are two people, in words; 5 to 500 characters.</summary>
    public required string Reason { get; init; }
}

/// <summary>A pair that is one person.</summary>
public sealed record PersonMerge : RegistryAct
{
    /// <summary>The record that stays.</summary>
    public required PersonId Survivor { get; init; }
    /// <summary>The record that becomes a former identity.</summary>
    public required PersonId Merged { get; init; }
}

/// <summary>A merge to undo.</summary>
public sealed record PersonUnmerge : RegistryAct
{
    /// <summary>The record that was merged away.</summary>
    public required PersonId Merged { get; init; }
}
