using LienThong.Dictionary;
using Microsoft.Extensions.Logging;

namespace LienThong.Exchange.Sources;

/// <summary>
/// The way to one source: a time limit, and a fuse that opens after failures in a row, so that a dead database costs nobody two seconds. While it is
/// open one query in a while is let through; when that one is answered the source is up again.
/// </summary>
sealed partial class SourceGate(IFieldSource source, ExchangeOptions options, TimeProvider clock, ILogger log)
{
    private long failures, retryAt;
    private volatile bool switchedOff;
    private string? reason;
    private long lastAnswer;

    public string Database => source.Database;

    public IReadOnlyCollection<FieldCode> Fields => source.Fields;

    /// <summary>True when this is the way to that very source.</summary>
    public bool Leads(IFieldSource to) => ReferenceEquals(source, to);

    /// <summary>An administrator took it out of use: for a test of the fallback, or for maintenance.</summary>
    public bool SwitchedOff
    {
        get => switchedOff;
        set => switchedOff = value;
    }

    public bool Up => Interlocked.Read(ref failures) < options.FailuresUntilDown;

    /// <summary>Why it is down; no personal data.</summary>
    public string? Reason => Volatile.Read(ref reason);

    /// <summary>When it last answered, if it ever did in this process.</summary>
    public DateTimeOffset? LastAnswer => Interlocked.Read(ref lastAnswer) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>The rows of the subjects that it knows; null when it does not answer.</summary>
    public async Task<IReadOnlyList<SourceRow>?> Read(IReadOnlyList<SubjectId> subjects, IReadOnlyList<FieldCode> fields)
    {
        if (switchedOff || !MayTry()) return null;
        using var limit = new CancellationTokenSource(options.SourceTimeout, clock);
        try
        {
            var rows = await source.Read(subjects, fields, limit.Token).WaitAsync(options.SourceTimeout + TimeSpan.FromMilliseconds(200), clock, CancellationToken.None);
            Succeeded();
            return rows;
        }
        catch (Exception e)
        {
            Failed(e);
            return null;
        }
    }

    private bool MayTry()
    {
        if (Up) return true;
        var due = Interlocked.Read(ref retryAt);
        var now = clock.GetUtcNow().UtcTicks;
        return now >= due && Interlocked.CompareExchange(ref retryAt, now + options.ProbeEvery.Ticks, due) == due;
    }

    private void Succeeded()
    {
        Interlocked.Exchange(ref lastAnswer, clock.GetUtcNow().UtcTicks);
        if (Interlocked.Read(ref failures) == 0) return;
        Interlocked.Exchange(ref failures, 0);
        Volatile.Write(ref reason, null);
    }

    private void Failed(Exception e)
    {
        Volatile.Write(ref reason, e is OperationCanceledException or TimeoutException ? "quá thời gian chờ" : "lỗi kết nối hoặc truy vấn");
        Interlocked.Exchange(ref retryAt, clock.GetUtcNow().UtcTicks + options.ProbeEvery.Ticks);
        if (Interlocked.Increment(ref failures) <= options.FailuresUntilDown) SourceFailed(log, e, source.Database);
    }

    [LoggerMessage(8101, LogLevel.Warning, "source {Database} did not answer")]
    private static partial void SourceFailed(ILogger log, Exception e, string database);
}
