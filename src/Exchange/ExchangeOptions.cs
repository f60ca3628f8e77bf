namespace LienThong.Exchange;

/// <summary>Settings of the broker, section <c>Exchange</c>.</summary>
public sealed record ExchangeOptions
{
    /// <summary>How long a source may take before its fields count as unavailable.</summary>
    public TimeSpan SourceTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Most queries to one source, for one set of fields, at once.</summary>
    public int BatchesInFlight { get; init; } = 4;

    /// <summary>While a query runs no longer than this the next readings wait for it and share one: a quick source is asked in large groups, a slow one in parallel.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(15);

    /// <summary>Most subjects in one query.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>Failures in a row after which a source counts as down.</summary>
    public int FailuresUntilDown { get; init; } = 3;

    /// <summary>While a source is down, how often one reading is let through to see whether it is back.</summary>
    public TimeSpan ProbeEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How old the agreements in memory may be. A suspension takes effect on every node within this time.</summary>
    public TimeSpan AgreementsFresh { get; init; } = TimeSpan.FromSeconds(2);
}
