using System.Diagnostics;
using System.Globalization;
using LienThong.Directory;
using LienThong.Population.Synthetic;
using LienThong.Web.Start;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LienThong.Bench;

/// <summary>
/// Making and loading people with households, residences, indexes and constraints, against PostgreSQL alone taking in the same rows from files that are encoded already, over as many
/// connections, with the same indexes and constraints afterwards. The ratio tells what making people costs.
/// </summary>
sealed class PopulationLoad : IBenchmark
{
    private static readonly string[] Tables = ["person", "household", "household_member", "residence"];

    public string Name => "population-load";

    public string Story => "synthetic people made and loaded, against a bare COPY of the same rows; both with all indexes and constraints";

    public async Task<Measured> Run(BenchRoom room, CancellationToken ct)
    {
        await using var house = WebHost.Build(new RunOptions(0, room.Folder, Demo: true, room.People, room.ConnectionString), room.ConnectionString);
        var options = new SyntheticOptions { People = room.People };
        var communes = CommuneWeights.Of(house.Services.GetRequiredService<IDirectory>(), options.AsOf);
        var before = CpuUse.Now(room.Folder);
        var ours = await house.Services.GetRequiredService<SyntheticLoad>().Load(options, communes, room.Say, ct);
        var cpu = CpuUse.Now(room.Folder).Since(before);
        var bare = await Bare(room, ct);
        var (measured, baseline) = (ours.People / ours.Took.TotalSeconds, ours.People / bare.TotalSeconds);
        return new Measured(Name, measured / baseline, baseline, measured, "people/s", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["people"] = ours.People.ToString("N0", CultureInfo.InvariantCulture),
            ["homes"] = ours.Households.ToString("N0", CultureInfo.InvariantCulture),
            ["cpu"] = cpu.Per(ours.People, "person"),
            ["took"] = string.Create(CultureInfo.InvariantCulture, $"{ours.Took.TotalSeconds:0.0} s, of which indexes and constraints {ours.Indexing.TotalSeconds:0.0} s"),
        });
    }

    private static async Task<TimeSpan> Bare(BenchRoom room, CancellationToken ct)
    {
        await using var source = new NpgsqlDataSourceBuilder(room.ConnectionString + ";Command Timeout=0").Build();
        foreach (var table in Tables) await Write(source, table, File(room, table), ct);
        await Run(source, "truncate population.person, population.household, population.household_member, population.residence", ct);
        var clock = Stopwatch.StartNew();
        await Run(source, "select population.drop_indexes()", ct);
        await Task.WhenAll(
            Read(source, ["person"], room, ct),
            Read(source, ["residence", "household_member", "household"], room, ct));
        await Task.WhenAll(
            Run(source, "set synchronous_commit = off; set maintenance_work_mem = '384MB'; select population.build_indexes(1); select population.analyze_half(1)", ct),
            Run(source, "set synchronous_commit = off; set maintenance_work_mem = '384MB'; select population.build_indexes(2); select population.analyze_half(2)", ct));
        return clock.Elapsed;
    }

    private static string File(BenchRoom room, string table) => Path.Combine(room.Folder, table + ".copy");

    private static async Task Write(NpgsqlDataSource source, string table, string file, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var rows = await connection.BeginRawBinaryCopyAsync($"copy population.{table} to stdout (format binary)", ct);
        await using var to = System.IO.File.Create(file);
        await rows.CopyToAsync(to, ct);
    }

    private static async Task Read(NpgsqlDataSource source, string[] tables, BenchRoom room, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using (var fast = new NpgsqlCommand("set synchronous_commit = off", connection)) await fast.ExecuteNonQueryAsync(ct);
        foreach (var table in tables)
        {
            await using var rows = await connection.BeginRawBinaryCopyAsync($"copy population.{table} from stdin (format binary)", ct);
            rows.ReadTimeout = rows.WriteTimeout = 600_000;
            await using var from = System.IO.File.OpenRead(File(room, table));
            await from.CopyToAsync(rows, 1 << 20, ct);
        }
    }

    private static async Task Run(NpgsqlDataSource source, string sql, CancellationToken ct)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }
}
