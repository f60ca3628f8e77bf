using System.Security.Cryptography;
using LienThong.Ledger.Entries;
using LienThong.Ledger.Notes;
using LienThong.Ledger.Tree;
using NpgsqlTypes;

namespace LienThong.Ledger.Sequencing;

/// <summary>
/// Gives committed entries their place. One holder at a time over all nodes: a transaction lock keeps two from working at once, the epoch in
/// <c>ledger.sequencer</c> keeps one that was replaced from going on with an old tree in memory.
/// </summary>
sealed class SequenceEntries(Db db, LastSigned lastSigned, LedgerState state)
{
    public const int BatchSize = 8192;

    private readonly Guid holder = Guid.CreateVersion7();
    private TreeBuilder? tree;
    private long epoch = -1;

    /// <summary>The tree as this process last committed it; null when another process holds the place.</summary>
    public (long Size, Hash Root)? Committed { get; private set; }

    /// <summary>Takes one batch of committed entries into the tree. Answers how many; fewer than <see cref="BatchSize"/> means all.</summary>
    public async Task<int> Run(CancellationToken ct)
    {
        // While nothing waits nothing is written, not even a heartbeat; the epoch fences us if another node takes the place meanwhile.
        if (Committed is not null && !await db.One(Sql.Waiting, [], r => r.GetBoolean(0), ct)) return 0;
        try
        {
            return await db.Transaction(tx => Sequence(tx, ct), ct);
        }
        catch
        {
            state.Sequencing = false;
            tree = null; // memory may be ahead of the database: read it again
            Committed = null;
            throw;
        }
    }

    private async Task<int> Sequence(Db tx, CancellationToken ct)
    {
        var held = await tx.One(Sql.Hold, [holder], r => ((long Epoch, long Size)?)(r.GetInt64(0), r.GetInt64(1)), ct);
        if (held is not { } place)
        {
            (tree, Committed, state.Sequencing) = (null, null, false);
            return 0;
        }
        if (tree is null || epoch != place.Epoch || tree.Size != place.Size)
        {
            tree = await TakeUp(tx, place.Size, ct);
            if (tree is null) return 0;
            epoch = place.Epoch;
        }
        state.Sequencing = true;
        var entries = await Taken(tx, ct);
        if (entries.Count > 0) await Place(tx, tree, entries, ct);
        Committed = (tree.Size, tree.Root());
        return entries.Count;
    }

    // What this process appended a moment ago is still in memory, exactly as it was stored; the rest (other nodes, a restart) is read.
    private async Task<List<LedgerEntry>> Taken(Db tx, CancellationToken ct)
    {
        var ids = await tx.Many(Sql.Take, [BatchSize], r => r.GetGuid(0), ct);
        var entries = new List<LedgerEntry>(ids.Count);
        List<Guid>? missing = null;
        foreach (var id in ids)
        {
            if (state.Recent(id) is { } entry) entries.Add(entry);
            else (missing ??= []).Add(id);
        }
        if (missing is not null) entries.AddRange(await tx.Many(Sql.Read, [missing.ToArray()], EntryRow.Read, ct));
        entries.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        return entries;
    }

    /// <summary>Reads the right edge of the stored tree, unless it does not continue what was signed.</summary>
    private async Task<TreeBuilder?> TakeUp(Db tx, long size, CancellationToken ct)
    {
        if (lastSigned.Read() is { Size: > 0 } signed && !await Continues(tx, signed, size, ct))
        {
            state.Stop(LedgerErrors.RolledBack.With(size, signed.Size));
            Committed = null;
            return null;
        }
        state.Resume();
        return TreeBuilder.Resume(size, await StoredTiles.Load(tx, Tiles.Edge(size), ct));
    }

    private static async Task<bool> Continues(Db tx, Checkpoint signed, long size, CancellationToken ct)
    {
        if (signed.Size > size) return false;
        var range = new LeafRange(0, signed.Size);
        var tiles = await StoredTiles.Load(tx, Tiles.Of(range), ct);
        try
        {
            return Tiles.HashOf(range, tiles) == signed.Root;
        }
        catch (TileMissingException)
        {
            return false;
        }
    }

    private static async Task Place(Db tx, TreeBuilder tree, List<LedgerEntry> entries, CancellationToken ct)
    {
        var keys = await SubjectKeys(tx, entries, ct);
        var first = tree.Size;
        var leaves = new List<(Guid Entry, byte[] Leaf, byte[] Hash)>(entries.Count);
        foreach (var entry in entries)
        {
            var leaf = LedgerLeaf.Of(entry, entry.Subject is { } subject ? LedgerLeaf.Opening(keys[subject], entry.Id) : null);
            var hash = MerkleTree.LeafHash(leaf);
            tree.Append(hash);
            leaves.Add((entry.Id, leaf, hash.ToArray()));
        }
        var index = first;
        await tx.Copy(Sql.Leaves, leaves, (copy, leaf) =>
        {
            copy.Write(index++, NpgsqlDbType.Bigint);
            copy.Write(leaf.Entry, NpgsqlDbType.Uuid);
            copy.Write(leaf.Leaf, NpgsqlDbType.Bytea);
            copy.Write(leaf.Hash, NpgsqlDbType.Bytea);
        }, ct);
        await StoredTiles.Save(tx, tree.TakeTiles(), ct);
        await tx.Execute(Sql.Grow, [tree.Size], ct);
    }

    private static async Task<Dictionary<Guid, byte[]>> SubjectKeys(Db tx, List<LedgerEntry> entries, CancellationToken ct)
    {
        var subjects = entries.Where(e => e.Subject is not null).Select(e => e.Subject!.Value).ToHashSet();
        if (subjects.Count == 0) return [];
        var found = await tx.Many(Sql.Keys, [subjects.ToArray()], r => (Subject: r.GetGuid(0), Key: r.GetFieldValue<byte[]>(1)), ct);
        var keys = found.ToDictionary(k => k.Subject, k => k.Key);
        var missing = subjects.Where(s => !keys.ContainsKey(s)).Order().ToArray();
        if (missing.Length == 0) return keys;
        var fresh = Array.ConvertAll(missing, _ => RandomNumberGenerator.GetBytes(32));
        await tx.Execute(Sql.NewKeys, [missing, fresh], ct);
        for (var i = 0; i < missing.Length; i++) keys.Add(missing[i], fresh[i]);
        return keys;
    }

    static class Sql
    {
        // 0x6C656467657201: "ledger" 1. The lock is of this database only.
        public const string Hold = """
            update ledger.sequencer
            set epoch = epoch + (case when holder = $1 then 0 else 1 end), holder = $1, seen = clock_timestamp()
            where one and pg_try_advisory_xact_lock(30509284842369537)
              and (holder is null or holder = $1 or seen < clock_timestamp() - interval '3 seconds')
            returning epoch, size
            """;
        public const string Waiting = "select exists (select from ledger.pending)";
        public const string Take = "delete from ledger.pending where ctid = any (array(select ctid from ledger.pending limit $1)) returning entry";
        public const string Read = """
            select id, at, kind, actor, agency, subject, purpose, agreement, basis_kind, basis_reference, fields, outcome, details::text, salt, answer
            from ledger.entry where id = any ($1)
            """;
        public const string Keys = "select subject, key from ledger.subject_key where subject = any ($1)";
        public const string NewKeys = "insert into ledger.subject_key (subject, key) select subject, key from unnest($1::uuid[], $2::bytea[]) as k (subject, key)";
        public const string Leaves = "copy ledger.leaf (index, entry, leaf, hash) from stdin (format binary)";
        public const string Grow = "update ledger.sequencer set size = $1 where one";
    }
}
