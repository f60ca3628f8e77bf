using LienThong.Kernel.Events;

namespace LienThong.Population;

/// <summary>A citizen's request for correction was decided; the citizen is told.</summary>
public sealed record CorrectionDecided(PersonId Person, Guid Request, string Item, bool Accepted, bool InTime) : IEvent
{
    /// <inheritdoc />
    public static string EventType => "population.correction-decided";
    /// <inheritdoc />
    public string Subject => Person.ToString();
}
