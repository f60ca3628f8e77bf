using LienThong.Population;
using LienThong.Population.Synthetic;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Population;

/// <summary>A load of synthetic people that was stopped in the middle.</summary>
public sealed class UnfinishedLoadTests(TestHouse house) : IClassFixture<TestHouse>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Task<long> Count(string sql) => house.Db<PopulationModule>().One(sql, [], r => r.GetInt64(0), Ct);

    [Fact]
    public async Task Leaves_no_people_and_the_next_start_finds_or_makes_a_whole_register()
    {
        var load = new SyntheticLoad(house.Db<PopulationModule>(), TimeProvider.System);
        var options = new SyntheticOptions { People = 20_000 };
        using var killed = new CancellationTokenSource();
        var told = 0;
        await Should.ThrowAsync<OperationCanceledException>(() => load.Load(options, TestCommunes.All, _ =>
        {
            if (Interlocked.Increment(ref told) == 2) killed.Cancel();
        }, killed.Token));
        (await Count("select count(*) from population.person")).ShouldBe(0);
        (await Count(Constraints)).ShouldBe(0);

        await load.ClearUnfinished(Ct);
        (await Count(Constraints)).ShouldBe(3);
        (await Count("select count(*) from population.synthetic")).ShouldBe(0);

        (await load.Load(options, TestCommunes.All, _ => { }, Ct)).People.ShouldBeGreaterThanOrEqualTo(20_000);
        await load.ClearUnfinished(Ct);
        (await Count("select count(*) from population.person")).ShouldBeGreaterThanOrEqualTo(20_000);
        (await Count(Constraints)).ShouldBe(3);
    }

    private const string Constraints = "select count(*) from pg_constraint where conname in ('person_pkey', 'person_number_key', 'residence_one_permanent') and connamespace = 'population'::regnamespace";
}
