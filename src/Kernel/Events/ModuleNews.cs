using System.Text.Json;
using LienThong.Kernel.Data;
using LienThong.Kernel.Modules;
using Npgsql;

namespace LienThong.Kernel.Events;

/// <summary>What a module listens to and does on a schedule.</summary>
public sealed class ModuleNews(string module, List<Subscription> subscriptions, List<Job> jobs)
{
    /// <summary>
    /// Subscribes under a permanent name. What the handler does through <see cref="Delivery.Db{TModule}"/> is committed together with
    /// the mark that this event was handled, so its effect happens once.
    /// </summary>
    public void On<TEvent>(string subscriber, Func<TEvent, Delivery, CancellationToken, Task> handle) where TEvent : IEvent
    {
        var type = EventTypes.NameOf(typeof(TEvent));
        subscriptions.Add(new Subscription(module, subscriber, type, (json, delivery, ct) =>
            handle(JsonSerializer.Deserialize<TEvent>(json, Json.Options) ?? throw new JsonException($"{type} is null"), delivery, ct)));
    }

    /// <summary>Runs work again and again, on one node at a time. A run that fails is logged and tried again next time.</summary>
    public void Every(TimeSpan interval, string name, Func<IServiceProvider, CancellationToken, Task> work) => jobs.Add(new Job(name, interval, work));
}

/// <summary>One subscriber of one kind of event.</summary>
public sealed record Subscription(string Module, string Name, string EventType, Func<string, Delivery, CancellationToken, Task> Handle);

/// <summary>Work on a schedule.</summary>
public sealed record Job(string Name, TimeSpan Interval, Func<IServiceProvider, CancellationToken, Task> Work);

/// <summary>One event on its way to one subscriber.</summary>
public sealed class Delivery
{
    private readonly NpgsqlDataSource pool;
    private readonly NpgsqlConnection connection;

    internal Delivery(Guid id, DateTimeOffset at, string caller, IServiceProvider services, NpgsqlDataSource pool, NpgsqlConnection connection)
    {
        (Id, At, CallerId, Services) = (id, at, caller, services);
        (this.pool, this.connection) = (pool, connection);
    }

    /// <summary>The event's identity: use it as idempotency key towards others.</summary>
    public Guid Id { get; }

    /// <summary>When it happened, UTC.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Who caused it.</summary>
    public string CallerId { get; }

    public IServiceProvider Services { get; }

    /// <summary>The subscriber's database, bound to the transaction of this delivery.</summary>
    public Db<TModule> Db<TModule>() where TModule : IModule => new(pool, connection);
}
