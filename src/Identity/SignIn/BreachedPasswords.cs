using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace LienThong.Identity.SignIn;

/// <summary>
/// Breached passwords in a file that the operator keeps (<c>Identity:BreachedPasswords</c>): a SHA-1 in capital hexadecimal on each line, sorted, with or without <c>:count</c> behind it. That is the shape
/// in which the large public lists come. It is searched on the disk by halves, however large it is; nothing is asked outside. Without a file nothing is known.
/// </summary>
internal sealed class BreachedPasswords(IdentityOptions options) : IDisposable
{
    private const int Digits = 40, LongestLine = 64;

    private readonly SafeFileHandle? file = options.BreachedPasswords is { } path ? File.OpenHandle(path) : null;

    public void Dispose() => file?.Dispose();

    public bool Contains(string password)
    {
        if (file is null) return false;
#pragma warning disable CA5350 // the lists are made of SHA-1; nothing is protected by it here
        var wanted = Encoding.ASCII.GetBytes(Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(password))));
#pragma warning restore CA5350
        var (low, high) = (0L, RandomAccess.GetLength(file));
        Span<byte> buffer = stackalloc byte[2 * LongestLine];
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var start = LineAfter(middle, buffer, out var line);
            if (start >= high || line.Length < Digits)
            {
                high = middle;
                continue;
            }
            var order = wanted.AsSpan().SequenceCompareTo(line[..Digits]);
            if (order == 0) return true;
            if (order < 0) high = middle;
            else low = start + Digits;
        }
        return false;
    }

    // The first whole line that begins at a place or after it.
    private long LineAfter(long place, Span<byte> buffer, out ReadOnlySpan<byte> line)
    {
        var from = place == 0 ? 0 : place - 1;
        var read = buffer[..RandomAccess.Read(file!, buffer, from)];
        var skipped = place == 0 ? 0 : read.IndexOf((byte)'\n') + 1;
        line = place > 0 && skipped == 0 ? [] : read[skipped..];
        return from + skipped;
    }
}
