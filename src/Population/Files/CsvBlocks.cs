namespace LienThong.Population.Files;

/// <summary>Whole lines of a file; <see cref="FirstLine"/> counts from 1 with the header.</summary>
internal sealed record CsvBlock(byte[] Bytes, int Length, long FirstLine)
{
    public ReadOnlySpan<byte> Span => Bytes.AsSpan(0, Length);
}

/// <summary>Cuts a stream into blocks that end at the end of a line; a line break inside quotes does not count.</summary>
internal sealed class CsvBlocks(Stream input)
{
    // a block is one query and one list in the ledger; of nothing but numbers (13 bytes a line) it holds fewer than a list may
    public const int BlockSize = 1024 * 1024;
    private const int MostLine = 1024 * 1024;
    private byte[] _carried = [];
    private long _line = 1;
    private bool _ended;

    /// <summary>The first line without its end, or null for an empty file.</summary>
    public async Task<byte[]?> ReadHeader(CancellationToken ct)
    {
        var buffer = new byte[BlockSize];
        var count = await input.ReadAtLeastAsync(buffer, 4096, throwOnEndOfStream: false, ct);
        _ended = count < 4096;
        var start = buffer.AsSpan(0, count).StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
        var end = buffer.AsSpan(start, count - start).IndexOf((byte)'\n');
        if (count == start || (end < 0 && !_ended)) return null;
        var line = end < 0 ? buffer[start..count] : buffer[start..(start + end)];
        _carried = end < 0 ? [] : buffer[(start + end + 1)..count];
        _line = 2;
        return line;
    }

    /// <summary>The next block, or null at the end.</summary>
    public async Task<CsvBlock?> Next(CancellationToken ct)
    {
        var buffer = new byte[Math.Max(BlockSize, _carried.Length * 2)];
        _carried.CopyTo(buffer, 0);
        var count = _carried.Length;
        if (!_ended)
        {
            var read = await input.ReadAtLeastAsync(buffer.AsMemory(count), buffer.Length - count, throwOnEndOfStream: false, ct);
            _ended = read < buffer.Length - count;
            count += read;
        }

        if (count == 0) return null;
        var end = _ended ? count : EndOfLines(buffer.AsSpan(0, count));
        if (end == 0)
        {
            // one line longer than the block: an open quote, most likely; the rest is one faulty row
            if (count > MostLine) end = count;
            else
            {
                _carried = buffer[..count];
                return await Next(ct);
            }
        }

        _carried = buffer[end..count];
        var block = new CsvBlock(buffer, end, _line);
        _line += block.Span.Count((byte)'\n');
        return block;
    }

    private static int EndOfLines(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.LastIndexOf((byte)'\n') + 1;
        var quotes = bytes[..end].Count((byte)'"');
        while (end > 0 && quotes % 2 == 1)
        {
            var before = bytes[..(end - 1)].LastIndexOf((byte)'\n') + 1;
            quotes -= bytes[before..end].Count((byte)'"');
            end = before;
        }

        return end;
    }
}

/// <summary>Reads the fields of one block, line by line, without copying what is not quoted.</summary>
internal ref struct CsvReader(ReadOnlySpan<byte> bytes, byte separator)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Line breaks passed inside the last line's quotes, plus its own.</summary>
    public int Lines { get; private set; }

    /// <summary>The next line's fields into <paramref name="fields"/>; the number of fields, or -1 at the end. Fields beyond the span are skipped.</summary>
    public int ReadLine(scoped Span<Range> fields, out ReadOnlySpan<byte> line)
    {
        line = default;
        if (_rest.IsEmpty) return -1;
        var end = LineEnd(_rest);
        var whole = _rest[..end];
        Lines = 1 + whole.Count((byte)'\n');
        _rest = end < _rest.Length ? _rest[(end + 1)..] : default;
        line = whole.EndsWith("\r"u8) ? whole[..^1] : whole;
        return Split(line, separator, fields);
    }

    private static int LineEnd(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)'\n');
        if (end < 0) return bytes.Length;
        while (bytes[..end].Count((byte)'"') % 2 == 1)
        {
            var next = bytes[(end + 1)..].IndexOf((byte)'\n');
            if (next < 0) return bytes.Length;
            end += next + 1;
        }

        return end;
    }

    private static int Split(ReadOnlySpan<byte> line, byte separator, scoped Span<Range> fields)
    {
        var count = 0;
        var start = 0;
        while (start <= line.Length)
        {
            var end = start;
            if (start < line.Length && line[start] == '"')
            {
                end++;
                while (end < line.Length && !(line[end] == '"' && (end + 1 == line.Length || line[end + 1] != '"'))) end += line[end] == '"' ? 2 : 1;
                end = Math.Min(end + 1, line.Length);
            }

            var stop = line[end..].IndexOf(separator);
            end = stop < 0 ? line.Length : end + stop;
            if (count < fields.Length) fields[count] = start..end;
            count++;
            start = end + 1;
        }

        return count;
    }
}
