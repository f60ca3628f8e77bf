using LienThong.Kernel.Events;

namespace LienThong.Directory;

/// <summary>A life of an area was added, changed or taken back. When very many change at once, one event with area "*" says: look again at everything.</summary>
public sealed record AreaChanged(string Area, string? Code) : IEvent
{
    /// <summary>Permanent name.</summary>
    public static string EventType => "directory.area-changed";

    /// <inheritdoc/>
    public string Subject => "area:" + Area;
}

/// <summary>A life of a body was added, changed or taken back. "*" as for areas; the bodies of communes follow their areas and have no event of their own.</summary>
public sealed record AgencyChanged(string Agency, string? Code) : IEvent
{
    /// <summary>Permanent name.</summary>
    public static string EventType => "directory.agency-changed";

    /// <inheritdoc/>
    public string Subject => "agency:" + Agency;
}

/// <summary>An official took or left a post. Roles by post follow.</summary>
/// <param name="Official">Who.</param>
/// <param name="Account">Account of the official, or null.</param>
/// <param name="Agency">Code of the body.</param>
/// <param name="Office">Code of the office.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day, or null.</param>
public sealed record PostChanged(Guid Official, Guid? Account, string Agency, string Office, DateOnly From, DateOnly? To) : IEvent
{
    /// <summary>Permanent name.</summary>
    public static string EventType => "directory.post-changed";

    /// <inheritdoc/>
    public string Subject => "official:" + Official.ToString("D");
}
