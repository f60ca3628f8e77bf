using System.Collections.Frozen;
using System.Globalization;
using LienThong.Identity;
using LienThong.Kernel.Access;
using LienThong.Ledger;
using LienThong.Population.Synthetic;
using LienThong.Web.Start;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace LienThong.Bench;

/// <summary>
/// An authorised, masked, ledgered reading of five fields over HTTP against a bare endpoint that selects the same five columns of the same table with Npgsql.
/// Both serve in this process, on loopback, to the same client, in turns.
/// </summary>
sealed class BrokerRead : IBenchmark
{
    private const int Connections = 64, Rounds = 4, Subjects = 100_000;
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(10), Round = TimeSpan.FromSeconds(6);

    public string Name => "broker-read";

    public string Story => "five fields of one person over HTTP: agreement, mask and ledger against a bare select";

    public async Task<Measured> Run(BenchRoom room, CancellationToken ct)
    {
        await using var house = WebHost.Build(new RunOptions(0, room.Folder, Demo: true, room.People, room.ConnectionString), room.ConnectionString);
        await Load(house, room, ct);
        await house.StartAsync(ct);
        await using var bare = await Bare(room.ConnectionString, ct);
        var people = await People(room.ConnectionString, ct);
        var ours = new LoadClient(PortOf(house), await OurRequest(house, room.ConnectionString, ct), people);
        var theirs = new LoadClient(PortOf(bare), id => $"GET /people/{id} HTTP/1.1\r\nHost: localhost\r\n\r\n", people);
        await theirs.Run(Connections, Warm);
        await ours.Run(Connections, Warm);
        List<Rate> a = [], b = [];
        for (var i = 0; i < Rounds; i++)
        {
            b.Add(await Timed(theirs, room.Folder));
            a.Add(await Timed(ours, room.Folder));
            room.Say(string.Create(CultureInfo.InvariantCulture, $"round {i + 1}: bare {b[^1].PerSecond:N0}/s, ours {a[^1].PerSecond:N0}/s"));
        }
        return await Judge(house, Middle(a), Middle(b), ct);
    }

    private static async Task<Rate> Timed(LoadClient client, string folder)
    {
        var before = CpuUse.Now(folder);
        var rate = await client.Run(Connections, Round);
        return rate with { Cpu = CpuUse.Now(folder).Since(before) };
    }

    private async Task<Measured> Judge(WebApplication house, Rate ours, Rate bare, CancellationToken ct)
    {
        var checkpoint = await house.Services.GetRequiredService<ILedger>().LatestCheckpoint(ct);
        await house.StopAsync(ct);
        var details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ours ms"] = string.Create(CultureInfo.InvariantCulture, $"median {ours.Median:0.0}, 99 % {ours.P99:0.0}"),
            ["bare ms"] = string.Create(CultureInfo.InvariantCulture, $"median {bare.Median:0.0}, 99 % {bare.P99:0.0}"),
            ["ours cpu"] = ours.Cpu.Per(ours.PerSecond * Round.TotalSeconds, "read"),
            ["bare cpu"] = bare.Cpu.Per(bare.PerSecond * Round.TotalSeconds, "read"),
            ["ledger"] = string.Create(CultureInfo.InvariantCulture, $"{checkpoint?.Size ?? 0:N0} entries signed"),
        };
        return new Measured(Name, ours.PerSecond / bare.PerSecond, bare.PerSecond, ours.PerSecond, "reads/s", details);
    }

    private static Rate Middle(List<Rate> rates) => rates.OrderBy(r => r.PerSecond).ElementAt(rates.Count / 2);

    private static async Task Load(WebApplication house, BenchRoom room, CancellationToken ct)
    {
        await house.Services.GetRequiredService<SyntheticLoad>().Load(room.People, room.Say, ct);
    }

    internal static int PortOf(WebApplication app) =>
        new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    // A system of the province with a key of its own, under an approved agreement, as any integrator would be set up.
    internal static async Task<Func<Guid, string>> OurRequest(WebApplication house, string connectionString, CancellationToken ct)
    {
        var manager = new Caller(CallerKind.System, "program:bench", null, null, null, new[] { "identity.manage" }.ToFrozenSet(), "cli", null);
        var client = await house.Services.GetRequiredService<IApiClients>().Add(manager, new NewApiClient("bench", "H05", Live: true, ["exchange.read"]), ct);
        await using var pool = NpgsqlDataSource.Create(connectionString);
        await using var agree = pool.CreateCommand("""
            insert into exchange.agreement (code, vi, en, why, consumers, persons, purpose, bases, fields, locked_persons, legal_basis, valid_from, state, origin, requested_by)
            values ('bench', 'bench', 'bench', 'bench', '{H05}', false, 'verification', '{agreement}',
              '{person.number,person.fullName,person.birthDate,person.sex,person.nationality,person.ethnicity,residence.permanent}', true, 'bench', '2020-01-01', 'approved', 'request', 'bench')
            on conflict (code) do nothing
            """);
        await agree.ExecuteNonQueryAsync(ct);
        return id =>
        {
            var body = $$"""{"agreement":"bench","purpose":"verification","basis":{"kind":"agreement","reference":"bench"},"subject":"{{id}}","fields":["person.number","person.fullName","person.birthDate","person.sex","person.nationality"]}""";
            return $"POST /api/exchange/v1/read HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {client.Value.Key}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";
        };
    }

    internal static async Task<IReadOnlyList<Guid>> People(string connectionString, CancellationToken ct)
    {
        await using var pool = NpgsqlDataSource.Create(connectionString);
        await using var command = pool.CreateCommand($"select id from population.person order by md5(id::text) limit {Subjects}");
        command.CommandTimeout = 120;
        await using var row = await command.ExecuteReaderAsync(ct);
        var ids = new List<Guid>();
        while (await row.ReadAsync(ct)) ids.Add(row.GetGuid(0));
        return ids;
    }

    private sealed record Person(string Number, string FullName, DateOnly Birth, short Precision, short Sex, string Nationality);

    /// <summary>What anybody writes on the first day: a pooled, prepared select behind a minimal API.</summary>
    internal static async Task<WebApplication> Bare(string connectionString, CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 40, MaxAutoPrepare = 20, AutoPrepareMinUsages = 2 };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Services.AddSingleton(NpgsqlDataSource.Create(settings.ConnectionString));
        var app = builder.Build();
        app.MapGet("/people/{id:guid}", async (Guid id, NpgsqlDataSource pool, CancellationToken stop) =>
        {
            await using var command = pool.CreateCommand("select number, full_name, birth, birth_precision, sex, nationality from population.person where id = $1");
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
            await using var row = await command.ExecuteReaderAsync(stop);
            return await row.ReadAsync(stop)
                ? Results.Ok(new Person(row.GetInt64(0).ToString("D12", CultureInfo.InvariantCulture), row.GetString(1), row.GetFieldValue<DateOnly>(2), row.GetInt16(3), row.GetInt16(4), row.GetString(5)))
                : Results.NotFound();
        });
        await app.StartAsync(ct);
        return app;
    }
}
