using LienThong.Kernel.Events;

namespace LienThong.Population;

/// <summary>A card was issued (state valid), or the valid one was lost, returned or revoked. Whoever accepts cards by their day of issue listens.</summary>
public sealed record IdentityCardChanged(PersonId Person, string Kind, string State, DateOnly On, string Document) : IEvent
{
    /// <inheritdoc />
    public static string EventType => "population.card-changed";
    /// <inheritdoc />
    public string Subject => Person.ToString();
}
