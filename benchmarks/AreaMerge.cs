using System.Diagnostics;
using System.Globalization;
using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Population.Synthetic;
using LienThong.Web.Start;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LienThong.Bench;

/// <summary>
/// A decision that merges 30 communes with about 400,000 people, applied as data while four readers go on, against bare updates of the same rows by an owner who keeps no history and checks nothing.
/// </summary>
sealed class AreaMerge : IBenchmark
{
    private const int Communes = 30, Readers = 4;
    private const long Wanted = 400_000;

    public string Name => "area-merge";

    public string Story => "30 communes with about 400,000 people merged by a decision while readers go on, against bare updates of the same rows";

    public async Task<Measured> Run(BenchRoom room, CancellationToken ct)
    {
        await using var house = WebHost.Build(new RunOptions(0, room.Folder, Demo: true, room.People, room.ConnectionString), room.ConnectionString);
        var directory = house.Services.GetRequiredService<IDirectory>();
        var today = HanoiTime.Today(TimeProvider.System);
        IReadOnlyList<CommuneWeight> weights = [.. directory.Provinces(today).SelectMany(p => directory.Communes(p.Code, today).Take(2)).Select(c => new CommuneWeight(c.Code, c.ProvinceCode, c.Type == "Phường"))];
        await house.Services.GetRequiredService<SyntheticLoad>().Load(new SyntheticOptions { People = room.People }, weights, room.Say, ct);
        await using var owner = new NpgsqlDataSourceBuilder(room.ConnectionString + ";Command Timeout=0").Build();
        var (moves, people) = await Choose(owner, directory, today, ct);
        var bare = await Bare(owner, moves, ct);

        var areas = house.Services.GetRequiredService<IAreaDecisions>();
        var entered = await areas.Enter(Caller.Program("bench"), new("bench-area-merge", today, new("decision", "NQ 1", today, "UBTVQH"), moves), ct);
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, Readers).Select(_ => Task.Run(() => Read(owner, moves, stop.Token), ct)).ToArray();
        await Task.Delay(500, ct);
        var clock = Stopwatch.StartNew();
        var applied = await areas.Apply(Caller.Program("bench"), entered.Value.Id, ct);
        var ours = clock.Elapsed;
        await stop.CancelAsync();
        var read = await Task.WhenAll(readers);
        var (slowest, reads) = (read.Max(r => r.Slowest), read.Sum(r => r.Reads));
        var (measured, baseline) = (applied.Value.People!.Value / ours.TotalSeconds, people / bare.TotalSeconds);
        return new Measured(Name, measured / baseline, baseline, measured, "people/s", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["moved"] = string.Create(CultureInfo.InvariantCulture, $"{applied.Value.People:N0} people, {applied.Value.Households:N0} households of {Communes} communes"),
            ["took"] = string.Create(CultureInfo.InvariantCulture, $"{ours.TotalSeconds:0.0} s, bare updates {bare.TotalSeconds:0.0} s"),
            ["readers"] = string.Create(CultureInfo.InvariantCulture, $"{reads:N0} reads meanwhile, the slowest {slowest.TotalMilliseconds:0} ms"),
        });
    }

    /// <summary>The thirty communes, by size next to each other, that hold nearest to 400,000 people; each goes into the last commune of its province.</summary>
    private static async Task<(IReadOnlyList<AreaMove> Moves, long People)> Choose(NpgsqlDataSource owner, IDirectory directory, DateOnly today, CancellationToken ct)
    {
        List<(string Commune, long People)> all = [];
        await using (var command = owner.CreateCommand("select commune, count(*) from population.residence where kind = 1 and recorded_until is null and upper_inf(valid) group by commune order by 2 desc"))
        await using (var row = await command.ExecuteReaderAsync(ct))
            while (await row.ReadAsync(ct)) all.Add((row.GetString(0), row.GetInt64(1)));
        var chosen = Enumerable.Range(0, all.Count - Communes + 1).Select(i => all.GetRange(i, Communes)).MinBy(w => Math.Abs(w.Sum(c => c.People) - Wanted))!;
        return ([.. chosen.Select(c => new AreaMove(c.Commune, directory.Communes(directory.AreaAt(c.Commune, today)!.ProvinceCode, today)[^1].Code))], chosen.Sum(c => c.People));
    }

    private static async Task<TimeSpan> Bare(NpgsqlDataSource owner, IReadOnlyList<AreaMove> moves, CancellationToken ct)
    {
        await using var connection = await owner.OpenConnectionAsync(ct);
        var clock = Stopwatch.StartNew();
        await using (var transaction = await connection.BeginTransactionAsync(ct))
        {
            foreach (var sql in new[]
            {
                "update population.residence r set commune = m.t from unnest($1::text[], $2::text[]) m(f, t) where r.commune = m.f and r.recorded_until is null and upper_inf(r.valid)",
                "update population.household h set commune = m.t from unnest($1::text[], $2::text[]) m(f, t) where h.commune = m.f and h.closed is null",
            })
            {
                await using var update = new NpgsqlCommand(sql, connection);
                update.Parameters.Add(new NpgsqlParameter { Value = moves.Select(m => m.From).ToArray() });
                update.Parameters.Add(new NpgsqlParameter { Value = moves.Select(m => m.To).ToArray() });
                await update.ExecuteNonQueryAsync(ct);
            }

            clock.Stop();
            await transaction.RollbackAsync(ct);
        }

        await using var clean = new NpgsqlCommand("vacuum analyze population.residence, population.household, population.household_past", connection);
        await clean.ExecuteNonQueryAsync(ct);
        return clock.Elapsed;
    }

    // what any page asks: where somebody of these communes lives
    private static async Task<(long Reads, TimeSpan Slowest)> Read(NpgsqlDataSource owner, IReadOnlyList<AreaMove> moves, CancellationToken stop)
    {
        Guid[] persons;
        await using (var command = owner.CreateCommand("select array(select person from population.residence where commune = any($1) and recorded_until is null and upper_inf(valid) limit 5000)"))
        {
            command.Parameters.Add(new NpgsqlParameter { Value = moves.Select(m => m.From).ToArray() });
            persons = (Guid[])(await command.ExecuteScalarAsync(CancellationToken.None))!;
        }

        var (reads, slowest) = (0L, TimeSpan.Zero);
        await using var connection = await owner.OpenConnectionAsync(CancellationToken.None);
        await using var read = new NpgsqlCommand("select p.full_name, coalesce(r.area, r.commune) from population.person p join population.residence r on r.person = p.id where p.id = $1 and r.recorded_until is null", connection);
        var parameter = read.Parameters.Add(new NpgsqlParameter { Value = Guid.Empty });
        while (!stop.IsCancellationRequested)
        {
            parameter.Value = persons[Random.Shared.Next(persons.Length)];
            var clock = Stopwatch.StartNew();
            await read.ExecuteScalarAsync(CancellationToken.None);
            reads++;
            if (clock.Elapsed > slowest) slowest = clock.Elapsed;
            await Task.Delay(2, CancellationToken.None);
        }

        return (reads, slowest);
    }
}
