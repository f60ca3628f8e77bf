using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LienThong.Bench;
using LienThong.Kernel;
using LienThong.Kernel.Data;
using LienThong.Kernel.Modules;
using LienThong.Web.Start;
using Npgsql;

if (args is [PasskeyPeer.Word, ..]) return await PasskeyPeer.Serve(args[1..]);

IBenchmark[] all =
[
    new BrokerRead(), new VerifyBatch(), new PopulationLoad(), new AreaMerge(), new Duplicates(), new PasskeySignIn(), new OidcFlow(fapi: true), new OidcFlow(fapi: false), new TokenCheck(),
    new RegisterReads("resolve", 1_000_000, "resolve"), new RegisterReads("as-of", 1_000_000, "as-of"), new RegisterReads("population-10m", 10_000_000, "verify", "resolve", "household", "as-of", "verify-batch"),
];

var json = args.Contains("--json");
var (people, seed) = (Number("--people", 1_000), Number("--seed", 1));
if (people is 0 || seed is 0) return 2;
var names = args.Where((a, i) => !a.StartsWith('-') && (i == 0 || args[i - 1] is not ("--people" or "--seed"))).ToList();
if (names.FirstOrDefault(n => all.All(b => b.Name != n)) is { } unknown)
{
    Console.Error.WriteLine($"No benchmark `{unknown}`. There are: {string.Join(", ", all.Select(b => b.Name))}");
    return 2;
}
var folder = Path.Combine(Path.GetTempPath(), "lienthong-bench-" + Guid.CreateVersion7().ToString("N")[..16]);
try
{
    await using var server = await EmbeddedPostgres.Start(folder, throwAway: false, CancellationToken.None);
    foreach (var benchmark in all.Where(b => names.Count == 0 ? b.People <= 1_000_000 : names.Contains(b.Name)))
    {
        var watch = Stopwatch.StartNew();
        var room = await Room(server, benchmark);
        var measured = await benchmark.Run(room, CancellationToken.None);
        Tell(benchmark, measured, room.People, watch.Elapsed);
    }
    return 0;
}
catch (StartupException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
finally
{
    if (System.IO.Directory.Exists(folder)) System.IO.Directory.Delete(folder, recursive: true);
}

async Task<BenchRoom> Room(EmbeddedPostgres server, IBenchmark benchmark)
{
    var (database, size) = (benchmark.Name.Replace('-', '_'), people ?? benchmark.People);
    var settings = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = "postgres" };
    await using (var admin = NpgsqlDataSource.Create(settings.ConnectionString))
    await using (var create = admin.CreateCommand($"create database {database}")) await create.ExecuteNonQueryAsync();
    settings.Database = database;
    await using var app = WebHost.Build(new RunOptions(0, folder, Demo: true, size, settings.ConnectionString), settings.ConnectionString);
    await House.Prepare(app.Services, Console.Error.WriteLine, CancellationToken.None);
    return new BenchRoom(settings.ConnectionString, folder, size, seed, Console.Error.WriteLine);
}

// null when the option is not given, 0 when it was refused
int? Number(string option, int least)
{
    var at = Array.IndexOf(args, option);
    if (at < 0) return null;
    if (at + 1 < args.Length && int.TryParse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given >= least) return given;
    Console.Error.WriteLine($"{option} needs a number of at least {least}");
    return 0;
}

void Tell(IBenchmark benchmark, Measured m, int people, TimeSpan took)
{
    if (json)
    {
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            name = m.Name, ratio = Math.Round(m.Ratio, 3), baseline = Math.Round(m.Baseline), measured = Math.Round(m.MeasuredSpeed), unit = m.Unit, people, details = m.Details,
        }, Json.Options));
        return;
    }
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{m.Name}: {benchmark.Story}"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ours      {m.MeasuredSpeed,14:N0} {m.Unit}"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  baseline  {m.Baseline,14:N0} {m.Unit}"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ratio     {m.Ratio,14:0.00}   ({people:N0} people, {took.TotalSeconds:0} s in all)"));
    foreach (var (name, value) in m.Details) Console.WriteLine($"  {name,-9} {value}");
}
