using LienThong.Kernel.Results;

namespace LienThong.Ledger.Sequencing;

/// <summary>What the writer and the sequencer of this process tell each other.</summary>
sealed class LedgerState
{
    private volatile TaskCompletionSource news = New();
    private volatile Fault? stopped;

    /// <summary>Why nothing may be appended or signed any more; null while all is well.</summary>
    public Fault? Stopped => stopped;

    /// <summary>The book was found rolled back: fail closed until somebody restores it.</summary>
    public void Stop(Fault reason) => stopped = reason;

    /// <summary>The book was looked at and continues what was signed.</summary>
    public void Resume() => stopped = null;

    /// <summary>New entries are committed: wakes the sequencer.</summary>
    public void Appended() => Interlocked.Exchange(ref news, New()).TrySetResult();

    /// <summary>Completes when somebody appended.</summary>
    public Task Next => news.Task;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
