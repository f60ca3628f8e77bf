using LienThong.Directory;
using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Population.Past;
using LienThong.Population.Synthetic;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Population;

/// <summary>A register whose people were written down before the reform of 1 July 2025, in communes that ended with it.</summary>
public sealed class OldMapHouse(PostgresRun run) : PeopledHouse(run)
{
    public static readonly DateOnly Reform = new(2025, 7, 1);

    public IReadOnlyList<Area> Former { get; private set; } = [];

    protected override async Task Fill()
    {
        var directory = Get<IDirectory>();
        var old = directory.Communes("24", Reform.AddDays(-1)).Where(c => !c.Life.Contains(Reform)).ToList();
        var divided = directory.Communes("01", Reform.AddDays(-1)).Where(c => !c.Life.Contains(Reform) && directory.SuccessorsOf(c.Id).Count > 1).Take(2);
        Former = [.. old.Where(c => directory.SuccessorsOf(c.Id).Count == 1).Take(30), .. divided];
        IReadOnlyList<CommuneWeight> communes = [.. Former.Select(c => new CommuneWeight(c.Code, c.ProvinceCode, false)), .. TestCommunes.All.Where(c => c.Province is not ("24" or "01"))];
        await new SyntheticLoad(Register, TimeProvider.System).Load(new SyntheticOptions { People = 20_000, DemoCommune = Former[0].Code }, communes, _ => { }, CancellationToken.None);
    }
}

public sealed class AreaDecisionTests(OldMapHouse house) : IClassFixture<OldMapHouse>
{
    private readonly IAreaDecisions areas = house.Get<IAreaDecisions>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_reform_of_2025_is_suggested_by_the_directory_previewed_applied_and_leaves_divided_communes_to_somebody_who_knows()
    {
        var suggested = (await areas.FromDirectory(OldMapHouse.Reform, null, Ct)).Value;
        suggested.Moves.Select(m => m.From).Distinct().Count().ShouldBeGreaterThan(9_000, "the whole reform");
        var entered = (await areas.Enter(PeopledHouse.Clerk, suggested with { Document = new("decision", "NQ 1658/NQ-UBTVQH15", new(2025, 6, 16), "Ủy ban Thường vụ Quốc hội") }, Ct)).Value;
        var before = await People([.. suggested.Moves.Select(m => m.From).Distinct()]);
        var preview = (await areas.Preview(entered.Id, Ct)).Value;
        preview.People.ShouldBe(before);
        preview.DoubtfulPeople.ShouldBeGreaterThan(0);
        preview.Communes.Single(c => c.From == house.Former[^1].Code).To.Count.ShouldBeGreaterThan(1);

        var applied = (await areas.Apply(PeopledHouse.Clerk, entered.Id, Ct)).Value;
        applied.State.ShouldBe("in-force");
        applied.People.ShouldBe(preview.People - preview.DoubtfulPeople);
        applied.Doubtful.ShouldBe(preview.DoubtfulHouseholds);
        (await areas.Apply(PeopledHouse.Clerk, entered.Id, Ct)).Value.People.ShouldBe(applied.People, "a second time changes nothing");
        (await areas.Withdraw(PeopledHouse.Clerk, entered.Id, Ct)).Faults[0].Error.ShouldBe(PopulationErrors.DecisionInForce);

        // what was written stays, and the commune of today stands beside it
        var person = DemoPeople.Husband.Id;
        var stay = (await house.Population.ResidenceHistory(person, null, Ct)).ShouldHaveSingleItem();
        stay.Commune.ShouldBe(house.Former[0].Code);
        var now = house.Get<IDirectory>().SuccessorsOf(house.Former[0].Id).Single().To;
        stay.CommuneNow.ShouldBe(now.Code);
        (await house.Population.Household(person, HanoiTime.Today(TimeProvider.System), Ct))!.Commune.ShouldBe(now.Code);
        var past = house.Get<PastPopulation>();
        (await past.HouseholdOf(person, new(2025, 6, 30), null, Ct))!.Commune.ShouldBe(house.Former[0].Code);
        (await past.HouseholdOf(person, new(2025, 7, 1), null, Ct))!.Commune.ShouldBe(now.Code);
        // a child born into the household is written down in the commune of today
        var born = await house.Population.RegisterBirth(PeopledHouse.Clerk, PeopledHouse.Birth(PeopledHouse.Key(), "Trần Bản Đồ"), Ct);
        (await house.Population.ResidenceHistory(born.Value.Child, null, Ct)).Single().Commune.ShouldBe(now.Code);

        // doubts are answered by somebody who knows the place, within what the decision allows
        var doubts = await areas.Doubts(entered.Id, null, Ct);
        doubts.Count.ShouldBeGreaterThan(0);
        doubts[0].Choices.Count.ShouldBeGreaterThan(1);
        var wrong = await areas.Settle(PeopledHouse.Clerk, new(PeopledHouse.Key(), entered.Id, [new(doubts[0].Household, "99999")]), Ct);
        wrong.Faults[0].Error.ShouldBe(PopulationErrors.CommuneUnknown);
        var settled = (await areas.Settle(PeopledHouse.Clerk, new(PeopledHouse.Key(), entered.Id, [.. doubts.Select(d => new DoubtAnswer(d.Household, d.Choices[0]))]), Ct)).Value;
        settled.Settled.ShouldBe(doubts.Count);
        (await areas.Find(entered.Id, Ct))!.Doubtful.ShouldBe(preview.DoubtfulHouseholds - doubts.Count);
        await Statistics(now);
    }

    [Fact]
    public async Task A_decision_waits_for_its_day_can_be_taken_back_before_and_knows_its_codes()
    {
        var today = HanoiTime.Today(TimeProvider.System);
        var draft = new AreaDecisionDraft(PeopledHouse.Key(), today.AddDays(30), new("decision", "NQ 9", today, "UBTVQH"), [new("07210", "07213")]);
        (await areas.Enter(PeopledHouse.Clerk, draft with { Moves = [new("07210", "99999"), new("x", "07210")] }, Ct)).Faults.Select(f => f.Pointer).ShouldBe(["/moves/0/to", "/moves/1/from"]);
        var to = house.Get<IDirectory>().Communes("24", today).First(c => c.Code != "07210").Code;
        var entered = (await areas.Enter(PeopledHouse.Clerk, draft with { Moves = [new("07210", to)] }, Ct)).Value;
        (await areas.Apply(PeopledHouse.Clerk, entered.Id, Ct)).Faults[0].Error.ShouldBe(PopulationErrors.DecisionNotDue);
        (await areas.Withdraw(PeopledHouse.Clerk, entered.Id, Ct)).Value.State.ShouldBe("withdrawn");
        (await areas.Apply(PeopledHouse.Clerk, entered.Id, Ct)).Faults[0].Error.ShouldBe(PopulationErrors.DecisionInForce);
        (await areas.FromDirectory(new(2024, 3, 3), null, Ct)).Faults[0].Error.ShouldBe(PopulationErrors.NoAreaChange);
    }

    private async Task Statistics(Area now)
    {
        var statistics = house.Get<IPopulationStatistics>();
        var today = await statistics.Count(new(AreaCut.Commune, "24"), Ct);
        var written = await statistics.Count(new(AreaCut.Commune, "24", AreaMap.Written), Ct);
        today.Rows.Where(r => r.Area == now.Code).Sum(r => r.People).ShouldBeGreaterThan(0);
        written.Rows.Where(r => r.Area == house.Former[0].Code).Sum(r => r.People).ShouldBeGreaterThan(0);
        (await statistics.Count(new(AreaCut.Province, "24"), Ct)).Rows.Sum(r => r.People).ShouldBe(today.Rows.Sum(r => r.People));
        (await statistics.Count(new(AreaCut.Country, null, AreaMap.Written), Ct)).Rows.Sum(r => r.People).ShouldBe((await statistics.Count(new(AreaCut.Country), Ct)).Rows.Sum(r => r.People), "another map, the same people");
        var country = (await statistics.Count(new(AreaCut.Country), Ct)).Rows;
        country.Where(r => r.Area.Length == 0 || r.Area == "?").Sum(r => r.People).ShouldBe(await house.Ask("select count(*) from population.person where died is null", [], r => r.GetInt64(0)));
        country.Where(r => r.AgeFrom < 15).Sum(r => r.People).ShouldBeInRange(country.Sum(r => r.People) / 6, country.Sum(r => r.People) / 3);
    }

    private async Task<long> People(string[] communes) => await house.Ask("""
        select count(*) from population.residence r where r.commune = any($1) and r.kind = 1 and r.recorded_until is null and upper_inf(r.valid)
          and exists (select from population.residence o where o.household = r.household and o.kind = 1 and o.recorded_until is null and upper_inf(o.valid) and lower(o.valid) < '2025-07-01')
        """, [communes], r => r.GetInt64(0));
}
