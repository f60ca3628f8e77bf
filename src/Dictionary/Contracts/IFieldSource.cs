namespace LienThong.Dictionary;

/// <summary>
/// A database that can answer fields for subjects. Population and Registries implement it for what they hold; Exchange wraps
/// databases of others as such. Sources are asked by the broker only, never by a consumer.
/// </summary>
public interface IFieldSource
{
    /// <summary>Code of the database in the dictionary: <c>population</c>.</summary>
    string Database { get; }

    /// <summary>What it can answer.</summary>
    IReadOnlyCollection<FieldCode> Fields { get; }

    /// <summary>
    /// Answers the fields for every subject that it knows, in one query. Subjects that it does not know are left out. At most 256 subjects.
    /// </summary>
    /// <exception cref="SourceUnavailableException">The database does not answer now; the caller may ask the citizen instead.</exception>
    Task<IReadOnlyList<SourceRow>> Read(IReadOnlyList<SubjectId> subjects, IReadOnlyList<FieldCode> fields, CancellationToken ct);
}

/// <summary>What a source knows of one subject.</summary>
/// <param name="Subject">About whom.</param>
/// <param name="Locked">True when the record is locked (death): only agreements that say so may read it.</param>
/// <param name="Cells">One per asked field, in the order asked.</param>
public sealed record SourceRow(SubjectId Subject, bool Locked, IReadOnlyList<SourceCell> Cells);

/// <summary>One value.</summary>
/// <param name="Value">Canonical text: ISO date, code, or JSON for people and lists; null when the database holds none.</param>
/// <param name="Display">The same for people, in Vietnamese; null when it is the value itself.</param>
/// <param name="AsOf">When the database last knew it to be so.</param>
public readonly record struct SourceCell(string? Value, string? Display, DateTimeOffset AsOf);

/// <summary>A source that does not answer now.</summary>
public sealed class SourceUnavailableException(string database, string reason, Exception? inner = null) : Exception($"{database}: {reason}", inner)
{
    public string Database => database;
}
