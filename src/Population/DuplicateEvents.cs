using LienThong.Kernel.Events;

namespace LienThong.Population;

/// <summary>Two records were one person. The merged record is locked; its number now leads to the survivor. Whoever keeps data by the merged key moves it to the survivor.</summary>
public sealed record PersonsMerged(PersonId Survivor, PersonId Merged, PersonalNumber Cancelled, DateOnly On, string Document) : IEvent
{
    /// <inheritdoc />
    public static string EventType => "population.merged";
    /// <inheritdoc />
    public string Subject => Survivor.ToString();
}

/// <summary>A merge was undone: Merged is a person of its own again, with its number. PlaceRestored: household and residence are as before the merge.</summary>
public sealed record PersonUnmerged(PersonId Survivor, PersonId Merged, PersonalNumber Number, DateOnly On, bool PlaceRestored, string Document) : IEvent
{
    /// <inheritdoc />
    public static string EventType => "population.unmerged";
    /// <inheritdoc />
    public string Subject => Survivor.ToString();
}
