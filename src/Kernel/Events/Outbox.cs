using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using Npgsql;

namespace LienThong.Kernel.Events;

/// <summary>The statements that a write carries with it.</summary>
static class Outbox
{
    public static NpgsqlBatchCommand Insert(Caller caller, IEvent news)
    {
        var command = new NpgsqlBatchCommand(Sql.Insert);
        Parameters.Add(command.Parameters,
            [Guid.CreateVersion7(), EventTypes.NameOf(news.GetType()), news.Subject, Json.Of<object>(news), caller.Id]);
        return command;
    }

    public static NpgsqlBatchCommand MarkDone(IdempotencyKey key)
    {
        var command = new NpgsqlBatchCommand(Sql.MarkDone);
        Parameters.Add(command.Parameters, [key.Caller, key.Key]);
        return command;
    }

    static class Sql
    {
        public const string Insert =
            "insert into kernel.outbox (id, type, subject, payload, caller) values ($1, $2, $3, $4, $5)";

        public const string MarkDone = "update kernel.idempotency set done = true where caller = $1 and key = $2";
    }
}

/// <summary>Wakes the dispatcher of this process; others look by themselves twice a second.</summary>
static class OutboxSignal
{
    private static TaskCompletionSource raised = New();

    public static void Raise() => Interlocked.Exchange(ref raised, New()).TrySetResult();

    public static Task Next => Volatile.Read(ref raised).Task;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>The idempotency key of the request being handled: its first write marks it as carried out, in the same transaction.</summary>
public sealed record IdempotencyKey(string Caller, string Key);

static class IdempotencyScope
{
    private static readonly AsyncLocal<IdempotencyKey?> Held = new();

    public static IdempotencyKey? Current
    {
        get => Held.Value;
        set => Held.Value = value;
    }
}
