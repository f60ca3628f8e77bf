using System.Runtime.InteropServices;

namespace LienThong.Ledger.Tree;

/// <summary>A SHA-256 hash: 32 bytes held in place, so that a tree of millions costs no garbage.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Hash
{
    /// <summary>Bytes in a hash.</summary>
    public const int Length = 32;

    private readonly ulong a, b, c, d;

    public Hash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length) throw new ArgumentException("A hash has 32 bytes.", nameof(bytes));
        this = MemoryMarshal.Read<Hash>(bytes);
    }

    public void CopyTo(Span<byte> target) => MemoryMarshal.Write(target, in this);

    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Base64, as C2SP writes hashes.</summary>
    public override string ToString() => Convert.ToBase64String(ToArray());

    public static bool TryParse(string base64, out Hash hash)
    {
        Span<byte> bytes = stackalloc byte[Length];
        var ok = base64.Length == 44 && Convert.TryFromBase64String(base64, bytes, out var length) && length == Length;
        hash = ok ? new Hash(bytes) : default;
        return ok && string.Equals(hash.ToString(), base64, StringComparison.Ordinal); // one spelling only
    }
}
