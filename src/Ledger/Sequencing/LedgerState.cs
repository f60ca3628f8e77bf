using System.Collections.Concurrent;
using LienThong.Kernel.Results;

namespace LienThong.Ledger.Sequencing;

/// <summary>What the writer and the sequencer of this process tell each other.</summary>
sealed class LedgerState
{
    private const int MostRecent = 50_000;

    private readonly ConcurrentDictionary<Guid, LedgerEntry> recent = new();
    private volatile TaskCompletionSource news = New();
    private volatile Fault? stopped;

    /// <summary>Why nothing may be appended or signed any more; null while all is well.</summary>
    public Fault? Stopped => stopped;

    /// <summary>The book was found rolled back: fail closed until somebody restores it.</summary>
    public void Stop(Fault reason) => stopped = reason;

    /// <summary>The book was looked at and continues what was signed.</summary>
    public void Resume() => stopped = null;

    /// <summary>True while this process gives out the places: only then is it worth keeping entries for it.</summary>
    public bool Sequencing { get; set; }

    /// <summary>These entries are committed: keeps them for the sequencer, which need not read them back, and wakes it.</summary>
    public void Appended(IEnumerable<LedgerEntry> entries)
    {
        if (Sequencing)
        {
            if (recent.Count > MostRecent) recent.Clear();
            foreach (var entry in entries) recent[entry.Id] = entry;
        }
        Interlocked.Exchange(ref news, New()).TrySetResult();
    }

    /// <summary>The entry as it was appended a moment ago by this process, once; null when it must be read from the database.</summary>
    public LedgerEntry? Recent(Guid id) => recent.TryRemove(id, out var entry) ? entry : null;

    /// <summary>Completes when somebody appended.</summary>
    public Task Next => news.Task;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
