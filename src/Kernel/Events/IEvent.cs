using System.Collections.Concurrent;

namespace LienThong.Kernel.Events;

/// <summary>
/// A fact that a module tells to the modules on its right. A record with <c>public static string EventType => "module.verbed"</c>;
/// it is stored as JSON with the change it tells, delivered at least once, in order per subject.
/// </summary>
public interface IEvent
{
    /// <summary>What the fact is about; events of one subject are delivered in the order in which they happened.</summary>
    string Subject { get; }
}

/// <summary>The permanent names of events.</summary>
public static class EventTypes
{
    private static readonly ConcurrentDictionary<Type, string> Names = new();

    /// <exception cref="InvalidOperationException">The record does not declare its <c>EventType</c>.</exception>
    public static string NameOf(Type type) => Names.GetOrAdd(type, t =>
        t.GetProperty("EventType")?.GetValue(null) as string
        ?? throw new InvalidOperationException($"{t.Name} needs `public static string EventType => \"module.verbed\";`."));
}
