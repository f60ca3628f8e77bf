using LienThong.Kernel.Data;
using LienThong.Population;
using LienThong.Population.Duplicates;
using LienThong.Population.Synthetic;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Population.Duplicates;

/// <summary>20,000 people, of whom one in twenty stands in the register twice with errors, among twins and namesakes.</summary>
public sealed class DuplicatedHouse(PostgresRun run) : TestHouse(run)
{
    public Db<PopulationModule> Register => Db<PopulationModule>();

    public SeededDuplicates Seeded { get; private set; } = null!;

    public DuplicatePassSummary Pass { get; private set; } = null!;

    protected override async Task Fill()
    {
        await new SyntheticLoad(Register, TimeProvider.System).Load(new SyntheticOptions { People = 20_000 }, TestCommunes.All, _ => { }, CancellationToken.None);
        Seeded = await new SyntheticDuplicates(Register, TimeProvider.System).Add(new(), CancellationToken.None);
        Pass = await Get<FindDuplicates>().Run(_ => { }, CancellationToken.None);
    }
}

public sealed class FindDuplicatesTests(DuplicatedHouse house) : IClassFixture<DuplicatedHouse>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ninety_five_of_a_hundred_second_records_are_found_and_one_finding_in_a_hundred_at_most_is_wrong()
    {
        var curve = await DuplicateQuality.Curve(house.Register, house.Seeded, Ct);
        foreach (var point in curve) TestContext.Current.TestOutputHelper!.WriteLine($"P≥{point.Threshold}: precision {point.Precision:0.0000} recall {point.Recall:0.0000} of {point.Found}");
        var truth = house.Seeded.Pairs.ToHashSet();
        var wrong = (await house.Register.Many("select a, b, levels, score from population.duplicate_candidate", [], static r => (Pair: (r.GetGuid(0), r.GetGuid(1)), Levels: r.GetString(2), Score: r.GetFloat(3)), Ct)).Where(c => !truth.Contains(c.Pair)).GroupBy(c => c.Levels).OrderByDescending(g => g.Count()).Take(25);
        foreach (var g in wrong) TestContext.Current.TestOutputHelper!.WriteLine($"wrong {g.Key} {g.Count()} {g.First().Score}");
        var model = (await house.Register.One("select weights::text from population.duplicate_model", [], static r => r.FromJson<DuplicateModel>(0), Ct))!;
        TestContext.Current.TestOutputHelper!.WriteLine($"{model.Sorts} {house.Pass}");
        for (var i = 0; i < ComparisonFields.Count; i++) TestContext.Current.TestOutputHelper!.WriteLine(ComparisonFields.All[i].Code + " " + string.Join(" | ", model.Fields[i].Select(l => $"m {l.Match:0.0000} u {l.Stranger:0.000000} k {l.Kin:0.0000} n {l.Namesake:0.0000}")));
        house.Seeded.Pairs.Count.ShouldBeGreaterThan(800);
        curve.ShouldContain(p => p.Precision >= 0.99 && p.Recall >= 0.95);
    }
}
