using System.Buffers;
using System.Text;
using LienThong.Kernel.Results;

namespace LienThong.Kernel.Files;

/// <summary>
/// A stream of bytes as blocks of Unicode text. UTF-8 and UTF-16 are told by their mark or their zeros and read strictly: bytes of an old Vietnamese font encoding (TCVN3, VNI, VPS) or of
/// Windows-1258 are refused as a whole, because a wrong guess would store wrong names.
/// </summary>
internal sealed class TextBlocks(Stream input)
{
    private const int BlockSize = 256 * 1024;
    private readonly byte[] buffer = new byte[BlockSize];
    private int held;
    private bool ended;
    private Decoder? decoder;

    /// <summary>Text of about a quarter of a million characters; null at the end. Refused when the bytes are no Unicode text.</summary>
    public async Task<Result<string?>> Next(CancellationToken ct)
    {
        while (!ended)
        {
            var read = await input.ReadAtLeastAsync(buffer.AsMemory(held), BlockSize - held, throwOnEndOfStream: false, ct);
            ended = read < BlockSize - held;
            var bytes = buffer.AsMemory(0, held + read);
            held = 0;
            if (decoder is null)
            {
                var (start, found) = Begin(bytes.Span);
                if (start.Failed) return start.Faults;
                decoder = found;
                bytes = bytes[start.Value..];
            }
            var text = Decode(bytes.Span);
            if (text is null) return KernelErrors.FileNotUnicode;
            if (text.Length > 0) return text;
        }
        return (string?)null;
    }

    private string? Decode(ReadOnlySpan<byte> bytes)
    {
        var chars = ArrayPool<char>.Shared.Rent(bytes.Length + 4);
        try
        {
            return new string(chars, 0, decoder!.GetChars(bytes, chars, flush: ended));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
        finally
        {
            ArrayPool<char>.Shared.Return(chars, clearArray: true);
        }
    }

    // how many bytes the mark takes, and how to read the rest
    private static (Result<int> Mark, Decoder? Decoder) Begin(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return (KernelErrors.FileEmpty, null);
        if (bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("%PDF"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])) return (KernelErrors.FileNoTable, null);
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) return (3, Strict8());
        if (bytes.StartsWith(Encoding.Unicode.Preamble)) return (2, Strict16(bigEndian: false));
        if (bytes.StartsWith(Encoding.BigEndianUnicode.Preamble)) return (2, Strict16(bigEndian: true));
        var sample = bytes[..Math.Min(bytes.Length, 4096)];
        var (even, odd) = (Zeros(sample, 0), Zeros(sample, 1));
        if (odd > sample.Length / 8) return (0, Strict16(bigEndian: false));
        return even > sample.Length / 8 ? (0, Strict16(bigEndian: true)) : (0, Strict8());
    }

    private static int Zeros(ReadOnlySpan<byte> bytes, int from)
    {
        var count = 0;
        for (var i = from; i < bytes.Length; i += 2) if (bytes[i] == 0) count++;
        return count;
    }

    private static Decoder Strict8() => new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();

    private static Decoder Strict16(bool bigEndian) => new UnicodeEncoding(bigEndian, false, throwOnInvalidBytes: true).GetDecoder();
}
