using System.Threading.Channels;

namespace LienThong.Kernel.Data;

/// <summary>How a <see cref="Lane{T}"/> groups its work.</summary>
public sealed record LanePace
{
    /// <summary>Most groups at work at once.</summary>
    public int InFlight { get; init; } = 4;

    /// <summary>Most pieces in one group.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>While a group is at work no longer than this, what comes next waits for its end and goes together: quick work goes in large groups, slow work in parallel.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(15);
}

/// <summary>
/// A queue that turns a rush of small pieces of work into few groups. Whatever waits when a worker is free goes into one group: a lone piece leaves at once, nothing ever waits for
/// others to come. It owns no task while nothing waits. <paramref name="work"/> tells its own failures to those who wait for its pieces; it does not throw.
/// </summary>
public sealed class Lane<T>(Func<List<T>, Task> work, LanePace pace, TimeProvider clock)
{
    private readonly Channel<T> waiting = Channel.CreateUnbounded<T>();
    private int running, looking;
    private long startedAt;

    /// <summary>Puts a piece in; it is taken up after those that came before.</summary>
    public void Enqueue(T piece)
    {
        waiting.Writer.TryWrite(piece);
        Start();
    }

    private void Start()
    {
        while (true)
        {
            var now = Volatile.Read(ref running);
            if (now >= pace.InFlight) return; // a running worker looks again before it stops
            if (now > 0 && !IsBehind())
            {
                if (Interlocked.Exchange(ref looking, 1) == 0) _ = LookAgain();
                return;
            }

            if (Interlocked.CompareExchange(ref running, now + 1, now) != now) continue;
            ThreadPool.UnsafeQueueUserWorkItem(static lane => _ = lane.Work(), this, preferLocal: false); // nobody's work: nothing of the request that happened to start it flows in
            return;
        }
    }

    // nobody else may come: without this look, what came just after a group left would wait as long as that group takes
    private async Task LookAgain()
    {
        await Task.Delay(pace.Patience, clock);
        Volatile.Write(ref looking, 0);
        if (waiting.Reader.TryPeek(out _)) Start();
    }

    private bool IsBehind() => waiting.Reader.Count >= pace.BatchSize || clock.GetElapsedTime(Volatile.Read(ref startedAt)) > pace.Patience;

    private async Task Work()
    {
        do
        {
            try
            {
                while (waiting.Reader.TryPeek(out _)) await Group();
            }
            finally
            {
                Interlocked.Decrement(ref running); // also when a group broke the promise not to throw: the next one must find a worker
            }
        }
        while (waiting.Reader.TryPeek(out _) && TryResume()); // something came between the last look and stopping
    }

    private bool TryResume()
    {
        var now = Volatile.Read(ref running);
        return now < pace.InFlight && Interlocked.CompareExchange(ref running, now + 1, now) == now;
    }

    private async Task Group()
    {
        var group = new List<T>();
        while (group.Count < pace.BatchSize && waiting.Reader.TryRead(out var next)) group.Add(next);
        if (group.Count == 0) return;
        Volatile.Write(ref startedAt, clock.GetTimestamp());
        await work(group);
    }
}
