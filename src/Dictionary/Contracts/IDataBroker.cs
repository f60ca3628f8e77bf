using LienThong.Kernel.Access;
using LienThong.Kernel.Results;

namespace LienThong.Dictionary;

/// <summary>
/// The one door to personal data, for every consumer, also in the same process. It checks the agreement and the purpose, gives only
/// the agreed fields, writes the read to the ledger, and only then answers. Declared here so that modules left of Exchange can use it.
/// </summary>
public interface IDataBroker
{
    /// <summary>Reads fields of one subject. A source that is away gives <see cref="ReadOutcome.Unavailable"/>, not a refusal.</summary>
    Task<Result<DataAnswer>> Read(DataRequest request, CancellationToken ct);

    /// <summary>Reads fields of up to 1,000 subjects under one agreement: one ledger entry per subject.</summary>
    Task<Result<IReadOnlyList<DataAnswer>>> ReadMany(BulkDataRequest request, CancellationToken ct);

    /// <summary>
    /// Allows the holder of the data itself to compare many records in place (a file of a million rows) instead of carrying every value through the broker. The same checks as for a
    /// read; what is compared must be recorded piece by piece before it is given out.
    /// </summary>
    Task<Result<IComparison>> Compare(ComparisonRequest request, CancellationToken ct);
}

/// <summary>A comparison that the broker allowed.</summary>
public interface IComparison
{
    /// <summary>Most persons in one piece.</summary>
    const int MostPersons = 100_000;

    /// <summary>
    /// Writes to the ledger whose data was compared and a commitment to the answer. Only when this succeeded may the answer leave. Each person gets a line of
    /// their own in the ledger soon after.
    /// </summary>
    /// <param name="subjects">The persons found, at most <see cref="MostPersons"/>.</param>
    /// <param name="answer">The very bytes that are given out.</param>
    /// <param name="ct">Ends the waiting, not the writing.</param>
    ValueTask<Result> Record(IReadOnlyList<SubjectId> subjects, ReadOnlyMemory<byte> answer, CancellationToken ct);
}

/// <summary>A comparison of many records: who, under which agreement, why, on what ground, which fields.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Agreement">Code of the agreement.</param>
/// <param name="Purpose">Why; it must be the purpose of the agreement.</param>
/// <param name="Basis">The case that makes this lawful now.</param>
/// <param name="Fields">The fields that are compared.</param>
public sealed record ComparisonRequest(Caller Caller, string Agreement, Purpose Purpose, Basis Basis, IReadOnlyList<FieldCode> Fields);

/// <summary>
/// Knows whether a ground that a reading cites stands: implemented by the module that keeps the dossiers, by the one that keeps the consents. A kind that nobody knows is taken as cited,
/// and stands in the ledger so.
/// </summary>
public interface IGround
{
    /// <summary>The kind it knows.</summary>
    BasisKind Kind { get; }

    /// <summary>True when the ground of the request exists, is open, is this caller's to use, and is about this subject and these fields.</summary>
    ValueTask<bool> Stands(DataRequest request, SubjectId subject, CancellationToken ct);
}

/// <summary>A read: who, under which agreement, why, on what ground, about whom, which fields.</summary>
/// <param name="Caller">Who reads.</param>
/// <param name="Agreement">Code of the agreement.</param>
/// <param name="Purpose">Why; it must be the purpose of the agreement.</param>
/// <param name="Basis">The case that makes this read lawful now.</param>
/// <param name="Subject">About whom.</param>
/// <param name="Fields">Which fields; asking for one that is not agreed refuses the whole read.</param>
public sealed record DataRequest(
    Caller Caller, string Agreement, Purpose Purpose, Basis Basis, SubjectId Subject, IReadOnlyList<FieldCode> Fields);

/// <summary>The same read for many subjects.</summary>
public sealed record BulkDataRequest(
    Caller Caller, string Agreement, Purpose Purpose, Basis Basis, IReadOnlyList<SubjectId> Subjects, IReadOnlyList<FieldCode> Fields);

/// <summary>What kind of ground a read stands on.</summary>
public enum BasisKind
{
    /// <summary>An open dossier of the person.</summary>
    Dossier,
    /// <summary>A consent that the person gave.</summary>
    Consent,
    /// <summary>The agreement alone, for standing registry work.</summary>
    Agreement,
    /// <summary>The person's own data.</summary>
    OwnData,
    /// <summary>A dated order of a competent authority.</summary>
    Order,
}

/// <summary>The ground of a read.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Reference">Dossier code, consent id, agreement code, order number. Never personal data.</param>
public sealed record Basis(BasisKind Kind, string Reference);

/// <summary>How asking for a field ended.</summary>
public enum ReadOutcome
{
    /// <summary>The source holds a value.</summary>
    Found,
    /// <summary>The source answered and holds none.</summary>
    Absent,
    /// <summary>The source did not answer; nothing is known.</summary>
    Unavailable,
}

/// <summary>One answered field.</summary>
/// <param name="Field">Its code.</param>
/// <param name="Value">Canonical text: ISO date, code, or JSON for people and lists.</param>
/// <param name="Display">For people, in Vietnamese.</param>
/// <param name="Database">Which database answered.</param>
/// <param name="AsOf">When that database last knew it to be so.</param>
/// <param name="Outcome">Found, absent or unavailable.</param>
public sealed record FieldValue(FieldCode Field, string? Value, string? Display, string Database, DateTimeOffset AsOf, ReadOutcome Outcome)
{
    /// <summary>What to show: the display text, or the value.</summary>
    public string? Shown => Display ?? Value;
}

/// <summary>The answer to a read, with the receipt of its ledger entry.</summary>
public sealed record DataAnswer(SubjectId Subject, IReadOnlyList<FieldValue> Values, Receipt Receipt)
{
    /// <summary>The value of a field; null when it was not asked for.</summary>
    public FieldValue? this[FieldCode field] => Values.FirstOrDefault(v => v.Field == field);
}

/// <summary>Where the read stands in the ledger: its entry was durable before the answer left.</summary>
public readonly record struct Receipt(Guid Entry, DateTimeOffset At);
