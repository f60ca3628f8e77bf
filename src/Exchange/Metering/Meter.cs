using System.Collections.Concurrent;
using LienThong.Dictionary;
using LienThong.Exchange.Broker;
using LienThong.Kernel.Data;
using LienThong.Kernel.Time;

namespace LienThong.Exchange.Metering;

/// <summary>
/// Counts calls per agreement, source and day. Counting touches memory only; <see cref="Flush"/> adds it to the database every two seconds. What a crash
/// loses of the statistics stands in the ledger; the quota of a day is exact on one node and at most one flush late over several.
/// </summary>
sealed class Meter(Db db, TimeProvider clock)
{
    public const string Calls = "*";
    private const int MostNames = 10_000;
    private readonly ConcurrentDictionary<(DateOnly Day, string Agreement, string Source), Counter> counters = new();

    public void Answered(string agreement, ReadPlan plan, FieldValue[] values)
    {
        var day = clock.Today();
        var call = At(day, agreement, Calls);
        Interlocked.Increment(ref call.Count);
        var (found, absent, silent) = (0, 0, 0);
        foreach (var part in plan.Parts)
        {
            var source = At(day, agreement, part.Database);
            Interlocked.Increment(ref source.Count);
            foreach (var position in part.Positions)
            {
                switch (values[position].Outcome)
                {
                    case ReadOutcome.Found: Interlocked.Increment(ref source.Found); found++; break;
                    case ReadOutcome.Absent: Interlocked.Increment(ref source.Absent); absent++; break;
                    default: Interlocked.Increment(ref source.Unavailable); silent++; break;
                }
            }
        }
        if (found > 0) Interlocked.Increment(ref call.Found);
        else if (silent == 0 && absent > 0) Interlocked.Increment(ref call.Absent);
        if (silent > 0) Interlocked.Increment(ref call.Unavailable);
    }

    /// <summary>Persons compared in place by the holder of the data.</summary>
    public void Compared(string agreement, int persons)
    {
        var call = At(clock.Today(), agreement, Calls);
        Interlocked.Add(ref call.Count, persons);
        Interlocked.Add(ref call.Found, persons);
    }

    public void Refused(string agreement)
    {
        // Names of agreements that do not exist come from outside: they must not fill the memory.
        var name = agreement.Length <= 60 && counters.Count < MostNames ? agreement : "?";
        var call = At(clock.Today(), name, Calls);
        Interlocked.Increment(ref call.Count);
        Interlocked.Increment(ref call.Refused);
    }

    /// <summary>Takes so many readings from the quota of the day, or none.</summary>
    public bool TryUse(string agreement, DateOnly day, int quota, int readings)
    {
        var counter = At(day, agreement, Calls);
        if (Interlocked.Add(ref counter.Used, readings) + Interlocked.Read(ref counter.UsedElsewhere) <= quota) return true;
        Interlocked.Add(ref counter.Used, -readings);
        return false;
    }

    /// <summary>Learns at start what was already used today.</summary>
    public async Task Load(CancellationToken ct)
    {
        var used = await db.Many(Sql.Today, [clock.Today()], r => ((r.Date(0), r.GetString(1), Calls), r.GetInt64(2)), ct);
        foreach (var (key, total) in used) At(key.Item1, key.Item2, Calls).Stored(total);
    }

    /// <summary>Adds what was counted since the last time, and learns what other nodes counted.</summary>
    public async Task Flush(CancellationToken ct)
    {
        var today = clock.Today();
        var taken = counters.Select(c => (c.Key, c.Value, Delta: c.Value.Take())).Where(c => c.Delta.Any).ToList();
        foreach (var old in counters.Keys.Where(k => k.Day < today.AddDays(-1))) counters.TryRemove(old, out _);
        if (taken.Count == 0) return;
        try
        {
            object?[] args =
            [
                taken.Select(t => t.Key.Day).ToArray(), taken.Select(t => t.Key.Agreement).ToArray(), taken.Select(t => t.Key.Source).ToArray(),
                taken.Select(t => t.Delta.Count).ToArray(), taken.Select(t => t.Delta.Found).ToArray(), taken.Select(t => t.Delta.Absent).ToArray(),
                taken.Select(t => t.Delta.Unavailable).ToArray(), taken.Select(t => t.Delta.Refused).ToArray(),
            ];
            var totals = await db.Many(Sql.Add, args, r => ((r.Date(0), r.GetString(1), r.GetString(2)), r.GetInt64(3)), ct);
            foreach (var (_, counter, delta) in taken) counter.Flushed(delta.Count - delta.Refused);
            foreach (var (key, total) in totals) counters[key].Stored(total);
        }
        catch
        {
            foreach (var (_, counter, delta) in taken) counter.GiveBack(delta);
            throw;
        }
    }

    private Counter At(DateOnly day, string agreement, string source)
    {
        if (counters.TryGetValue((day, agreement, source), out var counter)) return counter;
        return counters.GetOrAdd((day, agreement, source), new Counter());
    }

    internal readonly record struct Delta(long Count, long Found, long Absent, long Unavailable, long Refused)
    {
        public bool Any => Count != 0 || Found != 0 || Absent != 0 || Unavailable != 0 || Refused != 0;
    }

    internal sealed class Counter
    {
        public long Count, Found, Absent, Unavailable, Refused, Used, UsedElsewhere;
        private long flushed;

        public Delta Take() => new(
            Interlocked.Exchange(ref Count, 0), Interlocked.Exchange(ref Found, 0), Interlocked.Exchange(ref Absent, 0),
            Interlocked.Exchange(ref Unavailable, 0), Interlocked.Exchange(ref Refused, 0));

        public void GiveBack(Delta delta)
        {
            Interlocked.Add(ref Count, delta.Count);
            Interlocked.Add(ref Found, delta.Found);
            Interlocked.Add(ref Absent, delta.Absent);
            Interlocked.Add(ref Unavailable, delta.Unavailable);
            Interlocked.Add(ref Refused, delta.Refused);
        }

        /// <summary>The database's total is ours and that of the other nodes.</summary>
        public void Stored(long answeredInAll) => Interlocked.Exchange(ref UsedElsewhere, Math.Max(0, answeredInAll - Interlocked.Read(ref flushed)));

        public void Flushed(long answered) => Interlocked.Add(ref flushed, answered);
    }

    static class Sql
    {
        public const string Today = "select day, agreement, calls - refused from exchange.call_day where day = $1 and source = '*'";
        public const string Add = """
            insert into exchange.call_day as c (day, agreement, source, calls, found, absent, unavailable, refused)
            select day, agreement, source, calls, found, absent, unavailable, refused
            from unnest($1::date[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[])
              as d (day, agreement, source, calls, found, absent, unavailable, refused)
            on conflict (day, agreement, source) do update
            set calls = c.calls + excluded.calls, found = c.found + excluded.found, absent = c.absent + excluded.absent,
                unavailable = c.unavailable + excluded.unavailable, refused = c.refused + excluded.refused
            returning day, agreement, source, calls - refused
            """;
    }
}
