using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using LienThong.Kernel.Modules;
using Npgsql;

namespace LienThong.Kernel.Data;

/// <summary>
/// Brings the database to the schema of the program: embedded <c>Schema/NNNN_name.sql</c> files of every module, forward only, each
/// in one transaction, recorded with its hash. A recorded file that has changed is refused: history is not rewritten.
/// </summary>
public sealed class Migrator(Databases databases)
{
    private const long LockKey = 0x4C69656E54686F6E; // "LienThon": one migrator at a time, over all nodes

    /// <summary>Applies what is missing and answers how many files were applied.</summary>
    /// <exception cref="MigrationException">A file changed after it was applied, or the database is newer than the program.</exception>
    public async Task<int> Migrate(IReadOnlyList<IModule> modules, CancellationToken ct)
    {
        await using var connection = await databases.Owner.OpenConnectionAsync(ct);
        await Run(connection, $"select pg_advisory_lock({LockKey})", ct);
        await Run(connection, Sql.Bootstrap, ct);
        var applied = await Applied(connection, ct);
        var count = 0;
        foreach (var module in modules)
        {
            await Run(connection, PrepareModule(module.Name), ct);
            foreach (var file in Files(module)) count += await Apply(connection, module, file, applied, ct) ? 1 : 0;
            await Run(connection, GrantModule(module.Name), ct);
        }
        await Run(connection, $"select pg_advisory_unlock({LockKey})", ct);
        if (count > 0) await connection.ReloadTypesAsync(ct);
        return count;
    }

    private static async Task<bool> Apply(
        NpgsqlConnection connection, IModule module, (string Name, string Sql) file, Dictionary<string, byte[]> applied, CancellationToken ct)
    {
        var key = $"{module.Name}/{file.Name}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(file.Sql));
        if (applied.TryGetValue(key, out var before))
        {
            return before.AsSpan().SequenceEqual(hash)
                ? false
                : throw new MigrationException($"Schema file {key} was changed after it had been applied. Restore it and add a new file instead.");
        }
        await using var transaction = await connection.BeginTransactionAsync(ct);
        try
        {
            await Run(connection, file.Sql, ct);
        }
        catch (PostgresException e)
        {
            throw new MigrationException($"Schema file {key} failed: {e.MessageText} (position {e.Position}).", e);
        }
        await using var record = new NpgsqlCommand(Sql.Record, connection) { Parameters = { new() { Value = key }, new() { Value = hash } } };
        await record.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private static IEnumerable<(string Name, string Sql)> Files(IModule module)
    {
        var assembly = module.GetType().Assembly;
        return assembly.GetManifestResourceNames()
            .Where(n => n.Contains(".Schema.", StringComparison.Ordinal) && n.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(n => (n[(n.IndexOf(".Schema.", StringComparison.Ordinal) + 8)..], Text(assembly, n)));
    }

    private static string Text(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    private static async Task<Dictionary<string, byte[]>> Applied(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql.Applied, connection);
        await using var row = await command.ExecuteReaderAsync(ct);
        var applied = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        while (await row.ReadAsync(ct)) applied.Add(row.GetString(0), row.GetFieldValue<byte[]>(1));
        return applied;
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    // Module names are constants of the program (lower-case words, asserted by ModuleList), so they may stand in DDL.
    private static string PrepareModule(string module) => $"""
        do $$ begin
          if not exists (select from pg_roles where rolname = '{Databases.RoleOf(module)}') then
            begin create role {Databases.RoleOf(module)} nologin; exception when duplicate_object or unique_violation then null; end;
          end if;
        end $$;
        grant {Databases.RoleOf(module)} to current_user;
        create schema if not exists {module};
        """;

    private static string GrantModule(string module) => $"""
        grant usage on schema {module} to {Databases.RoleOf(module)};
        grant select, insert, update, delete, truncate on all tables in schema {module} to {Databases.RoleOf(module)};
        grant usage, select on all sequences in schema {module} to {Databases.RoleOf(module)};
        grant execute on all routines in schema {module} to {Databases.RoleOf(module)};
        grant usage on schema kernel, public to {Databases.RoleOf(module)};
        grant execute on function kernel.expect(bigint) to {Databases.RoleOf(module)};
        grant insert on kernel.outbox to {Databases.RoleOf(module)};
        grant select on kernel.outbox to {Databases.RoleOf(module)};
        grant select, update on kernel.subscriber to {Databases.RoleOf(module)};
        grant select, insert on kernel.inbox to {Databases.RoleOf(module)};
        grant select, update on kernel.idempotency to {Databases.RoleOf(module)};
        """;

    static class Sql
    {
        public const string Bootstrap = """
            create schema if not exists kernel;
            create table if not exists kernel.migration (
              file text primary key, hash bytea not null, applied_at timestamptz not null default clock_timestamp());
            """;
        public const string Applied = "select file, hash from kernel.migration";
        public const string Record = "insert into kernel.migration (file, hash) values ($1, $2)";
    }
}

/// <summary>The schema could not be brought up to date; the message says which file and what to do.</summary>
public sealed class MigrationException(string message, Exception? inner = null) : Exception(message, inner);
