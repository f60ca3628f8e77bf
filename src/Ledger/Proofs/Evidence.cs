using System.Globalization;
using System.Text.Json;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Ledger.Entries;
using LienThong.Ledger.Notes;
using LienThong.Ledger.Tree;

namespace LienThong.Ledger.Proofs;

/// <summary>
/// One entry with all that is needed to check it offline, years later, without this system: the row, the secret that opens its subject, the
/// proof, the checkpoint, the public keys. It holds who was read about, so it is handed out only to those who may see the entry.
/// </summary>
/// <param name="Format">Always <c>lienthong-evidence/1</c>.</param>
/// <param name="Entry">The row.</param>
/// <param name="Opening">Opens the subject commitment of this entry and of no other; null when unlinked or about nobody.</param>
/// <param name="Proof">c2sp.org/tlog-proof@v1.</param>
/// <param name="Keys">Verifier keys as this log published them; compare them with a copy obtained elsewhere.</param>
public sealed record Evidence(string Format, LedgerEntry Entry, byte[]? Opening, string Proof, IReadOnlyList<string> Keys)
{
    public const string FormatName = "lienthong-evidence/1";

    private static readonly JsonSerializerOptions Readable = new(Json.Options) { WriteIndented = true };

    public string ToJson() => JsonSerializer.Serialize(this, Readable);

    /// <summary>Checks an evidence file. Needs no database and no network.</summary>
    /// <param name="json">The file.</param>
    /// <param name="trusted">Keys that the verifier got elsewhere; empty means: take those in the file, and say so.</param>
    /// <returns>The checkpoint that covers the entry, or what is wrong.</returns>
    public static Result<(Evidence Evidence, InclusionProof Proof)> Check(string json, IReadOnlyList<VerifierKey> trusted)
    {
        Evidence? evidence;
        try
        {
            evidence = JsonSerializer.Deserialize<Evidence>(json, Json.Options);
        }
        catch (JsonException e)
        {
            return LedgerErrors.EvidenceUnreadable.With(e.Path ?? "JSON");
        }
        if (evidence is null || evidence.Format != FormatName) return LedgerErrors.EvidenceUnreadable.With("format");
        if (InclusionProof.Parse(evidence.Entry.Id, evidence.Proof) is not { } proof) return LedgerErrors.EvidenceUnreadable.With("proof");
        var keys = trusted.Count > 0 ? trusted : [.. evidence.Keys.Select(VerifierKey.Parse).OfType<VerifierKey>()];
        if (!proof.Checkpoint.SignedBy(keys)) return LedgerErrors.EvidenceFalse.With("chữ ký của điểm chốt");
        if (!proof.Holds) return LedgerErrors.EvidenceFalse.With("đường dẫn trong cây");
        if (!Fits(evidence, proof.Leaf)) return LedgerErrors.EvidenceFalse.With("nội dung bản ghi");
        return (evidence, proof);
    }

    private static bool Fits(Evidence evidence, byte[] stored)
    {
        if (stored.Length != LedgerLeaf.Length) return false;
        var unlinked = evidence.Opening is null;
        var entry = unlinked ? evidence.Entry with { Subject = null } : evidence.Entry;
        if (!unlinked && entry.Subject is null) return false;
        var leaf = LedgerLeaf.Of(entry, evidence.Opening);
        if (unlinked && LedgerLeaf.HasSubject(stored)) LedgerLeaf.SubjectOf(stored).CopyTo(leaf.AsSpan(LedgerLeaf.SubjectAt));
        return leaf.AsSpan().SequenceEqual(stored);
    }
}

/// <summary>Puts the evidence of an entry together.</summary>
static class ExportEvidence
{
    public static async Task<Result<Evidence>> Export(Db db, LogKeys keys, Guid id, CancellationToken ct)
    {
        var proof = await ProveEntries.Inclusion(db, id, ct);
        if (proof.Failed) return proof.Faults;
        if (await SearchEntries.Find(db, id, ct) is not { } entry) return LedgerErrors.EntryUnknown;
        var key = entry.Subject is { } subject ? await db.One(Sql.Key, [subject], r => r.GetFieldValue<byte[]>(0), ct) : null;
        var opening = key is null ? null : LedgerLeaf.Opening(key, id);
        return new Evidence(Evidence.FormatName, entry, opening, proof.Value.ToText(), [.. keys.Verifiers.Select(k => k.ToString())]);
    }

    static class Sql
    {
        public const string Key = "select key from ledger.subject_key where subject = $1";
    }
}
