namespace LienThong.Ledger.Tree;

/// <summary>A run of leaves, <see cref="From"/> included, <see cref="To"/> not.</summary>
public readonly record struct LeafRange(long From, long To)
{
    public long Count => To - From;
}

/// <summary>
/// Which subtrees a proof consists of (RFC 6962 §2.1.1 and §2.1.2), and the checks of RFC 9162 §2.1.3.2 and §2.1.4.2. Pure: no storage.
/// </summary>
public static class MerkleProof
{
    /// <summary>The subtrees whose hashes prove leaf <paramref name="index"/> in a tree of <paramref name="size"/>, leaf's sibling first.</summary>
    public static IReadOnlyList<LeafRange> Inclusion(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<LeafRange>();
        long from = 0, to = size;
        while (to - from > 1)
        {
            var middle = from + MerkleTree.Split(to - from);
            if (index < middle)
            {
                path.Add(new(middle, to));
                to = middle;
            }
            else
            {
                path.Add(new(from, middle));
                from = middle;
            }
        }
        path.Reverse();
        return path;
    }

    /// <summary>The subtrees whose hashes prove that a tree of <paramref name="size"/> begins with the tree of <paramref name="old"/>.</summary>
    public static IReadOnlyList<LeafRange> Consistency(long old, long size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(old, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(old, size);
        var path = new List<LeafRange>();
        long from = 0, to = size;
        while (old < to)
        {
            var middle = from + MerkleTree.Split(to - from);
            if (old <= middle)
            {
                path.Add(new(middle, to));
                to = middle;
            }
            else
            {
                path.Add(new(from, middle));
                from = middle;
            }
        }
        if (from != 0) path.Add(new(from, to)); // the whole old tree is known to the verifier when it is a subtree
        path.Reverse();
        return path;
    }

    public static bool VerifyInclusion(long index, long size, Hash leaf, IReadOnlyList<Hash> path, Hash root)
    {
        if (index < 0 || index >= size) return false;
        var (node, last, hash) = (index, size - 1, leaf);
        foreach (var sibling in path)
        {
            if (last == 0) return false;
            if ((node & 1) == 1 || node == last)
            {
                hash = MerkleTree.NodeHash(sibling, hash);
                while ((node & 1) == 0 && node != 0) (node, last) = (node >> 1, last >> 1);
            }
            else
            {
                hash = MerkleTree.NodeHash(hash, sibling);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 && hash == root;
    }

    public static bool VerifyConsistency(long old, long size, Hash oldRoot, Hash root, IReadOnlyList<Hash> path)
    {
        if (old < 1 || old > size) return false;
        if (old == size) return path.Count == 0 && oldRoot == root;
        if (path.Count == 0) return false;
        var next = 0;
        var (node, last) = (old - 1, size - 1);
        while ((node & 1) == 1) (node, last) = (node >> 1, last >> 1);
        var first = long.IsPow2(old) ? oldRoot : path[next++];
        var (before, after) = (first, first);
        for (; next < path.Count; next++)
        {
            if (last == 0) return false;
            if ((node & 1) == 1 || node == last)
            {
                before = MerkleTree.NodeHash(path[next], before);
                after = MerkleTree.NodeHash(path[next], after);
                while ((node & 1) == 0 && node != 0) (node, last) = (node >> 1, last >> 1);
            }
            else
            {
                after = MerkleTree.NodeHash(after, path[next]);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 && before == oldRoot && after == root;
    }
}
