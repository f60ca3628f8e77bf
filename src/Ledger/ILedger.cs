using LienThong.Kernel.Results;

namespace LienThong.Ledger;

/// <summary>
/// The append-only book of every reading and change of personal data. An entry is durable when <see cref="AppendMany"/> answers; within
/// about a second a sequencer gives it its place in an RFC 6962 Merkle tree and signs a C2SP checkpoint over it.
/// Whoever reads personal data appends first and answers after: when an append is refused, the read is refused too (fail closed).
/// </summary>
public interface ILedger
{
    /// <summary>Makes entries durable, all or none, in one commit shared with whoever else appends at this moment.</summary>
    /// <returns>Refused with LED-0001 when the book cannot be written, LED-0003 when it was rolled back: then nothing may be read.</returns>
    ValueTask<Result> AppendMany(IReadOnlyList<LedgerEntry> entries, CancellationToken ct);

    /// <summary>The proof that an entry stands in the book, under the newest checkpoint. LED-0005 when unknown, LED-0006 in the first second.</summary>
    Task<Result<InclusionProof>> ProveInclusion(Guid entry, CancellationToken ct);

    /// <summary>The proof that the book of size <paramref name="to"/> begins with the book of size <paramref name="from"/>.</summary>
    Task<Result<ConsistencyProof>> ProveConsistency(long from, long to, CancellationToken ct);

    /// <summary>Entries that match, newest first, a page at a time. At least one condition or a time is needed (LED-0008).</summary>
    Task<Result<LedgerPage>> Search(LedgerQuery query, CancellationToken ct);

    /// <summary>The newest signed checkpoint; null while the book is empty.</summary>
    Task<Checkpoint?> LatestCheckpoint(CancellationToken ct);

    /// <summary>
    /// Recomputes everything from the stored entries: contents, subjects, leaves, tiles, roots, signatures, and compares it with the
    /// checkpoint kept outside the database. Reads the whole book: minutes for millions of entries.
    /// </summary>
    Task<LedgerVerdict> Verify(IProgress<long>? progress, CancellationToken ct);

    /// <summary>
    /// Destroys the key of a person and takes the person out of the searchable rows, so that nobody can link the entries again; every
    /// proof stays valid. The erasure itself becomes an entry. Law 91/2025/QH15 (right to erasure), only by a written order.
    /// </summary>
    Task<Result<int>> EraseSubject(Guid subject, LedgerEntry order, CancellationToken ct);
}

/// <summary>Finds entries; every condition that is set must hold.</summary>
/// <param name="Subject">About this person, organisation or record.</param>
/// <param name="Actor">Read or changed by this account.</param>
/// <param name="Agency">On behalf of this agency.</param>
/// <param name="Agreement">Under this agreement.</param>
/// <param name="Purpose">For this purpose, in camelCase as stored: <c>procedure</c>.</param>
/// <param name="From">Not before this instant.</param>
/// <param name="To">Before this instant.</param>
/// <param name="Before">Where the next page begins: <see cref="LedgerPage.Next"/> of the page before.</param>
/// <param name="Take">How many, 1 to 100.</param>
public sealed record LedgerQuery(
    Guid? Subject = null, string? Actor = null, string? Agency = null, string? Agreement = null, string? Purpose = null,
    DateTimeOffset? From = null, DateTimeOffset? To = null, Guid? Before = null, int Take = 50);

/// <summary>One page of entries, newest first.</summary>
/// <param name="Entries">At most as many as asked for.</param>
/// <param name="Next">Pass as <see cref="LedgerQuery.Before"/> for the next page; null on the last.</param>
public sealed record LedgerPage(IReadOnlyList<LedgerEntry> Entries, Guid? Next);
