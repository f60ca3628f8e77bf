namespace LienThong.Ledger.Tree;

/// <summary>
/// Grows a tree leaf by leaf and keeps only its right edge: at most 255 hashes a level. Each finished or touched tile is handed out once
/// a batch, so a million leaves need a few kilobytes. Pure; one writer at a time.
/// </summary>
public sealed class TreeBuilder
{
    private readonly List<List<Hash>> edge = [];
    private readonly List<Tile> finished = [];
    private readonly HashSet<int> touched = [];

    public long Size { get; private set; }

    /// <summary>Takes up a stored tree at its right edge.</summary>
    /// <exception cref="TileMissingException">A tile of the edge is not stored, or shorter than the size says.</exception>
    public static TreeBuilder Resume(long size, IReadOnlyDictionary<TileId, Tile> tiles)
    {
        var tree = new TreeBuilder { Size = size };
        for (var level = 0; size >> (8 * level) > 0; level++) tree.edge.Add([]);
        foreach (var id in Tiles.Edge(size))
        {
            var width = Tiles.PartialWidth(id.Level, size);
            if (!tiles.TryGetValue(id, out var tile) || tile.Count < width) throw new TileMissingException(id);
            tree.edge[id.Level].AddRange(tile.All[..width]);
        }
        return tree;
    }

    /// <summary>Appends a leaf hash and answers its index.</summary>
    public long Append(Hash leaf)
    {
        Add(0, leaf);
        return Size++;
    }

    /// <summary>The root at the present size.</summary>
    public Hash Root()
    {
        if (Size == 0) return MerkleTree.Empty;
        Hash? root = null;
        foreach (var hashes in edge)
        {
            // Right to left: the lowest set bit of the width is the last perfect subtree of this level.
            var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(hashes);
            for (var end = all.Length; end > 0;)
            {
                var count = end & -end;
                var part = MerkleTree.Perfect(all.Slice(end - count, count));
                root = root is { } right ? MerkleTree.NodeHash(part, right) : part;
                end -= count;
            }
        }
        return root!.Value;
    }

    /// <summary>Every tile that changed since the last call, whole, at its present width.</summary>
    public IReadOnlyList<Tile> TakeTiles()
    {
        var tiles = new List<Tile>(finished);
        foreach (var level in touched.Order())
        {
            if (edge[level].Count > 0) tiles.Add(new Tile(new TileId(level, Size >> (8 * (level + 1))), Tile.Bytes(edge[level])));
        }
        finished.Clear();
        touched.Clear();
        return tiles;
    }

    /// <summary>The tiles at the right edge as they stand now.</summary>
    public IEnumerable<Tile> Edge()
    {
        for (var level = 0; level < edge.Count; level++)
        {
            if (edge[level].Count > 0) yield return new Tile(new TileId(level, Size >> (8 * (level + 1))), Tile.Bytes(edge[level]));
        }
    }

    private void Add(int level, Hash hash)
    {
        if (level == edge.Count) edge.Add([]);
        var hashes = edge[level];
        hashes.Add(hash);
        touched.Add(level);
        if (hashes.Count < Tile.Width) return;
        finished.Add(new Tile(new TileId(level, Size >> (8 * (level + 1))), Tile.Bytes(hashes)));
        var root = MerkleTree.Perfect(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(hashes));
        hashes.Clear();
        Add(level + 1, root);
    }
}
