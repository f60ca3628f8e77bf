using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace LienThong.Ledger.Tree;

/// <summary>The address of a tile: 256 hashes of one level (c2sp.org/tlog-tiles). Level 0 holds leaf hashes, level 1 the roots of full tiles below.</summary>
public readonly record struct TileId(int Level, long Number);

/// <summary>A tile as far as it is filled: 1 to 256 hashes in a row.</summary>
public sealed record Tile(TileId Id, byte[] Hashes)
{
    public const int Width = 256;

    public int Count => Hashes.Length / Hash.Length;

    public static byte[] Bytes(List<Hash> hashes) => MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(hashes)).ToArray();

    public ReadOnlySpan<Hash> All => MemoryMarshal.Cast<byte, Hash>(Hashes);
}

/// <summary>How subtrees lie in tiles. Pure.</summary>
public static class Tiles
{
    /// <summary>The tiles that are needed to compute the hash of a subtree that RFC 6962 speaks of.</summary>
    public static IEnumerable<TileId> Of(LeafRange range)
    {
        foreach (var (level, index) in PerfectParts(range)) yield return Place(level, index).Tile;
    }

    /// <summary>The RFC 6962 hash of a subtree, from its tiles.</summary>
    /// <exception cref="TileMissingException">A tile is not there or too short: the stored tree is damaged.</exception>
    public static Hash HashOf(LeafRange range, IReadOnlyDictionary<TileId, Tile> tiles)
    {
        var parts = PerfectParts(range);
        var hash = NodeOf(parts[^1].Level, parts[^1].Index, tiles);
        for (var i = parts.Count - 2; i >= 0; i--) hash = MerkleTree.NodeHash(NodeOf(parts[i].Level, parts[i].Index, tiles), hash);
        return hash;
    }

    /// <summary>How many hashes the last tile of a level has in a tree of this size; 0 when the level ends with a full tile.</summary>
    public static int PartialWidth(int level, long size) => (int)((size >> (8 * level)) & 255);

    /// <summary>The tiles at the right edge that are not full.</summary>
    public static IEnumerable<TileId> Edge(long size)
    {
        for (var level = 0; size >> (8 * level) > 0; level++)
        {
            if (PartialWidth(level, size) > 0) yield return new TileId(level, size >> (8 * (level + 1)));
        }
    }

    /// <summary>Reads the path of a tile such as <c>x001/x234/067</c> or <c>000.p/17</c>; width 256 when it is not partial.</summary>
    public static (long Number, int Width)? ParsePath(string path)
    {
        var width = Tile.Width;
        if (path.IndexOf(".p/", StringComparison.Ordinal) is var partial and > 0)
        {
            var text = path.AsSpan(partial + 3);
            if (text.Length is 0 or > 3 || text[0] == '0' || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out width)) return null;
            if (width >= Tile.Width) return null;
            path = path[..partial];
        }
        var parts = path.Split('/');
        if (parts.Length > 6) return null;
        long number = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i].AsSpan();
            if (i < parts.Length - 1)
            {
                if (part.Length == 0 || part[0] != 'x') return null;
                part = part[1..];
            }
            if (part.Length != 3 || !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var digits)) return null;
            if (i == 0 && parts.Length > 1 && digits == 0) return null; // no leading x000: one spelling a tile
            number = (number * 1000) + digits;
        }
        return (number, width);
    }

    private static Hash NodeOf(int level, long index, IReadOnlyDictionary<TileId, Tile> tiles)
    {
        var (id, first, count) = Place(level, index);
        if (!tiles.TryGetValue(id, out var tile) || tile.Count < first + count) throw new TileMissingException(id);
        return MerkleTree.Perfect(tile.All.Slice(first, count));
    }

    private static (TileId Tile, int First, int Count) Place(int level, long index)
    {
        var inside = level % 8;
        var first = index << inside;
        return (new TileId(level / 8, first >> 8), (int)(first & 255), 1 << inside);
    }

    // Left to right, each a whole power of two at its natural place: what RFC 6962's recursion leaves when it never splits a perfect subtree.
    private static List<(int Level, long Index)> PerfectParts(LeafRange range)
    {
        var parts = new List<(int, long)>();
        for (var from = range.From; from < range.To;)
        {
            var level = BitOperations.Log2((ulong)(range.To - from));
            if (from != 0) level = Math.Min(level, BitOperations.TrailingZeroCount(from));
            parts.Add((level, from >> level));
            from += 1L << level;
        }
        return parts;
    }
}

/// <summary>The stored tree has a hole.</summary>
public sealed class TileMissingException(TileId tile)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"Tile {tile.Level}/{tile.Number} is missing or too short. Run ./lienthong ledger verify."))
{
    public TileId Tile => tile;
}
