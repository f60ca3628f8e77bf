namespace LienThong.Exchange;

/// <summary>Settings of the broker, section <c>Exchange</c>.</summary>
public sealed record ExchangeOptions
{
    /// <summary>How long a source may take before its fields count as unavailable.</summary>
    public TimeSpan SourceTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many queries to one source, for one set of fields, run at once. Fewer means larger groups.</summary>
    public int BatchesInFlight { get; init; } = 2;

    /// <summary>Most subjects in one query.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>Failures in a row after which a source counts as down.</summary>
    public int FailuresUntilDown { get; init; } = 3;

    /// <summary>While a source is down, how often one reading is let through to see whether it is back.</summary>
    public TimeSpan ProbeEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How old the agreements in memory may be. A suspension takes effect on every node within this time.</summary>
    public TimeSpan AgreementsFresh { get; init; } = TimeSpan.FromSeconds(2);
}
