using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using LienThong.Dictionary;
using LienThong.Exchange.Metering;
using LienThong.Kernel.Results;
using LienThong.Ledger;
using Microsoft.Extensions.Logging;

namespace LienThong.Exchange.Broker;

/// <summary>Ends a group of readings: one append to the ledger for all of them, and only then the answers. A ledger that cannot write answers nobody.</summary>
sealed partial class Finish(ILedger ledger, Meter meter, TimeProvider clock, ILogger<Finish> log)
{
    public async Task Run(List<PendingRead> reads)
    {
        try
        {
            var at = LedgerEntry.Instant(clock.GetUtcNow());
            var outcomes = new Outcome[reads.Count];
            var entries = new LedgerEntry[reads.Count];
            var salts = new Guid[reads.Count];
            RandomNumberGenerator.Fill(System.Runtime.InteropServices.MemoryMarshal.AsBytes(salts.AsSpan()));
            for (var i = 0; i < reads.Count; i++) entries[i] = Entry(reads[i], at, salts[i], out outcomes[i]);
            var stored = await ledger.AppendMany(entries, CancellationToken.None);
            for (var i = 0; i < reads.Count; i++) Answer(reads[i], entries[i], outcomes[i], stored);
        }
        catch (Exception e)
        {
            Broke(log, e, reads.Count);
            foreach (var read in reads) read.TrySetException(e);
        }
    }

    private readonly record struct Outcome(FieldValue[]? Values, Fault? Refusal);

    private void Answer(PendingRead read, LedgerEntry entry, Outcome outcome, Result stored)
    {
        if (stored.Failed)
        {
            read.TrySetResult(stored.Faults);
            return;
        }
        if (outcome.Refusal is { } refusal)
        {
            meter.Refused(read.Agreement.Code);
            read.TrySetResult(refusal);
            return;
        }
        meter.Answered(read.Agreement.Code, read.Plan, outcome.Values!);
        read.TrySetResult(new DataAnswer(read.Subject, outcome.Values!, new Receipt(entry.Id, entry.At)));
    }

    private static LedgerEntry Entry(PendingRead read, DateTimeOffset at, Guid salt, out Outcome outcome)
    {
        var locked = read.Locked && !read.Agreement.LockedPersons;
        var answered = 0UL;
        outcome = locked ? new Outcome(null, ExchangeErrors.PersonLocked) : new Outcome(read.Values(at, out answered), null);
        return new LedgerEntry
        {
            Id = Guid.CreateVersion7(at),
            At = at,
            Kind = locked ? LedgerKinds.Refusal : LedgerKinds.Read,
            Actor = read.Caller.Id,
            Agency = read.Caller.Agency,
            Subject = read.Subject.Value,
            Purpose = Words.Stored(read.Agreement.Purpose),
            Agreement = read.Agreement.Code,
            BasisKind = Words.Stored(read.Basis.Kind),
            BasisReference = read.Basis.Reference,
            Fields = locked ? [] : read.Plan.Returned(answered),
            Outcome = locked ? ExchangeErrors.PersonLocked.Code : answered == read.Plan.All ? "ok" : answered == 0 ? "unavailable" : "partial",
            Details = Words.ActingFor(read.Caller),
            Salt = salt,
            Answer = outcome.Values is { } values ? Commitment(salt, values) : null,
        };
    }

    /// <summary>
    /// HMAC-SHA256, under the entry's salt, of <c>field=value\n</c> for every answered field (<c>field\n</c> when absent): either side can later prove
    /// what was answered without anybody having kept it.
    /// </summary>
    internal static byte[] Commitment(Guid salt, FieldValue[] values)
    {
        var bound = 0;
        foreach (var v in values) bound += v.Field.Value.Length + ((v.Value?.Length ?? 0) * 3) + 2;
        var buffer = ArrayPool<byte>.Shared.Rent(bound);
        var length = 0;
        foreach (var v in values)
        {
            if (v.Outcome == ReadOutcome.Unavailable) continue;
            length += Encoding.UTF8.GetBytes(v.Field.Value, buffer.AsSpan(length));
            if (v.Value is not null)
            {
                buffer[length++] = (byte)'=';
                length += Encoding.UTF8.GetBytes(v.Value, buffer.AsSpan(length));
            }
            buffer[length++] = (byte)'\n';
        }
        Span<byte> key = stackalloc byte[16];
        salt.TryWriteBytes(key, bigEndian: true, out _);
        var commitment = HMACSHA256.HashData(key, buffer.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        return commitment;
    }

    [LoggerMessage(8201, LogLevel.Error, "a group of {Count} readings could not be finished")]
    private static partial void Broke(ILogger log, Exception e, int count);
}
