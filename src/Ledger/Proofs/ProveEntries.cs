using LienThong.Kernel.Results;
using LienThong.Ledger.Sequencing;
using LienThong.Ledger.Tree;

namespace LienThong.Ledger.Proofs;

/// <summary>Builds proofs from stored tiles: a handful of rows, whatever the size of the log.</summary>
static class ProveEntries
{
    public static Task<Checkpoint?> Latest(Db db, CancellationToken ct) =>
        db.One(Sql.Latest, [], r => Checkpoint.Parse(r.GetString(0)), ct);

    public static async Task<Result<InclusionProof>> Inclusion(Db db, Guid entry, CancellationToken ct)
    {
        var place = await db.One(Sql.Place, [entry], r => ((long Index, byte[] Leaf)?)(r.GetInt64(0), r.GetFieldValue<byte[]>(1)), ct);
        if (place is not { } leaf)
        {
            return await db.One(Sql.Known, [entry], r => r.GetBoolean(0), ct) ? LedgerErrors.NotYetSequenced : LedgerErrors.EntryUnknown;
        }
        if (await Latest(db, ct) is not { } checkpoint || checkpoint.Size <= leaf.Index) return LedgerErrors.NotYetSequenced;
        var path = await Path(db, MerkleProof.Inclusion(leaf.Index, checkpoint.Size), ct);
        return new InclusionProof(entry, leaf.Index, leaf.Leaf, path, checkpoint);
    }

    public static async Task<Result<ConsistencyProof>> Consistency(Db db, long from, long to, CancellationToken ct)
    {
        var size = (await Latest(db, ct))?.Size ?? 0;
        if (from < 1 || from > to || to > size) return LedgerErrors.SizeUnknown.With(size);
        LeafRange old = new(0, from), all = new(0, to);
        var ranges = MerkleProof.Consistency(from, to);
        var tiles = await StoredTiles.Load(db, ranges.Append(old).Append(all).SelectMany(Tiles.Of), ct);
        var path = ranges.Select(r => Tiles.HashOf(r, tiles)).ToList();
        return new ConsistencyProof(from, to, Tiles.HashOf(old, tiles), Tiles.HashOf(all, tiles), path);
    }

    private static async Task<IReadOnlyList<Hash>> Path(Db db, IReadOnlyList<LeafRange> ranges, CancellationToken ct)
    {
        var tiles = await StoredTiles.Load(db, ranges.SelectMany(Tiles.Of), ct);
        return [.. ranges.Select(r => Tiles.HashOf(r, tiles))];
    }

    static class Sql
    {
        public const string Latest = "select note from ledger.checkpoint order by size desc limit 1";
        public const string Place = "select index, leaf from ledger.leaf where entry = $1";
        public const string Known = "select exists (select from ledger.entry where id = $1)";
    }
}
