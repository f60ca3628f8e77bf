using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;

namespace LienThong.Registries;

/// <summary>
/// Sector registers (hộ tịch, giấy chứng sinh, bảo hiểm y tế, chỗ ở …) that exist because <c>content/registries</c> declares them by dictionary fields.
/// Consumers never read here: they ask the data broker, which asks the field source of the database. This contract is for keepers and for loading.
/// </summary>
public interface IRegistries
{
    /// <summary>The live registers, by code. They change while the program runs: ask each time.</summary>
    ValueTask<IReadOnlyList<RegistryDefinition>> All(CancellationToken ct);

    /// <summary>One live register; null when none has this code.</summary>
    ValueTask<RegistryDefinition?> Find(string registry, CancellationToken ct);

    /// <summary>
    /// The records of up to 1,000 subjects as they stand, for the keeper's own upkeep. The caller needs the scope <c>registries.write</c> (REG-0005) and every
    /// reading is written to the ledger before it is answered; when the ledger refuses, nothing is read.
    /// </summary>
    Task<Result<List<RegistryRecord>>> ReadRecords(Caller caller, string registry, IReadOnlyList<SubjectId> subjects, CancellationToken ct);

    /// <summary>
    /// Writes up to 1,000 records, all or none. A new record must hold every compulsory field; an existing one takes over the fields given and keeps the others.
    /// What it said before goes to the history, and <see cref="RecordChanged"/> is told. A draft that changes nothing writes nothing.
    /// Refused: REG-0001 unknown register, REG-0002 field not of the register, REG-0003 compulsory field missing, REG-0006 version not the one expected,
    /// and the dictionary's DIC-0010 … DIC-0018 per value, each pointing at <c>/{index}/{field}</c>.
    /// </summary>
    Task<Result<List<RecordReceipt>>> PutRecords(Caller caller, string registry, IReadOnlyList<RecordDraft> records, CancellationToken ct);

    /// <summary>Every state of one record, newest first, at most 500. Written to the ledger like <see cref="ReadRecords"/>.</summary>
    Task<Result<List<RegistryRecord>>> History(Caller caller, string registry, SubjectId subject, string key, CancellationToken ct);

    /// <summary>
    /// The records of up to 1,000 subjects on both axes of time: as they held on a day, as the register knew them at an instant. In the ledger like <see cref="ReadRecords"/>.
    /// </summary>
    Task<Result<List<RegistryRecord>>> ReadAsOf(Caller caller, string registry, IReadOnlyList<SubjectId> subjects, AsOf at, CancellationToken ct);

    /// <summary>
    /// What changed in a register after a position of its feed, in the order of commits, without gaps: whoever read up to a position has seen everything before it. Which records and
    /// fields, never values. At most 1,000 lines. The keeper reads it freely; see <see cref="FeedQuery"/> for others.
    /// </summary>
    Task<Result<FeedPage>> Changes(Caller caller, string registry, FeedQuery query, CancellationToken ct);

    /// <summary>
    /// Loads a stream of new records by COPY: first filling of a register, or synthetic data. Checked like <see cref="PutRecords"/>, without history and events.
    /// All or none; the answer is the number of records. REG-0007 when a record already stands there.
    /// </summary>
    Task<Result<long>> LoadBulk(string registry, IEnumerable<RecordDraft> records, CancellationToken ct);

    /// <summary>How many records each register holds, counted exactly: for the administrator's page, not for a request that many people make.</summary>
    Task<IReadOnlyDictionary<string, long>> Counts(CancellationToken ct);

    /// <summary>Whether each database answers, and since when.</summary>
    Task<IReadOnlyList<SourceState>> Sources(CancellationToken ct);

    /// <summary>
    /// Switches a database's answers off (every reading of its fields becomes Unavailable) or on again, on all nodes at once. The reason is compulsory and logged.
    /// Refused: REG-0008 unknown database, REG-0009 no reason.
    /// </summary>
    Task<Result> SwitchSource(Caller caller, string database, bool on, string reason, CancellationToken ct);

    /// <summary>The newest 200 switches.</summary>
    Task<IReadOnlyList<SourceState>> SwitchLog(CancellationToken ct);
}

/// <summary>A point on both axes of time.</summary>
/// <param name="On">The day on which it held.</param>
/// <param name="Known">The instant at which the register knew it; null for now.</param>
public readonly record struct AsOf(DateOnly On, DateTimeOffset? Known = null);

/// <summary>A question to the feed.</summary>
/// <param name="After">The position read last; 0 from the beginning.</param>
/// <param name="Limit">Lines wanted, 1 to 1,000.</param>
public sealed record FeedQuery(long After, int Limit)
{
    /// <summary>The agreement under which another agency follows the register; null for its keeper.</summary>
    public string? Agreement { get; init; }

    /// <summary>Why; the purpose of that agreement.</summary>
    public Purpose? Purpose { get; init; }

    /// <summary>The fields followed under the agreement: only changes that touch one of them are told.</summary>
    public IReadOnlyList<FieldCode> Fields { get; init; } = [];
}

/// <summary>A piece of the feed.</summary>
/// <param name="Lines">The changes, oldest first.</param>
/// <param name="Next">The position to ask after next time; the one asked with when nothing is new.</param>
public sealed record FeedPage(IReadOnlyList<FeedChange> Lines, long Next);

/// <summary>One change.</summary>
/// <param name="Position">Its place in the feed; the next committed change of the register has the next number.</param>
/// <param name="Kind">added, changed, filled (many records at once: read them anew), defined (another version of the register), handedOver.</param>
/// <param name="Subject">Whom it is about; null for changes of the register as a whole.</param>
/// <param name="Key">Which record of the subject.</param>
/// <param name="Version">Version of the record, or of the register.</param>
/// <param name="Fields">Fields that changed.</param>
/// <param name="At">When.</param>
public sealed record FeedChange(long Position, string Kind, Guid? Subject, string? Key, int? Version, IReadOnlyList<FieldCode> Fields, DateTimeOffset At);

/// <summary>Where a value comes from.</summary>
public enum Origin
{
    /// <summary>Typed by an officer from a paper.</summary>
    Typed,

    /// <summary>Taken from a paper by digitisation.</summary>
    Digitised,

    /// <summary>Came with a decided dossier or an event of another register.</summary>
    Decided,

    /// <summary>Sent by another system.</summary>
    Sent,

    /// <summary>Synthetic, for demonstration only.</summary>
    Synthetic,
}

/// <summary>Origin of the values of a record.</summary>
/// <param name="Origin">How they came.</param>
/// <param name="Document">Number of the paper, dossier or message; never personal data.</param>
/// <param name="Agency">Code of the agency that answers for it; null when unknown.</param>
public sealed record Provenance(Origin Origin, string Document, string? Agency = null);

/// <summary>A record to write. Values are canonical texts of the dictionary; a null value takes the field out.</summary>
/// <param name="Subject">Whom it is about (for a person, Population's PersonId).</param>
/// <param name="Values">By field code.</param>
/// <param name="From">First day on which it holds.</param>
/// <param name="To">Last day; null when open.</param>
/// <param name="Provenance">Where the given values come from.</param>
public sealed record RecordDraft(SubjectId Subject, IReadOnlyDictionary<FieldCode, string?> Values, DateOnly From, DateOnly? To, Provenance Provenance)
{
    /// <summary>The version that the writer saw; null writes over whatever stands.</summary>
    public int? ExpectedVersion { get; init; }
}

/// <summary>A record as it stands, or as it stood until <paramref name="ReplacedAt"/>.</summary>
public sealed record RegistryRecord(
    string Registry, SubjectId Subject, string Key, int Version, DateOnly From, DateOnly? To, IReadOnlyDictionary<FieldCode, string> Values,
    IReadOnlyDictionary<string, FieldOrigin> Origins, DateTimeOffset RecordedAt, DateTimeOffset? ReplacedAt);

/// <summary>Provenance of one field (or of all others, under the name <c>*</c>) and since when the register knows the value.</summary>
public sealed record FieldOrigin(Origin Origin, string Document, string? Agency, DateTimeOffset At);

/// <summary>What became of a draft.</summary>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Key">Which record of the subject.</param>
/// <param name="Version">Its version now.</param>
/// <param name="Changed">False when the draft said what stood there already.</param>
public sealed record RecordReceipt(SubjectId Subject, string Key, int Version, bool Changed);

/// <summary>State of a database's source. By: opaque id of the account.</summary>
public sealed record SourceState(string Database, bool On, string Reason, DateTimeOffset? At, string? By);
