using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Events;

namespace LienThong.Exchange.Sources;

/// <summary>Tells the house when a source goes down or comes back, and learns from the database what an administrator switched off on any node.</summary>
sealed class WatchSources(SourceSwitchboard sources, Db db, TimeProvider clock)
{
    private static readonly Caller Watcher = Caller.Program("exchange-watch");
    private readonly Dictionary<string, bool> known = new(StringComparer.Ordinal);

    public async Task Run(CancellationToken ct)
    {
        var stored = (await db.Many(Sql.All, [], r => (Database: r.GetString(0), Up: r.GetBoolean(1), Off: r.GetBoolean(2)), ct)).ToDictionary(s => s.Database);
        var now = clock.GetUtcNow();
        foreach (var gate in (await sources.Current(ct)).Gates)
        {
            if (!stored.TryGetValue(gate.Database, out var row))
            {
                await db.Execute(Sql.Add, [gate.Database, now], ct);
                row = (gate.Database, true, false);
            }
            gate.SwitchedOff = row.Off;
            await Tell(gate, known.GetValueOrDefault(gate.Database, row.Up), now, ct);
            if (gate.LastAnswer is { } answer) await db.Execute(Sql.Answered, [gate.Database, answer], ct);
        }
    }

    private async Task Tell(SourceGate gate, bool before, DateTimeOffset now, CancellationToken ct)
    {
        var up = gate.Up && !gate.SwitchedOff;
        known[gate.Database] = up;
        if (up == before) return;
        var reason = up ? null : gate.SwitchedOff ? "quản trị viên tắt" : gate.Reason ?? "không trả lời";
        IEvent news = up ? new SourceUp(gate.Database, now) : new SourceDown(gate.Database, reason!, now);
        // Another node may have told it already: then the row is as it should be, the write is a conflict, and nothing is told twice.
        await db.Write(Watcher, [new Change(Sql.Turn, [gate.Database, up, now, reason])], [news], ct);
    }

    static class Sql
    {
        public const string All = "select database, up, switched_off from exchange.source";
        public const string Add = "insert into exchange.source (database, changed_at) values ($1, $2) on conflict (database) do nothing";
        public const string Answered = "update exchange.source set last_answer = $2 where database = $1 and (last_answer is null or last_answer < $2::timestamptz - interval '5 seconds')";
        public const string Turn = "update exchange.source set up = $2, changed_at = $3, reason = $4 where database = $1 and up <> $2";
    }
}
