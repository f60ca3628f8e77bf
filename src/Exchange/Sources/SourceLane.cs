using System.Threading.Channels;
using LienThong.Dictionary;
using LienThong.Exchange.Broker;

namespace LienThong.Exchange.Sources;

/// <summary>
/// The queue before one source for one set of fields. Whatever waits when a query slot is free goes into one query, up to 256 subjects: a lone
/// reading leaves at once, a rush of them shares few queries. It owns no task while nothing waits.
/// </summary>
sealed class SourceLane(SourceGate source, FieldCode[] fields, Finish finish, ExchangeOptions options, TimeProvider clock)
{
    private readonly Channel<(PendingRead Read, int Part)> waiting = Channel.CreateUnbounded<(PendingRead, int)>();
    private int running, looking;
    private long startedAt;

    public void Enqueue(PendingRead read, int part)
    {
        waiting.Writer.TryWrite((read, part));
        Start();
    }

    private void Start()
    {
        while (true)
        {
            var now = Volatile.Read(ref running);
            if (now >= options.BatchesInFlight) return; // a running worker looks again before it stops
            if (now > 0 && !IsBehind())
            {
                if (Interlocked.Exchange(ref looking, 1) == 0) _ = LookAgain();
                return;
            }

            if (Interlocked.CompareExchange(ref running, now + 1, now) != now) continue;
            _ = Task.Run(Work);
            return;
        }
    }

    /// <summary>Nobody else may come: without this look, a reading that came just after a query left would wait as long as that query takes.</summary>
    private async Task LookAgain()
    {
        await Task.Delay(options.Patience, clock);
        Volatile.Write(ref looking, 0);
        if (waiting.Reader.TryPeek(out _)) Start();
    }

    private bool IsBehind() =>
        waiting.Reader.Count >= options.BatchSize || clock.GetElapsedTime(Volatile.Read(ref startedAt)) > options.Patience;

    private async Task Work()
    {
        do
        {
            while (waiting.Reader.TryPeek(out _)) await Batch();
            Interlocked.Decrement(ref running);
        }
        while (waiting.Reader.TryPeek(out _) && TryResume()); // something came between the last look and stopping
    }

    private bool TryResume()
    {
        var now = Volatile.Read(ref running);
        return now < options.BatchesInFlight && Interlocked.CompareExchange(ref running, now + 1, now) == now;
    }

    private async Task Batch()
    {
        var batch = new List<(PendingRead Read, int Part)>();
        while (batch.Count < options.BatchSize && waiting.Reader.TryRead(out var next)) batch.Add(next);
        if (batch.Count == 0) return;
        Volatile.Write(ref startedAt, clock.GetTimestamp());
        var rows = await Ask(batch);
        var complete = new List<PendingRead>(batch.Count);
        foreach (var (read, part) in batch)
        {
            var last = rows is null ? read.Silent(part) : read.Answered(part, rows.GetValueOrDefault(read.Subject));
            if (last) complete.Add(read);
        }
        if (complete.Count > 0) _ = finish.Run(complete); // the ledger works on this group while the source works on the next
    }

    private async Task<Dictionary<SubjectId, SourceRow>?> Ask(List<(PendingRead Read, int Part)> batch)
    {
        var subjects = new HashSet<SubjectId>(batch.Count);
        foreach (var (read, _) in batch) subjects.Add(read.Subject);
        if (await source.Read([.. subjects], fields) is not { } answer) return null;
        var rows = new Dictionary<SubjectId, SourceRow>(answer.Count);
        foreach (var row in answer) rows[row.Subject] = row;
        return rows;
    }
}
