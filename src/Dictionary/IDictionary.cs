using LienThong.Kernel.Results;

namespace LienThong.Dictionary;

/// <summary>
/// The common data dictionary (từ điển dữ liệu dùng chung): fields, the databases that hold them, the code lists of their values, and the papers
/// that fields replace. Law on Data 60/2024; Decree 278/2025, art. 5 (one trusted source for each item) and art. 8 (list of databases).
/// </summary>
/// <remarks>
/// What is published never changes: a publication that alters a definition makes a new edition, and the old one stays readable. Take an edition
/// once per piece of work and ask it as often as you like: it is immutable and in memory.
/// </remarks>
public interface IDictionary
{
    /// <summary>The newest edition. In memory after the first call; checked against the database at most every few seconds.</summary>
    ValueTask<DictionaryEdition> Current(CancellationToken ct);

    /// <summary>The field list as it stood published at the end of that day (Hà Nội time). Error: DIC-0006 when nothing was published yet.</summary>
    Task<Result<DictionaryEdition>> PublishedOn(DateOnly day, CancellationToken ct);

    /// <summary>One edition by its number, for work that is pinned to it. Error: DIC-0007 when there is no such edition.</summary>
    Task<Result<DictionaryEdition>> Edition(int number, CancellationToken ct);

    /// <summary>Every publication, newest first, with the codes that it added, changed and withdrew.</summary>
    Task<IReadOnlyList<Publication>> Publications(CancellationToken ct);

    /// <summary>Every version that a definition ever had, newest first; empty when the code was never published.</summary>
    Task<IReadOnlyList<DefinitionVersion>> Versions(DefinitionKind kind, string code, CancellationToken ct);

    /// <summary>Who consumes the field today and why: collected live from every module that implements <see cref="IFieldUsage"/>.</summary>
    Task<IReadOnlyList<FieldUse>> UsesOf(FieldCode field, CancellationToken ct);
}

/// <summary>What a publication did. Codes look like <c>field person.fullName</c>.</summary>
public sealed record Publication(
    int Number, DateTimeOffset PublishedAt, IReadOnlyList<string> Added, IReadOnlyList<string> Changed, IReadOnlyList<string> Withdrawn);

/// <summary>The four things that the dictionary defines.</summary>
public enum DefinitionKind { Field, Database, CodeList, Paper }

/// <summary>
/// One version of one definition. <paramref name="Facts"/> are its attributes as (name in Vietnamese, value), in a fixed order, so that two versions
/// can be compared line by line.
/// </summary>
public sealed record DefinitionVersion(
    int Version, int FromEdition, DateTimeOffset PublishedAt, DateTimeOffset? WithdrawnAt, DateOnly EffectiveFrom, DateOnly? EffectiveTo,
    IReadOnlyList<KeyValuePair<string, string>> Facts);
