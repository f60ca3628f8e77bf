using System.Runtime.InteropServices;

namespace LienThong.Directory;

/// <summary>The days on which something existed, both ends included. A missing end is open: unknown beginning, or still alive.</summary>
/// <param name="From">First day, or null when no source tells it.</param>
/// <param name="To">Last day, or null while it lasts.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Lifespan(DateOnly? From, DateOnly? To)
{
    /// <summary>Was it alive on that day?</summary>
    public bool Contains(DateOnly day) => (From is null || From <= day) && (To is null || day <= To);

    /// <summary>Do the two share at least one day?</summary>
    public bool Overlaps(Lifespan other) =>
        (From is null || other.To is null || From <= other.To) && (other.From is null || To is null || other.From <= To);

    /// <summary>"01/07/2025 – nay", "– 30/06/2025": for people, dd/MM/yyyy.</summary>
    public override string ToString() => (From, To) switch
    {
        (null, null) => "không rõ ngày",
        ({ } from, null) => $"từ {Vi(from)}",
        (null, { } to) => $"đến {Vi(to)}",
        ({ } from, { } to) => $"{Vi(from)} – {Vi(to)}",
    };

    static string Vi(DateOnly day) => day.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>How sure a fact is.</summary>
public enum Confidence
{
    /// <summary>H: the act, an official list, or several sources that agree.</summary>
    High,
    /// <summary>M: one source, or a secondary one.</summary>
    Medium,
    /// <summary>L: inferred; to be confirmed.</summary>
    Low,
}
