using System.Globalization;
using LienThong.Kernel.Events;

namespace LienThong.Ledger;

/// <summary>The log signed a new checkpoint.</summary>
/// <param name="Origin">Which log.</param>
/// <param name="Size">How many entries it covers.</param>
/// <param name="Root">The root hash, base64.</param>
public sealed record CheckpointSigned(string Origin, long Size, string Root) : IEvent
{
    public static string EventType => "ledger.checkpoint-signed";

    public string Subject => string.Create(CultureInfo.InvariantCulture, $"{Origin}@{Size}");
}
