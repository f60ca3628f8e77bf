using LienThong.Kernel.Results;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LienThong.Ledger.Sequencing;

/// <summary>The loop that keeps the tree and its signature within a second of the newest entry.</summary>
sealed partial class RunSequencer(
    SequenceEntries sequence, SignCheckpoint sign, LedgerState state, LedgerOptions options, TimeProvider clock, ILogger<RunSequencer> log) : BackgroundService
{
    // Entries of other nodes are not signalled here, so the loop also looks on its own.
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(500), AfterFailure = TimeSpan.FromSeconds(2);

    /// <summary>Takes in and signs all that is committed now.</summary>
    public async Task Drain(CancellationToken ct)
    {
        int taken;
        do
        {
            taken = await sequence.Run(ct);
        }
        while (taken == SequenceEntries.BatchSize);
        if (sequence.Committed is { } tree) await sign.Run(tree.Size, tree.Root, ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var next = state.Next;
                var before = state.Stopped;
                await Drain(stoppingToken);
                if (state.Stopped is { } now && before is null) Refused(log, now.Text(System.Globalization.CultureInfo.InvariantCulture));
                await Task.WhenAny(next, Task.Delay(Idle, clock, stoppingToken));
                if (next.IsCompleted) await Task.Delay(options.Gather, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Failed(log, e);
                await Task.Delay(AfterFailure, clock, CancellationToken.None);
            }
        }
    }

    [LoggerMessage(1201, LogLevel.Error, "ledger sequencer failed and will try again")]
    private static partial void Failed(ILogger log, Exception e);

    [LoggerMessage(1202, LogLevel.Critical, "ledger signing refused: {Reason}")]
    private static partial void Refused(ILogger log, string reason);
}
