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
        house.Seeded.Pairs.Count.ShouldBeGreaterThan(800);
        house.Seeded.Twins.ShouldBeGreaterThan(100);
        house.Seeded.Namesakes.ShouldBeGreaterThan(300);
        curve.ShouldContain(p => p.Precision >= 0.99 && p.Recall >= 0.95);
    }

    [Fact]
    public async Task A_candidate_tells_what_each_field_weighs_and_the_sum_is_its_score()
    {
        var queue = house.Get<IDuplicates>();
        var first = (await queue.Queue(null, null, Ct))[0];
        var found = (await queue.Find(first.Other, first.One, Ct))!;
        found.State.ShouldBe("open");
        found.Evidence.Select(e => e.Label).ShouldContain("Họ tên");
        // the score is against all alternatives together, so it is a little less than against the likeliest alone
        (found.Start + found.Evidence.Sum(e => e.Bits)).ShouldBeInRange(first.Score - 0.01, first.Score + 2);
        var next = await queue.Queue(null, first, Ct);
        next.ShouldNotContain(c => c.One == first.One && c.Other == first.Other);
        next[0].Score.ShouldBeLessThanOrEqualTo(first.Score);
    }

    [Fact]
    public async Task Learning_twice_from_one_register_gives_the_same_weights()
    {
        var first = await house.Get<FindDuplicates>().Run(_ => { }, Ct);
        var again = await house.Get<FindDuplicates>().Run(_ => { }, Ct);
        var models = await house.Register.Many("select weights::text from population.duplicate_model order by version desc limit 2", [], static r => r.FromJson<DuplicateModel>(0), Ct);
        (again.Pairs, again.Candidates).ShouldBe((first.Pairs, first.Candidates));
        models[0].Fields.SelectMany(f => f).ShouldBe(models[1].Fields.SelectMany(f => f));
        models[0].Sorts.ShouldBe(models[1].Sorts);
    }

    [Fact]
    public async Task Who_is_registered_again_today_is_found_without_a_full_pass()
    {
        var who = (await house.Register.One("""
            select p.full_name, p.birth, p.sex, p.birth_registration_place, p.home_place, p.mother, p.father, p.id from population.person p
            where p.birth > '2012-01-01' and p.birth_precision = 3 and p.mother is not null and p.father is not null and p.sex > 0
              and not exists (select from population.duplicate_candidate c where p.id in (c.a, c.b)) order by p.id limit 1
            """, [], static r => (Name: r.GetString(0), Birth: r.Date(1), Sex: (Sex)r.GetInt16(2), Place: r.GetString(3), Home: r.GetString(4), Mother: r.GetGuid(5), Father: r.GetGuid(6), Id: r.GetGuid(7)), Ct));
        var born = await house.Get<IPopulation>().RegisterBirth(PeopledHouse.Clerk, new()
        {
            IdempotencyKey = PeopledHouse.Key(), FullName = who.Name.ToUpperInvariant() + " A", BirthDate = who.Birth, Sex = who.Sex, BirthPlace = who.Place, BirthRegistrationPlace = who.Place,
            HomePlace = who.Home, Mother = new(who.Mother), Father = new(who.Father), RegisteredOn = new(2026, 11, 20), Document = "H-1",
        }, Ct);
        born.Failed.ShouldBeFalse();
        (await house.Get<RefreshDuplicates>().Run(Ct)).ShouldBeGreaterThan(0);
        (await house.Get<IDuplicates>().Find(new(who.Id), born.Value.Child, Ct)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Two_people_found_to_be_two_leave_the_queue_and_do_not_come_back()
    {
        var queue = house.Get<IDuplicates>();
        var pair = (await queue.Queue(null, null, Ct))[^1];
        var act = new DuplicateDecline { IdempotencyKey = PeopledHouse.Key(), Document = new("decision", "BB-1", new(2026, 11, 20), "CA xã"), On = new(2026, 11, 20), One = pair.One, Other = pair.Other, Reason = "Hai anh em họ" };
        (await queue.Decline(PeopledHouse.Clerk, act with { Reason = "" }, Ct)).Faults[0].ShouldBeAt("/reason", DuplicateErrors.ReasonNeeded);
        (await queue.Decline(PeopledHouse.Clerk, act, Ct)).Failed.ShouldBeFalse();
        (await queue.Decline(PeopledHouse.Clerk, act with { IdempotencyKey = PeopledHouse.Key() }, Ct)).Faults[0].Error.ShouldBe(DuplicateErrors.PairDecided);
        await house.Get<FindDuplicates>().Run(_ => { }, Ct);
        (await queue.Find(pair.One, pair.Other, Ct))!.State.ShouldBe("declined");
    }
}
