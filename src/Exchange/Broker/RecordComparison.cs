using System.Security.Cryptography;
using LienThong.Dictionary;
using LienThong.Exchange.Agreements;
using LienThong.Exchange.Metering;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Ledger;

namespace LienThong.Exchange.Broker;

/// <summary>A comparison in progress: each piece of it is recorded before it is given out.</summary>
sealed class Comparison(ComparisonRequest request, Agreement agreement, RecordComparison record) : IComparison
{
    public ValueTask<Result> Record(IReadOnlyList<SubjectId> subjects, ReadOnlyMemory<byte> answer, CancellationToken ct) => record.Run(request, agreement, subjects, answer, ct);
}

/// <summary>
/// Records one piece of a comparison. A line per person would cost more than the comparison itself, so the piece becomes one ledger entry that commits to the list of persons and to the
/// answer, and the list is kept until <see cref="UnfoldComparisons"/> has given each person a line of their own. The list is stored first: a crash in between tells people of an answer
/// that never left, never the other way round.
/// </summary>
sealed class RecordComparison(Db db, ILedger ledger, Admission admission, Meter meter, TimeProvider clock)
{
    public async ValueTask<Result> Run(ComparisonRequest request, Agreement agreement, IReadOnlyList<SubjectId> subjects, ReadOnlyMemory<byte> answer, CancellationToken ct)
    {
        if (subjects.Count == 0) return Result.Done;
        if (subjects.Count > IComparison.MostPersons) throw new ArgumentOutOfRangeException(nameof(subjects), subjects.Count, $"at most {IComparison.MostPersons} persons in one piece");
        if (!admission.TryUse(agreement, subjects.Count)) return ExchangeErrors.QuotaExhausted.With(agreement.Code, agreement.QuotaPerDay!);
        var keys = new Guid[subjects.Count];
        for (var i = 0; i < keys.Length; i++) keys[i] = subjects[i].Value;
        var entry = Entry(request, keys, answer.Span);
        object?[] piece =
        [
            entry.Id, entry.At, entry.Actor, entry.Agency, entry.Purpose, entry.Agreement, entry.BasisKind, entry.BasisReference, entry.Fields.ToArray(), keys,
        ];
        await db.Execute(Sql.Keep, piece, ct);
        var stored = await ledger.AppendMany([entry], ct);
        if (!stored.Failed) meter.Compared(agreement.Code, keys.Length);
        return stored;
    }

    private LedgerEntry Entry(ComparisonRequest request, Guid[] subjects, ReadOnlySpan<byte> answer)
    {
        var at = LedgerEntry.Instant(clock.GetUtcNow());
        var salt = LedgerEntry.NewSalt();
        return new LedgerEntry
        {
            Id = Guid.CreateVersion7(at),
            At = at,
            Kind = LedgerKinds.Comparison,
            Actor = request.Caller.Id,
            Agency = request.Caller.Agency,
            Purpose = Words.Stored(request.Purpose),
            Agreement = request.Agreement,
            BasisKind = Words.Stored(request.Basis.Kind),
            BasisReference = request.Basis.Reference,
            Fields = [.. request.Fields.Select(f => f.Value)],
            Outcome = "ok",
            Details = System.Text.Json.JsonSerializer.Serialize(new { persons = subjects.Length }),
            Salt = salt,
            Answer = Commitment(salt, subjects, answer),
        };
    }

    /// <summary>HMAC-SHA256, under the entry's salt, of the persons' keys (16 bytes each, big-endian, in order) followed by the answer as it was given out.</summary>
    internal static byte[] Commitment(Guid salt, Guid[] subjects, ReadOnlySpan<byte> answer)
    {
        Span<byte> key = stackalloc byte[16];
        salt.TryWriteBytes(key, bigEndian: true, out _);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        var list = new byte[subjects.Length * 16];
        for (var i = 0; i < subjects.Length; i++) subjects[i].TryWriteBytes(list.AsSpan(i * 16), bigEndian: true, out _);
        hmac.AppendData(list);
        hmac.AppendData(answer);
        return hmac.GetHashAndReset();
    }

    static class Sql
    {
        public const string Keep = """
            insert into exchange.compared (entry, at, actor, agency, purpose, agreement, basis_kind, basis_reference, fields, subjects)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """;
    }
}
