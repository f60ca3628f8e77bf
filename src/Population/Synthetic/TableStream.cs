using System.Buffers;
using System.Threading.Channels;
using Npgsql;

namespace LienThong.Population.Synthetic;

/// <summary>
/// One COPY into one table, fed by many writers. It runs in the transaction that empties the table, so PostgreSQL writes no log for the rows (wal_level minimal) and stores them as
/// long committed; when anything fails the table is as empty as before.
/// </summary>
internal sealed class TableStream
{
    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] Trailer = [0xFF, 0xFF];
    private readonly Channel<(byte[] Bytes, int Length)> _blocks = Channel.CreateBounded<(byte[], int)>(new BoundedChannelOptions(4) { SingleReader = true });

    /// <summary>Hands a rented block over: it is given back when it was sent.</summary>
    public ValueTask Write(byte[] block, int length, CancellationToken ct) => _blocks.Writer.WriteAsync((block, length), ct);

    /// <summary>No more blocks will come; with a reason, the rows that came are thrown away.</summary>
    public void End(Exception? broken = null) => _blocks.Writer.TryComplete(broken);

    /// <summary>Sends the blocks until <see cref="End"/>, then commits.</summary>
    public async Task Send(NpgsqlConnection connection, string empty, string copy, CancellationToken ct)
    {
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await using (var truncate = new NpgsqlCommand(empty, connection, transaction)) await truncate.ExecuteNonQueryAsync(ct);
            await using (var stream = await connection.BeginRawBinaryCopyAsync(copy, ct))
            {
                stream.ReadTimeout = stream.WriteTimeout = 600_000;
                await stream.WriteAsync(Header, ct);
                await foreach (var (bytes, length) in _blocks.Reader.ReadAllAsync(ct))
                {
                    await stream.WriteAsync(bytes.AsMemory(0, length), ct);
                    ArrayPool<byte>.Shared.Return(bytes);
                }
                await stream.WriteAsync(Trailer, ct);
            }
            await transaction.CommitAsync(ct);
        }
        catch (Exception e)
        {
            End(e); // whoever still writes hears of it
            throw;
        }
    }
}
