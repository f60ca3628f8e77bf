using LienThong.Kernel.Events;

namespace LienThong.Dictionary;

/// <summary>A new edition of the dictionary was published. Codes look like <c>field person.fullName</c>.</summary>
/// <param name="Edition">Number of the edition.</param>
/// <param name="PublishedAt">When (UTC).</param>
/// <param name="Added">Definitions that are new.</param>
/// <param name="Changed">Definitions with a new version.</param>
/// <param name="Withdrawn">Definitions that are no longer published.</param>
public sealed record FieldListPublished(
    int Edition, DateTimeOffset PublishedAt, IReadOnlyList<string> Added, IReadOnlyList<string> Changed, IReadOnlyList<string> Withdrawn) : IEvent
{
    /// <summary>Name on the wire.</summary>
    public static string EventType => "dictionary.published";

    /// <summary>One stream for the whole dictionary, so that editions arrive in order.</summary>
    public string Subject => "dictionary";
}
