using System.Security.Cryptography;

namespace LienThong.Tests.Ledger;

/// <summary>RFC 6962 §2.1 written down as the definitions stand there, recursive and slow: the judge of the fast tree.</summary>
static class NaiveTree
{
    public static byte[] Root(IReadOnlyList<byte[]> leaves)
    {
        if (leaves.Count == 0) return SHA256.HashData([]);
        if (leaves.Count == 1) return SHA256.HashData([0, .. leaves[0]]);
        var k = Split(leaves.Count);
        return Node(Root([.. leaves.Take(k)]), Root([.. leaves.Skip(k)]));
    }

    public static List<byte[]> Path(int m, IReadOnlyList<byte[]> leaves)
    {
        if (leaves.Count == 1) return [];
        var k = Split(leaves.Count);
        var (left, right) = (leaves.Take(k).ToList(), leaves.Skip(k).ToList());
        return m < k ? [.. Path(m, left), Root(right)] : [.. Path(m - k, right), Root(left)];
    }

    public static List<byte[]> Proof(int m, IReadOnlyList<byte[]> leaves) => SubProof(m, leaves, true);

    private static List<byte[]> SubProof(int m, IReadOnlyList<byte[]> leaves, bool whole)
    {
        if (m == leaves.Count) return whole ? [] : [Root(leaves)];
        var k = Split(leaves.Count);
        var (left, right) = (leaves.Take(k).ToList(), leaves.Skip(k).ToList());
        return m <= k ? [.. SubProof(m, left, whole), Root(right)] : [.. SubProof(m - k, right, false), Root(left)];
    }

    private static int Split(int n)
    {
        var k = 1;
        while (k * 2 < n) k *= 2;
        return k;
    }

    private static byte[] Node(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);
}
