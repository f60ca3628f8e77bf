using System.Security.Cryptography;

namespace LienThong.Ledger;

/// <summary>The kinds of entries that the house writes. Other modules may add words of their own.</summary>
public static class LedgerKinds
{
    /// <summary>Personal data was read and the fields listed were returned.</summary>
    public const string Read = "read";

    /// <summary>A list of persons was compared in one go. The entry commits to the list and to the answer; each person gets an entry of their own soon after.</summary>
    public const string Comparison = "comparison";

    /// <summary>A reading was asked for and refused; no field was returned.</summary>
    public const string Refusal = "refusal";

    /// <summary>Personal data was changed.</summary>
    public const string Change = "change";

    /// <summary>The key of a subject was destroyed on order.</summary>
    public const string Erasure = "erasure";
}

/// <summary>One event in the book: who did what to whose data, why, under what right, and what came back.</summary>
/// <remarks>Immutable. It holds codes and keys, never a name, a personal number or an address.</remarks>
public sealed record LedgerEntry
{
    /// <summary>UUID version 7 of <see cref="At"/>: the order of search, not the order of the book.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it happened, UTC, whole microseconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>A word of <see cref="LedgerKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Opaque id of the account, client or job that acted.</summary>
    public required string Actor { get; init; }

    /// <summary>Code of the agency acted for.</summary>
    public string? Agency { get; init; }

    /// <summary>Whose data: key of the person, organisation or record. Never published: the leaf holds only a keyed commitment.</summary>
    public Guid? Subject { get; init; }

    /// <summary>Why: a purpose in camelCase.</summary>
    public string? Purpose { get; init; }

    /// <summary>Code of the agreement, with its version where it has one.</summary>
    public string? Agreement { get; init; }

    /// <summary>What kind of ground the act stands on: dossier, consent, agreement, ownData, order.</summary>
    public string? BasisKind { get; init; }

    /// <summary>The dossier code, consent id, order number.</summary>
    public string? BasisReference { get; init; }

    /// <summary>The fields actually returned or changed (not those asked for).</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>How it ended: <c>ok</c>, <c>partial</c>, or the code of the refusal.</summary>
    public required string Outcome { get; init; }

    /// <summary>A small JSON document for what has no column; null for most entries. Stored byte for byte.</summary>
    public string? Details { get; init; }

    /// <summary>Sixteen random bytes that keep <see cref="LedgerEntry"/> commitments from being guessed.</summary>
    public required Guid Salt { get; init; }

    /// <summary>HMAC-SHA256 under <see cref="Salt"/> of the answer given, so that either side can prove later what was exchanged.</summary>
    public byte[]? Answer { get; init; }

    /// <summary>An instant as the book keeps it: UTC, cut to the microsecond.</summary>
    public static DateTimeOffset Instant(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>The millisecond in which the entry with this key was made.</summary>
    public static DateTimeOffset MomentOf(Guid entry)
    {
        Span<byte> bytes = stackalloc byte[16];
        entry.TryWriteBytes(bytes, bigEndian: true, out _);
        return DateTimeOffset.FromUnixTimeMilliseconds(System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(bytes) >> 16);
    }

    /// <summary>A fresh salt from the system's random source.</summary>
    public static Guid NewSalt()
    {
        Span<byte> random = stackalloc byte[16];
        RandomNumberGenerator.Fill(random);
        return new Guid(random);
    }
}
