using LienThong.Kernel;
using LienThong.Population.Synthetic;

namespace LienThong.Tests.Population;

/// <summary>What must hold over everything that was loaded, counted in the database.</summary>
public sealed class LoadedRegisterTests(PeopledHouse house) : IClassFixture<PeopledHouse>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("every living person has one open permanent residence",
        "select count(*) from population.person p where not p.locked and (select count(*) from population.residence r where r.person = p.id and r.kind = 1 and r.recorded_until is null and upper_inf(r.valid)) <> 1")]
    [InlineData("no dead person has an open residence or membership",
        "select count(*) from population.person p where p.locked and (exists (select from population.residence r where r.person = p.id and r.recorded_until is null and upper_inf(r.valid)) or exists (select from population.household_member m where m.person = p.id and m.until is null))")]
    [InlineData("every open household has one living head",
        "select count(*) from population.household h where h.closed is null and (select count(*) from population.household_member m join population.person p on p.id = m.person where m.household = h.id and m.until is null and m.relation = 1 and not p.locked) <> 1")]
    [InlineData("who is married is married to one who is married to them",
        "select count(*) from population.person p left join population.person s on s.id = p.spouse where p.marital = 2 and not p.locked and (s.spouse is distinct from p.id or s.marital <> 2)")]
    [InlineData("residence and household agree",
        "select count(*) from population.household_member m join population.household h on h.id = m.household join population.residence r on r.person = m.person and r.kind = 1 and r.recorded_until is null and upper_inf(r.valid) where m.until is null and (r.household <> h.id or r.commune <> h.commune)")]
    [InlineData("parents exist and are older",
        "select count(*) from population.person c left join population.person m on m.id = c.mother left join population.person f on f.id = c.father where (c.mother is not null and (m.id is null or m.birth >= c.birth)) or (c.father is not null and (f.id is null or f.birth >= c.birth))")]
    public async Task The_loaded_register_holds(string rule, string violations)
    {
        var found = await house.Ask(violations, [], r => r.GetInt64(0));
        found.ShouldBe(0, rule);
    }

    [Fact]
    public async Task The_connections_of_the_load_go_back_to_the_pool_with_the_settings_of_requests()
    {
        var connections = new List<Npgsql.NpgsqlConnection>();
        for (var i = 0; i < 12; i++) connections.Add(await house.Register.Pool.OpenConnectionAsync(Ct));
        foreach (var connection in connections)
        {
            await using var ask = new Npgsql.NpgsqlCommand("select count(*) from pg_settings where source = 'session' and name in ('statement_timeout', 'synchronous_commit', 'maintenance_work_mem')", connection);
            (await ask.ExecuteScalarAsync(Ct)).ShouldBe(0L);
            await connection.DisposeAsync();
        }
    }

    [Fact]
    public async Task Loading_again_with_the_same_options_changes_nothing_and_other_options_are_refused()
    {
        var load = new SyntheticLoad(house.Register, TimeProvider.System);
        var again = await load.Load(new SyntheticOptions { People = 3_000 }, TestCommunes.All, _ => { }, Ct);
        again.Took.ShouldBe(TimeSpan.Zero);
        again.People.ShouldBeGreaterThan(3_000);
        var refused = await Should.ThrowAsync<StartupException>(() => load.Load(new SyntheticOptions { People = 4_000 }, TestCommunes.All, _ => { }, Ct));
        refused.Message.ShouldContain("3.000");
    }
}
