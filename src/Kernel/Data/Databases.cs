using System.Collections.Concurrent;
using Npgsql;

namespace LienThong.Kernel.Data;

/// <summary>
/// The one PostgreSQL database of an instance, seen as one connection pool per module. Every pool runs under the module's own
/// role, which may touch only the schema of that name, so that SQL that crosses modules fails in production as it fails in tests.
/// </summary>
public sealed class Databases(string connectionString) : IAsyncDisposable
{
    /// <summary>Longest a statement of a request may run. Long work (bulk load, verification) sets its own limit.</summary>
    public static readonly TimeSpan StatementTimeout = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, NpgsqlDataSource> pools = new(StringComparer.Ordinal);

    /// <summary>The pool of the owner of all schemas: migrations and the set-up of roles only.</summary>
    public NpgsqlDataSource Owner => pools.GetOrAdd("", _ => Build(role: null));

    /// <summary>The pool of one module.</summary>
    public NpgsqlDataSource Of(string module) => pools.GetOrAdd(module, name => Build(RoleOf(name)));

    /// <summary>The role of a module. Module names come from code, never from input.</summary>
    public static string RoleOf(string module) => "lienthong_" + module;

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in pools.Values) await pool.DisposeAsync();
        pools.Clear();
    }

    private NpgsqlDataSource Build(string? role)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = role ?? "lienthong",
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            ConnectionIdleLifetime = 60,
            IncludeErrorDetail = false,
            // Modules keep nothing in a session (settings are local to a transaction, locks too), so the statements that would clean it up,
            // sent before every command, are saved: half of what the server would parse. The owner's pool holds advisory locks and keeps them.
            NoResetOnClose = role is not null,
        };
        if (!connectionString.Contains("Maximum Pool Size", StringComparison.OrdinalIgnoreCase)) settings.MaxPoolSize = role is null ? 10 : 40;
        var options = role is null ? "" : $"-c role={role} -c statement_timeout={(int)StatementTimeout.TotalMilliseconds}";
        settings.Options = string.Join(' ', new[] { settings.Options, options }.Where(o => !string.IsNullOrEmpty(o)));
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }
}
