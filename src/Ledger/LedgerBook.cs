using LienThong.Kernel.Results;
using LienThong.Ledger.Entries;
using LienThong.Ledger.Proofs;
using LienThong.Ledger.Verification;

namespace LienThong.Ledger;

/// <summary>The contract, each line in its own file.</summary>
sealed class LedgerBook(Db db, AppendEntries append, VerifyLedger verify) : ILedger
{
    public ValueTask<Result> AppendMany(IReadOnlyList<LedgerEntry> entries, CancellationToken ct) => append.Append(entries, ct);

    public Task<Result<InclusionProof>> ProveInclusion(Guid entry, CancellationToken ct) => ProveEntries.Inclusion(db, entry, ct);

    public Task<Result<ConsistencyProof>> ProveConsistency(long from, long to, CancellationToken ct) => ProveEntries.Consistency(db, from, to, ct);

    public Task<Result<LedgerPage>> Search(LedgerQuery query, CancellationToken ct) => SearchEntries.Search(db, query, ct);

    public Task<Checkpoint?> LatestCheckpoint(CancellationToken ct) => ProveEntries.Latest(db, ct);

    public Task<LedgerVerdict> Verify(IProgress<long>? progress, CancellationToken ct) => verify.Run(progress, ct);

    public Task<Result<int>> EraseSubject(Guid subject, LedgerEntry order, CancellationToken ct) => Entries.EraseSubject.Erase(db, append, subject, order, ct);
}
