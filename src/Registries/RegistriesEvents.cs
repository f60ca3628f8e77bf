using LienThong.Dictionary;
using LienThong.Kernel.Events;

namespace LienThong.Registries;

/// <summary>A record of a sector register is new or says something else now. It tells which fields, never their values.</summary>
/// <param name="Registry">Code of the register.</param>
/// <param name="Database">Database that it belongs to.</param>
/// <param name="About">Whom it is about.</param>
/// <param name="Version">Version of the record now; 1 is a new one.</param>
/// <param name="Fields">Fields that changed.</param>
/// <param name="Document">What the change rests on.</param>
public sealed record RecordChanged(string Registry, string Database, Guid About, int Version, IReadOnlyList<FieldCode> Fields, string Document) : IEvent
{
    /// <summary>Name on the wire.</summary>
    public static string EventType => "registries.changed";

    /// <summary>Changes of one person arrive in order.</summary>
    public string Subject => About.ToString();
}

/// <summary>A register has another live version, or none any more. Its records changed only where the version says so.</summary>
/// <param name="Registry">Code of the register.</param>
/// <param name="Database">Database that it belongs to.</param>
/// <param name="Version">The live version; 0 when the register was archived.</param>
public sealed record RegistryPublished(string Registry, string Database, int Version) : IEvent
{
    /// <summary>Name on the wire.</summary>
    public static string EventType => "registries.published";

    /// <summary>Versions of one register arrive in order.</summary>
    public string Subject => Registry;
}

/// <summary>A register changed hands with its records and their history.</summary>
/// <param name="Registry">Code of the register.</param>
/// <param name="From">The agency that kept it.</param>
/// <param name="To">The agency that keeps it now.</param>
/// <param name="Document">The document of the hand-over.</param>
public sealed record RegistryHandedOver(string Registry, string From, string To, string Document) : IEvent
{
    /// <summary>Name on the wire.</summary>
    public static string EventType => "registries.handed-over";

    /// <summary>Hand-overs of one register arrive in order.</summary>
    public string Subject => Registry;
}

/// <summary>An administrator switched the answers of a database off or on.</summary>
public sealed record SourceSwitched(string Database, bool On, string Reason) : IEvent
{
    /// <summary>Name on the wire.</summary>
    public static string EventType => "registries.source-switched";

    /// <summary>Switches of one database arrive in order.</summary>
    public string Subject => Database;
}
