using LienThong.Kernel.Data;
using LienThong.Kernel.Modules;
using LienThong.Tests.Fixture;
using LienThong.Tests.Population.History;
using LienThong.Web.Start;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresRun))]

namespace LienThong.Tests.Fixture;

/// <summary>One PostgreSQL server per run, with a template database that has the schema and the content of the house.</summary>
public sealed class PostgresRun : IAsyncLifetime
{
    private const string Template = "lienthong_template";
    private readonly string folder = Path.Combine(Path.GetTempPath(), "lienthong-tests-" + Guid.CreateVersion7().ToString("N")[..16]);
    private readonly SemaphoreSlim cloning = new(1, 1);
    private EmbeddedPostgres? server;
    private int clones;

    public string Folder => folder;

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(HistoryWorker.Setting) is not null) return; // it works on the server of who started it
        server = await EmbeddedPostgres.Start(folder, throwAway: true, CancellationToken.None);
        await Run($"create database {Template}");
        await using (var app = WebHost.Build(OptionsFor(folder), ConnectionTo(Template)))
        {
            await House.Prepare(app.Services, _ => { }, CancellationToken.None);
        }
        await Run($"alter database {Template} allow_connections false");
        await Run($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{Template}'");
    }

    /// <summary>A fresh copy of the template; its connection string.</summary>
    public async Task<string> Clone()
    {
        var name = $"t{Interlocked.Increment(ref clones)}";
        await cloning.WaitAsync();
        try
        {
            await Run($"create database {name} template {Template} strategy file_copy");
        }
        finally
        {
            cloning.Release();
        }
        return ConnectionTo(name);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is null) return;
        await server.DisposeAsync();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    internal static RunOptions OptionsFor(string folder, bool demo = true) => new(0, folder, demo, 1_000, "given");

    private string ConnectionTo(string database) =>
        new NpgsqlConnectionStringBuilder(server!.ConnectionString) { Database = database, MaxPoolSize = 12, ConnectionIdleLifetime = 5, ConnectionPruningInterval = 2 }.ConnectionString;

    private async Task Run(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server!.ConnectionString) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }
}
