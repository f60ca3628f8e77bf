using System.Security.Cryptography;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;

namespace LienThong.Ledger.Entries;

/// <summary>
/// Unlinks a subject: the key goes, the rows keep a pseudonym. Which rows were touched is itself written to the book (their number and the
/// hash of their ids), so that verification can tell an erasure on order from somebody hiding a reading.
/// </summary>
static class EraseSubject
{
    /// <summary>What the entry of an erasure says in its details.</summary>
    /// <param name="Pseudonym">What stands in the rows now.</param>
    /// <param name="Entries">How many rows.</param>
    /// <param name="Digest">SHA-256 over their ids in order, base64.</param>
    public sealed record Record(Guid Pseudonym, int Entries, string Digest);

    public static async Task<Result<int>> Erase(Db db, AppendEntries append, Guid subject, LedgerEntry order, CancellationToken ct)
    {
        var pseudonym = LedgerEntry.NewSalt();
        var erased = await db.Transaction(async tx => await Unlink(tx, subject, pseudonym, ct), ct);
        if (erased.Failed) return erased.Faults;
        var ids = erased.Value;
        var record = new Record(pseudonym, ids.Length, Convert.ToBase64String(Digest(ids)));
        var entry = order with { Kind = LedgerKinds.Erasure, Subject = null, Details = JsonText(record) };
        var written = await append.Append([entry], ct);
        return written.Failed ? written.Faults : ids.Length;
    }

    public static byte[] Digest(IReadOnlyList<Guid> ids)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[16];
        foreach (var id in ids)
        {
            id.TryWriteBytes(bytes, bigEndian: true, out _);
            hash.AppendData(bytes);
        }
        return hash.GetHashAndReset();
    }

    private static async Task<Result<Guid[]>> Unlink(Db tx, Guid subject, Guid pseudonym, CancellationToken ct)
    {
        await tx.One(Sql.Lock, [], _ => true, ct);
        if (await tx.One(Sql.Waits, [subject], r => r.GetBoolean(0), ct)) return LedgerErrors.NotYetSequenced;
        if (await tx.Execute(Sql.DestroyKey, [subject], ct) == 0) return LedgerErrors.SubjectUnknown;
        await tx.One(Sql.Allow, [], _ => true, ct);
        var ids = await tx.Many(Sql.Unlink, [subject, pseudonym], r => r.GetGuid(0), ct);
        ids.Sort();
        return ids.ToArray();
    }

    private static string JsonText(Record record) => System.Text.Json.JsonSerializer.Serialize(record, Json.Options);

    static class Sql
    {
        public const string Lock = "select pg_advisory_xact_lock(30509284842369537)";
        public const string Waits = "select exists (select from ledger.pending p join ledger.entry e on e.id = p.entry where e.subject = $1)";
        public const string DestroyKey = "delete from ledger.subject_key where subject = $1";
        public const string Allow = "select set_config('ledger.erasing', 'on', true)";
        public const string Unlink = "update ledger.entry set subject = $2 where subject = $1 returning id";
    }
}
