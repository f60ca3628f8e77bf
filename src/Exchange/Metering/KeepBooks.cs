using LienThong.Exchange.Sources;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LienThong.Exchange.Metering;

/// <summary>Every two seconds, on every node: writes the meters and looks at the sources. A failed round is made up by the next.</summary>
sealed partial class KeepBooks(Meter meter, WatchSources watch, TimeProvider clock, ILogger<KeepBooks> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>One round.</summary>
    public async Task Round(CancellationToken ct)
    {
        await watch.Run(ct);
        await meter.Flush(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Try(meter.Load);
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            do
            {
                await Try(Round);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            await Try(meter.Flush); // the last calls before a stop count too
        }
    }

    private async Task Try(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(CancellationToken.None);
        }
        catch (Exception e)
        {
            Failed(log, e);
        }
    }

    [LoggerMessage(8301, LogLevel.Warning, "exchange books could not be kept this round")]
    private static partial void Failed(ILogger log, Exception e);
}
