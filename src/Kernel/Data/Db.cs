using System.Runtime.CompilerServices;
using LienThong.Kernel.Access;
using LienThong.Kernel.Events;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Npgsql;

namespace LienThong.Kernel.Data;

/// <summary>
/// A module's door to its own schema. Thin on purpose: SQL is written by the slice, this class runs it, one round trip a call.
/// Safe for concurrent use, except inside <see cref="Transaction{TAnswer}"/>, where it is bound to one connection.
/// </summary>
public sealed class Db<TModule> where TModule : IModule
{
    private readonly NpgsqlDataSource pool;
    private readonly NpgsqlConnection? bound;

    public Db(Databases databases) => pool = databases.Of(ModuleName.Of<TModule>());

    internal Db(NpgsqlDataSource pool, NpgsqlConnection bound) => (this.pool, this.bound) = (pool, bound);

    /// <summary>The pool itself, for what this class does not offer (a long COPY, LISTEN). Prefer the methods.</summary>
    public NpgsqlDataSource Pool => pool;

    /// <summary>The first row, or <c>default</c> when there is none.</summary>
    public async Task<T?> One<T>(string sql, object?[] args, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using var command = Command(sql, args);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? read(row) : default;
    }

    /// <summary>Every row. The statement bounds how many there can be.</summary>
    public async Task<List<T>> Many<T>(string sql, object?[] args, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using var command = Command(sql, args);
        await using var row = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await row.ReadAsync(ct)) rows.Add(read(row));
        return rows;
    }

    /// <summary>Rows as they arrive, for sets too large to hold.</summary>
    public async IAsyncEnumerable<T> Stream<T>(string sql, object?[] args, Func<NpgsqlDataReader, T> read, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = Command(sql, args);
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) yield return read(row);
    }

    /// <summary>A single statement that no other module wants to hear about. Answers the number of rows touched.</summary>
    public async Task<int> Execute(string sql, object?[] args, CancellationToken ct)
    {
        await using var command = Command(sql, args);
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>
    /// Carries out every change and tells every event, or nothing at all, in one round trip.
    /// Refuses with <see cref="KernelErrors.Conflict"/> when a change touched no row.
    /// </summary>
    public async Task<Result> Write(Caller caller, IReadOnlyList<Change> changes, IReadOnlyList<IEvent> events, CancellationToken ct)
    {
        var connection = bound ?? await pool.OpenConnectionAsync(ct);
        try
        {
            await using var batch = new NpgsqlBatch(connection);
            foreach (var change in changes) batch.BatchCommands.Add(Expecting(change));
            foreach (var news in events) batch.BatchCommands.Add(Outbox.Insert(caller, news));
            if (IdempotencyScope.Current is { } key) batch.BatchCommands.Add(Outbox.MarkDone(key));
            await batch.ExecuteNonQueryAsync(ct);
            if (events.Count > 0) OutboxSignal.Raise();
            return Result.Done;
        }
        catch (PostgresException e) when (e.SqlState == ConflictState && bound is null)
        {
            return KernelErrors.Conflict;
        }
        finally
        {
            if (bound is null) await connection.DisposeAsync();
        }
    }

    /// <summary>Bulk load by binary COPY; answers the number of rows.</summary>
    public async Task<ulong> Copy<T>(string copySql, IEnumerable<T> rows, Action<NpgsqlBinaryImporter, T> write, CancellationToken ct)
    {
        var connection = bound ?? await pool.OpenConnectionAsync(ct);
        try
        {
            await using var copy = await connection.BeginBinaryImportAsync(copySql, ct);
            foreach (var row in rows)
            {
                await copy.StartRowAsync(ct);
                write(copy, row);
            }
            return await copy.CompleteAsync(ct);
        }
        finally
        {
            if (bound is null) await connection.DisposeAsync();
        }
    }

    /// <summary>
    /// Runs several statements in one transaction, for decisions that need a lock or several reads. Commits unless
    /// <paramref name="work"/> throws or answers a failed result.
    /// </summary>
    public async Task<TAnswer> Transaction<TAnswer>(Func<Db<TModule>, Task<TAnswer>> work, CancellationToken ct)
    {
        if (bound is not null) return await work(this);
        await using var connection = await pool.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        try
        {
            var answer = await work(new Db<TModule>(pool, connection));
            if (answer is IResultOutcome { Failed: true }) await transaction.RollbackAsync(ct);
            else await transaction.CommitAsync(ct);
            return answer;
        }
        catch (PostgresException e) when (e.SqlState == ConflictState)
        {
            await transaction.RollbackAsync(ct);
            return KernelErrors.Conflict.As<TAnswer>() ?? throw new InvalidOperationException("A conflict in a transaction that cannot tell it.", e);
        }
    }

    internal const string ConflictState = "LT409";

    // The change becomes a CTE whose rows are counted, and kernel.expect raises LT409 in the same round trip when there are none.
    private static NpgsqlBatchCommand Expecting(Change change)
    {
        var sql = change.AnyRows ? change.Sql : $"with change as ({change.Sql} returning 1) select kernel.expect((select count(*) from change))";
        var command = new NpgsqlBatchCommand(sql);
        Parameters.Add(command.Parameters, change.Args);
        return command;
    }

    private NpgsqlCommand Command(string sql, object?[] args)
    {
        var command = bound is null ? pool.CreateCommand(sql) : new NpgsqlCommand(sql, bound);
        Parameters.Add(command.Parameters, args);
        return command;
    }
}
