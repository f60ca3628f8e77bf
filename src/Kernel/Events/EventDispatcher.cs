using LienThong.Kernel.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace LienThong.Kernel.Events;

/// <summary>
/// Delivers the outbox. Each subscriber has one deliverer at a time over all nodes (row lock), its own pace, and its own mark.
/// </summary>
/// <remarks>
/// Order: positions are drawn after the row locks of the change, so for one subject a lower position was committed earlier.
/// Gaps: a subscriber looks again at everything since the oldest transaction that was still running when it last looked
/// (<c>low_xid</c>), so an event that commits late is never passed over. An event that fails is tried again with growing pauses while
/// later events of its subject wait; after <see cref="Attempts"/> tries it is parked with its reason and the others go on.
/// </remarks>
public sealed partial class EventDispatcher(
    Databases databases, SubscriptionList subscriptions, IServiceScopeFactory scopes, TimeProvider clock, ILogger<EventDispatcher> log)
    : BackgroundService
{
    /// <summary>Tries before an event is parked.</summary>
    public const int Attempts = 8;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Register(stoppingToken);
        await Task.WhenAll(subscriptions.ByName.Select(s => Pump(s.Key, s.ToList(), stoppingToken)));
    }

    /// <summary>Delivers all that is waiting, once; for tests and command lines that do not run the service.</summary>
    public async Task Drain(CancellationToken ct)
    {
        await Register(ct);
        for (var more = true; more;)
        {
            more = false;
            foreach (var subscriber in subscriptions.ByName) more |= await DeliverBatch(subscriber.Key, subscriber.ToList(), ct) > 0;
        }
    }

    private async Task Register(CancellationToken ct)
    {
        foreach (var subscriber in subscriptions.ByName)
        {
            var types = subscriber.Select(s => s.EventType).Distinct(StringComparer.Ordinal).ToArray();
            await using var command = databases.Owner.CreateCommand(Sql.Register);
            Parameters.Add(command.Parameters, [subscriber.Key, types]);
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private async Task Pump(string name, List<Subscription> handlers, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var raised = OutboxSignal.Next;
            var delivered = 0;
            try
            {
                delivered = await DeliverBatch(name, handlers, ct);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or InvalidOperationException && !ct.IsCancellationRequested)
            {
                Log.Stalled(log, name, e);
                await Task.Delay(TimeSpan.FromSeconds(2), clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            if (delivered == 0) await Task.WhenAny(raised, Task.Delay(Pause, clock, ct));
        }
    }

    private async Task<int> DeliverBatch(string name, List<Subscription> handlers, CancellationToken ct)
    {
        var waiting = await Waiting(name, ct);
        var held = new HashSet<string>(StringComparer.Ordinal);
        var delivered = 0;
        foreach (var letter in waiting)
        {
            if (held.Contains(letter.Subject)) continue;
            if (await Deliver(name, handlers, letter, ct)) delivered++;
            else held.Add(letter.Subject);
        }
        return delivered;
    }

    private async Task<List<Letter>> Waiting(string name, CancellationToken ct)
    {
        await using var connection = await databases.Owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        await using var find = new NpgsqlCommand(Sql.Waiting, connection) { Parameters = { new() { Value = name } } };
        var letters = new List<Letter>();
        await using (var row = await find.ExecuteReaderAsync(ct))
        {
            while (await row.ReadAsync(ct))
            {
                letters.Add(new Letter(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.Instant(5)));
            }
        }
        await transaction.CommitAsync(ct);
        if (letters.Count == 0) await Advance(connection, name, ct);
        return letters;
    }

    // Nothing waits: whatever is older than the oldest running transaction has been handled for good. On the connection at hand: subscribers that each held one and asked for a second would
    // wait for each other until the pool gives up.
    private static async Task Advance(NpgsqlConnection connection, string name, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql.Advance, connection) { Parameters = { new() { Value = name } } };
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<bool> Deliver(string name, List<Subscription> handlers, Letter letter, CancellationToken ct)
    {
        var subscription = handlers.Find(h => h.EventType == letter.Type);
        if (subscription is null) return true;
        var pool = databases.Of(subscription.Module);
        await using var connection = await pool.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        try
        {
            await using (var mark = new NpgsqlCommand(Sql.Mark, connection))
            {
                Parameters.Add(mark.Parameters, [name, letter.Id]);
                if (await mark.ExecuteNonQueryAsync(ct) == 0) return true;
            }
            await using var scope = scopes.CreateAsyncScope();
            var delivery = new Delivery(letter.Id, letter.At, letter.Caller, scope.ServiceProvider, pool, connection);
            await subscription.Handle(letter.Payload, delivery, ct);
            await transaction.CommitAsync(ct);
            return true;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Log.Failed(log, name, letter.Type, letter.Id, e);
            await transaction.RollbackAsync(ct);
            await Note(name, letter, e, ct);
            return false;
        }
    }

    private async Task Note(string name, Letter letter, Exception failure, CancellationToken ct)
    {
        await using var command = databases.Owner.CreateCommand(Sql.Note);
        Parameters.Add(command.Parameters, [name, letter.Id, letter.Subject, failure.GetType().Name, Attempts]);
        await command.ExecuteNonQueryAsync(ct);
    }

    private sealed record Letter(Guid Id, string Type, string Subject, string Payload, string Caller, DateTimeOffset At);

    static class Sql
    {
        public const string Register = """
            insert into kernel.subscriber (name, types, low_xid) values ($1, $2, '0'::xid8)
            on conflict (name) do update set types = excluded.types
            """;

        public const string Waiting = """
            select o.id, o.type, o.subject, o.payload::text, o.caller, o.at
            from kernel.subscriber s
            join kernel.outbox o on o.xid >= s.low_xid and o.type = any(s.types)
            where s.name = $1
              and not exists (select from kernel.inbox i where i.subscriber = s.name and i.event = o.id)
              and not exists (select from kernel.delivery_failure f where f.subscriber = s.name and f.event = o.id and f.parked)
              and not exists (select from kernel.delivery_failure f
                              where f.subscriber = s.name and f.subject = o.subject and not f.parked and f.retry_at > clock_timestamp()
                                and not exists (select from kernel.inbox d where d.subscriber = s.name and d.event = f.event))
            order by o.position
            limit 200
            """;

        public const string Advance = """
            update kernel.subscriber s set low_xid = pg_snapshot_xmin(pg_current_snapshot())
            where s.name = $1
              and low_xid < pg_snapshot_xmin(pg_current_snapshot())
              and not exists (
                select from kernel.outbox o
                where o.xid >= s.low_xid and o.type = any(s.types)
                  and not exists (select from kernel.inbox i where i.subscriber = s.name and i.event = o.id)
                  and not exists (select from kernel.delivery_failure f where f.subscriber = s.name and f.event = o.id and f.parked))
            """;

        // The unique key makes a second deliverer wait for the first and then see that it is done.
        public const string Mark = """
            insert into kernel.inbox (subscriber, event, xid) values ($1, $2, pg_current_xact_id()) on conflict do nothing
            """;

        public const string Note = """
            insert into kernel.delivery_failure as f (subscriber, event, subject, attempts, retry_at, reason)
            values ($1, $2, $3, 1, clock_timestamp() + interval '1 second', $4)
            on conflict (subscriber, event) do update
              set attempts = f.attempts + 1, reason = excluded.reason, parked = f.attempts + 1 >= $5,
                  retry_at = clock_timestamp() + interval '1 second' * least(power(2, f.attempts), 600)
            """;
    }

    static partial class Log
    {
        [LoggerMessage(1101, LogLevel.Error, "Subscriber {Subscriber} failed on {EventType} {EventId}; it will be tried again.")]
        public static partial void Failed(ILogger log, string subscriber, string eventType, Guid eventId, Exception e);

        [LoggerMessage(1102, LogLevel.Warning, "Subscriber {Subscriber} waits for the database.")]
        public static partial void Stalled(ILogger log, string subscriber, Exception e);
    }
}

/// <summary>Every subscription of the program.</summary>
public sealed class SubscriptionList(IReadOnlyList<Subscription> all)
{
    public ILookup<string, Subscription> ByName { get; } = all.ToLookup(s => s.Name, StringComparer.Ordinal);
}
