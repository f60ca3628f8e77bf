using System.Diagnostics;
using System.Globalization;
using LienThong.Directory;
using LienThong.Kernel.Data;
using LienThong.Population;
using LienThong.Population.Duplicates;
using LienThong.Population.Synthetic;
using LienThong.Web.Start;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LienThong.Bench;

/// <summary>
/// The search for duplicates among people of whom one in twenty stands in the register twice, beside twins and namesakes: pairs compared, weighed and stored, against the raw SQL join of the same keys
/// that only fetches both rows of each pair. Precision and recall are measured in the same run.
/// </summary>
sealed class Duplicates : IBenchmark
{
    private static readonly double[] Thresholds = [0.05, 0.5, 0.9, 0.99, 0.999];

    public string Name => "duplicates";

    public string Story => "pairs that may be one person found, compared, weighed and stored, against the raw SQL join of the same keys";

    public async Task<Measured> Run(BenchRoom room, CancellationToken ct)
    {
        await using var house = WebHost.Build(new RunOptions(0, room.Folder, Demo: true, room.People, room.ConnectionString), room.ConnectionString);
        var options = new SyntheticOptions { People = room.People };
        if (room.Seed is { } seed) options = options with { Seed = seed };
        await house.Services.GetRequiredService<SyntheticLoad>().Load(options, CommuneWeights.Of(house.Services.GetRequiredService<IDirectory>(), options.AsOf), room.Say, ct);
        var register = house.Services.GetRequiredService<Db<PopulationModule>>();
        room.Say("seeding duplicates, twins, namesakes");
        var seeded = await new SyntheticDuplicates(register, TimeProvider.System).Add(room.Seed is { } errors ? new(errors) : new(), ct);
        var search = house.Services.GetRequiredService<FindDuplicates>();
        var clock = Stopwatch.StartNew();
        var people = await search.MakeKeys(room.Say, ct);
        var keys = clock.Elapsed;
        room.Say(string.Create(CultureInfo.InvariantCulture, $"keys in {keys.TotalSeconds:0.0} s"));
        await using var owner = new NpgsqlDataSourceBuilder(room.ConnectionString + ";Command Timeout=0").Build();
        var bare = await Bare(owner, ct);
        room.Say(string.Create(CultureInfo.InvariantCulture, $"raw join in {bare.TotalSeconds:0.0} s"));
        clock.Restart();
        var unusable = await search.MakePairs(ct);
        var met = clock.Elapsed;
        var (_, pairs, candidates) = await search.Compare(people, room.Say, ct);
        var ours = clock.Elapsed;
        var (measured, baseline) = (pairs / ours.TotalSeconds, pairs / bare.TotalSeconds);
        var details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["people"] = string.Create(CultureInfo.InvariantCulture, $"{people:N0} records: {seeded.Pairs.Count:N0} second ones, {seeded.Twins:N0} twins, {seeded.Namesakes:N0} namesakes"),
            ["pass"] = string.Create(CultureInfo.InvariantCulture, $"keys {keys.TotalSeconds:0.0} s, pairs {met.TotalSeconds:0.0} s, comparing and storing {(ours - met).TotalSeconds:0.0} s: {people / (keys + ours).TotalSeconds:N0} people/s"),
            ["pairs"] = string.Create(CultureInfo.InvariantCulture, $"{pairs:N0} compared, {candidates:N0} kept, {unusable:N0} keys passed over as too common"),
        };
        foreach (var (threshold, precision, recall) in await Curve(register, seeded, ct))
            details[string.Create(CultureInfo.InvariantCulture, $"P ≥ {threshold}")] = string.Create(CultureInfo.InvariantCulture, $"precision {precision:0.0000}, recall {recall:0.0000}");
        return new Measured(Name, measured / baseline, baseline, measured, "pairs/s", details);
    }

    private static async Task<TimeSpan> Bare(NpgsqlDataSource owner, CancellationToken ct)
    {
        const string sql = """
            copy (
                with block as (select k.key, array_agg(k.person) as persons from population.duplicate_key k group by k.key having count(*) between 2 and 40),
                pair as (select distinct x.person as a, y.person as b from block, unnest(block.persons) x(person), unnest(block.persons) y(person) where x.person < y.person)
                select a.id, a.name_key, a.birth, a.sex, a.father, a.mother, a.father_name, a.mother_name, a.home_place, a.cmnd, a.phone,
                       b.id, b.name_key, b.birth, b.sex, b.father, b.mother, b.father_name, b.mother_name, b.home_place, b.cmnd, b.phone
                from pair join population.person a on a.id = pair.a join population.person b on b.id = pair.b
            ) to stdout (format binary)
            """;
        await using var connection = await owner.OpenConnectionAsync(ct);
        var clock = Stopwatch.StartNew();
        await using (var rows = await connection.BeginRawBinaryCopyAsync(sql, ct)) await rows.CopyToAsync(Stream.Null, ct);
        return clock.Elapsed;
    }

    private static async Task<IReadOnlyList<(double Threshold, double Precision, double Recall)>> Curve(Db<PopulationModule> register, SeededDuplicates seeded, CancellationToken ct)
    {
        var truth = seeded.Pairs.ToHashSet();
        var found = await register.Many("select a, b, probability from population.duplicate_candidate", [], static r => (Pair: (r.GetGuid(0), r.GetGuid(1)), Probability: (double)r.GetFloat(2)), ct);
        return [.. Thresholds.Select(t =>
        {
            var taken = found.Where(f => f.Probability >= t).ToList();
            var right = taken.Count(f => truth.Contains(f.Pair));
            return (t, taken.Count == 0 ? 1 : (double)right / taken.Count, (double)right / truth.Count);
        })];
    }
}
