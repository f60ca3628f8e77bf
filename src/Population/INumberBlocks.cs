using LienThong.Kernel.Access;
using LienThong.Kernel.Results;

namespace LienThong.Population;

/// <summary>
/// Personal numbers for work without a line: a commune takes a block along, registers births on paper, and reconciles afterwards. A number belongs to one block at most and to one person for good;
/// what comes back unused is given out again. Decree 137/2015 art. 13-14.
/// </summary>
public interface INumberBlocks
{
    /// <summary>Takes a block for one sex and one year of birth.</summary>
    Task<Result<NumberBlock>> Take(Caller caller, NumberBlockRequest request, CancellationToken ct);

    /// <summary>
    /// Enters what was registered offline, each birth in a transaction of its own: repeating is safe. A birth that was registered otherwise in the meantime keeps its first number, and the paper's number leads to
    /// the same child. With <see cref="BlockReconciliation.Close"/> the unused numbers go back.
    /// </summary>
    Task<Result<BlockReconciled>> Reconcile(Caller caller, BlockReconciliation reconciliation, CancellationToken ct);

    /// <summary>Blocks of a commune, latest first, at most 100.</summary>
    Task<IReadOnlyList<BlockState>> BlocksOf(string commune, CancellationToken ct);
}

/// <summary>Asks for a block; the size is limited by content/population (block.mostNumbers).</summary>
public sealed record NumberBlockRequest(string IdempotencyKey, string Commune, Sex Sex, int BirthYear, int Size);

/// <summary>The numbers of a block.</summary>
public sealed record NumberBlock(Guid Block, string Commune, IReadOnlyList<PersonalNumber> Numbers, DateTimeOffset TakenAt, bool Repeated);

/// <summary>A birth that was given a number offline.</summary>
public sealed record OfflineBirth(PersonalNumber Number, BirthRegistration Birth);

/// <summary>Up to 500 births of a block; Close ends the block.</summary>
public sealed record BlockReconciliation(Guid Block, IReadOnlyList<OfflineBirth> Births, bool Close);

/// <summary>What became of each birth, in the order given, and how many numbers went back.</summary>
public sealed record BlockReconciled(Guid Block, IReadOnlyList<OfflineOutcome> Outcomes, int Returned, bool Closed);

/// <summary>Outcome: registered, repeated, duplicate (the child has another number; this one leads to it), refused with the code.</summary>
public sealed record OfflineOutcome(PersonalNumber Number, string Outcome, PersonId? Child, string? Code);

/// <summary>A block as it stands.</summary>
public sealed record BlockState(Guid Block, string Commune, int Size, int Used, DateTimeOffset TakenAt, DateTimeOffset? ClosedAt);
