using System.Globalization;
using System.Text;
using LienThong.Ledger.Notes;
using LienThong.Ledger.Tree;

namespace LienThong.Ledger;

/// <summary>A signed statement of the log: how many entries there are and the one hash that stands for all of them.</summary>
/// <param name="Origin">The name of the log, a URL without scheme.</param>
/// <param name="Size">Number of entries.</param>
/// <param name="Root">RFC 6962 root hash at that size.</param>
/// <param name="Note">The signed note, byte for byte, as c2sp.org/tlog-checkpoint defines it.</param>
public sealed record Checkpoint(string Origin, long Size, Hash Root, string Note)
{
    /// <summary>Reads a checkpoint without trusting it. Null when the text is not one.</summary>
    public static Checkpoint? Parse(string note)
    {
        if (SignedNote.Parse(note) is not { } signed) return null;
        var lines = signed.Text.Split('\n');
        if (lines.Length != 4 || lines[0].Length == 0 || lines[3].Length != 0) return null; // no extension lines: monitors cannot audit them
        if (!long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size < 0) return null;
        if (lines[1].Length > 1 && lines[1][0] == '0') return null;
        return Hash.TryParse(lines[2], out var root) ? new Checkpoint(lines[0], size, root, note) : null;
    }

    /// <summary>The text that is signed.</summary>
    public static string Body(string origin, long size, Hash root) => string.Create(CultureInfo.InvariantCulture, $"{origin}\n{size}\n{root}\n");

    /// <summary>True when the note is signed by at least one of these keys and no signature of a known key is wrong.</summary>
    public bool SignedBy(IReadOnlyList<VerifierKey> keys) => SignedNote.Parse(Note) is { } note && note.Verify(keys);
}

/// <summary>Proof that an entry is in the log, checkable offline by whoever has the entry's leaf and the log's public keys.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Leaf">The leaf bytes that are hashed; they hold no personal data.</param>
/// <param name="Path">Sibling hashes from the leaf up.</param>
/// <param name="Checkpoint">The checkpoint that the path leads to.</param>
public sealed record InclusionProof(Guid Entry, long Index, byte[] Leaf, IReadOnlyList<Hash> Path, Checkpoint Checkpoint)
{
    /// <summary>True when the leaf stands at its index under the root of the checkpoint. Signatures are checked apart.</summary>
    public bool Holds => MerkleProof.VerifyInclusion(Index, Checkpoint.Size, MerkleTree.LeafHash(Leaf), Path, Checkpoint.Root);

    /// <summary>The portable form, c2sp.org/tlog-proof@v1; the leaf travels as its extra data.</summary>
    public string ToText()
    {
        var text = new StringBuilder("c2sp.org/tlog-proof@v1\nextra ").Append(Convert.ToBase64String(Leaf))
            .Append(CultureInfo.InvariantCulture, $"\nindex {Index}\n");
        foreach (var hash in Path) text.Append(hash.ToString()).Append('\n');
        return text.Append('\n').Append(Checkpoint.Note).ToString();
    }

    /// <summary>Reads the portable form without trusting it; null when it is malformed.</summary>
    public static InclusionProof? Parse(Guid entry, string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0) return null;
        var lines = text[..end].Split('\n');
        if (lines.Length is < 3 or > 70 || lines[0] != "c2sp.org/tlog-proof@v1") return null;
        if (!lines[1].StartsWith("extra ", StringComparison.Ordinal) || !lines[2].StartsWith("index ", StringComparison.Ordinal)) return null;
        var leaf = new byte[lines[1].Length];
        if (!Convert.TryFromBase64String(lines[1][6..], leaf, out var length)) return null;
        if (!long.TryParse(lines[2][6..], NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return null;
        var path = new List<Hash>();
        foreach (var line in lines.Skip(3))
        {
            if (!Hash.TryParse(line, out var hash)) return null;
            path.Add(hash);
        }
        return Checkpoint.Parse(text[(end + 2)..]) is { } checkpoint ? new InclusionProof(entry, index, leaf[..length], path, checkpoint) : null;
    }
}

/// <summary>Proof that the log only grew between two sizes.</summary>
public sealed record ConsistencyProof(long From, long To, Hash FromRoot, Hash ToRoot, IReadOnlyList<Hash> Path)
{
    /// <summary>True when the path leads from the older root to the newer one.</summary>
    public bool Holds => MerkleProof.VerifyConsistency(From, To, FromRoot, ToRoot, Path);
}

/// <summary>One thing found wrong with the stored book.</summary>
/// <param name="Part">entry, subject, leaf, tile, checkpoint or sequence.</param>
/// <param name="Index">Place in the log, where it has one.</param>
/// <param name="Entry">The entry, where one is concerned.</param>
/// <param name="What">What is wrong, in Vietnamese.</param>
public sealed record LedgerFinding(string Part, long? Index, Guid? Entry, string What);

/// <summary>The outcome of checking the whole book.</summary>
/// <param name="Entries">How many entries were recomputed.</param>
/// <param name="Waiting">How many committed entries had no place yet; normal for the last second.</param>
/// <param name="Root">The root hash recomputed from the stored entries.</param>
/// <param name="Findings">What is wrong, by place; at most 100.</param>
/// <param name="Count">How many things are wrong in all.</param>
public sealed record LedgerVerdict(long Entries, long Waiting, Hash Root, IReadOnlyList<LedgerFinding> Findings, long Count)
{
    public bool Sound => Count == 0;
}
