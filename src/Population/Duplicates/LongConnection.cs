using LienThong.Kernel.Data;
using Npgsql;

namespace LienThong.Population.Duplicates;

/// <summary>A connection for work over the whole register: without the limit that requests have, given back as it was found.</summary>
internal sealed class LongConnection : IAsyncDisposable
{
    private LongConnection(NpgsqlConnection connection) => Connection = connection;

    public NpgsqlConnection Connection { get; }

    public static async Task<LongConnection> Open(Db db, CancellationToken ct)
    {
        var opened = new LongConnection(await db.Pool.OpenConnectionAsync(ct));
        await opened.Run(Sql.LongWork, ct);
        return opened;
    }

    public async Task Run(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, Connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        // the pool does not clean up (ADR 0011)
        if (Connection.FullState.HasFlag(System.Data.ConnectionState.Open)) await Run(Sql.Reset, CancellationToken.None);
        await Connection.DisposeAsync();
    }

    private static class Sql
    {
        public const string LongWork = "select set_config('statement_timeout', '0', false), set_config('work_mem', '256MB', false), set_config('maintenance_work_mem', '256MB', false)";
        public const string Reset = "reset all";
    }
}

/// <summary>One search for duplicates at a time, on all nodes; held until disposed.</summary>
internal sealed class DuplicateLock(LongConnection connection) : IAsyncDisposable
{
    public static async Task<DuplicateLock> Take(Db db, CancellationToken ct)
    {
        var connection = await LongConnection.Open(db, ct);
        await connection.Run(Sql.Take, ct);
        return new(connection);
    }

    public async ValueTask DisposeAsync()
    {
        if (connection.Connection.FullState.HasFlag(System.Data.ConnectionState.Open)) await connection.Run(Sql.Release, CancellationToken.None);
        await connection.DisposeAsync();
    }

    private static class Sql
    {
        public const string Take = "select pg_advisory_lock(7305)";
        public const string Release = "select pg_advisory_unlock(7305)";
    }
}
