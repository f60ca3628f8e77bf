using System.Numerics;
using System.Security.Cryptography;

namespace LienThong.Ledger.Tree;

/// <summary>The hashes of RFC 6962 §2.1: a leaf begins with 0x00, a node with 0x01, so that neither passes for the other.</summary>
public static class MerkleTree
{
    /// <summary>The root of a tree without leaves.</summary>
    public static readonly Hash Empty = new(SHA256.HashData(ReadOnlySpan<byte>.Empty));

    public static Hash LeafHash(ReadOnlySpan<byte> leaf)
    {
        Span<byte> hash = stackalloc byte[Hash.Length];
        if (leaf.Length <= 511)
        {
            Span<byte> input = stackalloc byte[512];
            input[0] = 0;
            leaf.CopyTo(input[1..]);
            SHA256.HashData(input[..(leaf.Length + 1)], hash);
        }
        else
        {
            byte[] input = [0, .. leaf];
            SHA256.HashData(input, hash);
        }
        return new Hash(hash);
    }

    public static Hash NodeHash(Hash left, Hash right)
    {
        Span<byte> input = stackalloc byte[1 + (2 * Hash.Length)];
        input[0] = 1;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + Hash.Length)..]);
        SHA256.HashData(input, input[..Hash.Length]);
        return new Hash(input[..Hash.Length]);
    }

    /// <summary>The root over a power of two of hashes of one level.</summary>
    public static Hash Perfect(ReadOnlySpan<Hash> hashes)
    {
        if (hashes.Length == 1) return hashes[0];
        var half = hashes.Length / 2;
        return NodeHash(Perfect(hashes[..half]), Perfect(hashes[half..]));
    }

    /// <summary>Where RFC 6962 splits <paramref name="count"/> leaves: the largest power of two below it.</summary>
    public static long Split(long count) => 1L << (63 - BitOperations.LeadingZeroCount((ulong)(count - 1)));
}
