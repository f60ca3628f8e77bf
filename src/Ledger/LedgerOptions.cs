namespace LienThong.Ledger;

/// <summary>Settings of the log, section <c>Ledger</c>.</summary>
public sealed record LedgerOptions
{
    /// <summary>The name of the log: a URL without scheme, spaces or plus signs. It never changes while the log lives.</summary>
    public string Origin { get; init; } = "lienthong.localhost/ledger";

    /// <summary>Where the signing key and the last signed checkpoint are kept: outside the database, in another backup set.</summary>
    public string Folder { get; init; } = Path.Combine(".data", "ledger");

    /// <summary>How long the sequencer lets entries gather before it signs. A checkpoint follows an entry within a second.</summary>
    public TimeSpan Gather { get; init; } = TimeSpan.FromMilliseconds(200);
}
