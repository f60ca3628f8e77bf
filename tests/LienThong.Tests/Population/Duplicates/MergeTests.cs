using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Population.Duplicates;
using LienThong.Tests.Population.History;

namespace LienThong.Tests.Population.Duplicates;

/// <summary>Merging two records of one person and undoing it. After every step the invariants of the whole history hold.</summary>
public sealed class MergeTests(PeopledHouse house) : IClassFixture<PeopledHouse>
{
    private static readonly DateOnly Today = HanoiTime.Today(TimeProvider.System);
    private readonly IDuplicates duplicates = house.Get<IDuplicates>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static LegalDocument Paper => new("decision", "QĐ-7/2026", Today.AddDays(-1), "Công an tỉnh");

    private static PersonMerge Merging(PersonId survivor, PersonId merged) => new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper, On = Today, Survivor = survivor, Merged = merged };

    private static PersonUnmerge Undoing(PersonId merged) => new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper, On = Today, Merged = merged };

    [Fact]
    public async Task The_number_of_the_merged_record_leads_to_the_survivor_and_undoing_restores_everything()
    {
        var survivor = (await house.NewHousehold(2))[0];
        var family = await house.NewHousehold(3);
        var merged = family[0];
        var before = await Snapshot(survivor, family);
        var number = (await house.Population.NumbersOf([merged], Ct))[merged];

        var act = Merging(survivor, merged);
        (await duplicates.Merge(PeopledHouse.Clerk, act, Ct)).Failed.ShouldBeFalse();
        (await duplicates.Merge(PeopledHouse.Clerk, act, Ct)).Value.Repeated.ShouldBeTrue("the same key has one effect");
        (await house.Population.ByNumber(number, Ct)).ShouldBe(survivor);
        (await duplicates.SurvivorOf(merged, Ct)).ShouldBe(survivor);
        (await house.Ask("select locked from population.person where id = $1", [merged.Value], r => r.GetBoolean(0))).ShouldBeTrue();
        (await house.Population.Household(merged, Today, Ct)).ShouldBeNull();
        (await house.Population.Household(family[1], Today, Ct))!.Members.ShouldContain(m => m.Relation == Relation.Head);
        (await house.Ask("select count(*) from kernel.outbox where type = 'population.merged' and subject = $1", [survivor.ToString()], r => r.GetInt64(0))).ShouldBe(1);
        await Sound();

        (await duplicates.Unmerge(PeopledHouse.Clerk, Undoing(merged), Ct)).Failed.ShouldBeFalse();
        (await house.Population.ByNumber(number, Ct)).ShouldBe(merged);
        (await duplicates.SurvivorOf(merged, Ct)).ShouldBe(merged);
        (await Snapshot(survivor, family)).ShouldBe(before);
        (await house.Ask("select payload::text from kernel.outbox where type = 'population.unmerged' and subject = $1", [survivor.ToString()], r => r.GetString(0)))!.ShouldContain("\"placeRestored\": true");
        await Sound();
        (await duplicates.Unmerge(PeopledHouse.Clerk, Undoing(merged), Ct)).Faults[0].Error.ShouldBe(DuplicateErrors.NotMerged);
    }

    [Fact]
    public async Task A_survivor_without_a_home_takes_the_place_of_the_other_with_wife_and_children()
    {
        var survivor = await Homeless();
        var family = await house.NewHousehold(2);
        var merged = family[0];
        var wife = (await house.NewHousehold(1, Sex.Female))[0];
        var married = await house.Get<ICivilStatus>().RegisterMarriage(PeopledHouse.Clerk,
            new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper with { Kind = "certificate" }, On = Today.AddDays(-30), Husband = merged, Wife = wife }, Ct);
        married.Failed.ShouldBeFalse();
        var child = (await house.Population.RegisterBirth(PeopledHouse.Clerk, PeopledHouse.Birth(PeopledHouse.Key(), "Lê Gộp Con " + PeopledHouse.Key()[..8] + "x", mother: wife) with { Father = merged, HouseholdOf = merged }, Ct)).Value.Child;
        var everybody = (PersonId[])[.. family, wife, child];
        var before = await Snapshot(survivor, everybody);

        (await duplicates.Merge(PeopledHouse.Clerk, Merging(survivor, merged), Ct)).Failed.ShouldBeFalse();
        (await house.Population.Household(survivor, Today, Ct))!.Members.ShouldContain(m => m.Person == survivor && m.Relation == Relation.Head);
        (await house.Ask("select spouse from population.person where id = $1", [wife.Value], r => r.GetGuid(0))).ShouldBe(survivor.Value);
        (await house.Ask("select father from population.person where id = $1", [child.Value], r => r.GetGuid(0))).ShouldBe(survivor.Value);
        await Sound();

        (await duplicates.Unmerge(PeopledHouse.Clerk, Undoing(merged), Ct)).Failed.ShouldBeFalse();
        (await Snapshot(survivor, everybody)).ShouldBe(before);
        await Sound();
    }

    [Fact]
    public async Task When_the_household_changed_since_the_person_comes_back_without_it()
    {
        var survivor = (await house.NewHousehold(1))[0];
        var family = await house.NewHousehold(3);
        (await duplicates.Merge(PeopledHouse.Clerk, Merging(survivor, family[0]), Ct)).Failed.ShouldBeFalse();
        var head = (await house.Population.Household(family[1], Today, Ct))!.Members.Single(m => m.Relation == Relation.Head).Person;
        var other = family.Skip(1).Single(p => p != head);
        var changed = await house.Get<IResidenceRegister>().ChangeHead(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper, On = Today, NewHead = other }, Ct);
        changed.Failed.ShouldBeFalse();
        (await duplicates.Unmerge(PeopledHouse.Clerk, Undoing(family[0]), Ct)).Failed.ShouldBeFalse();
        (await house.Population.Household(family[0], Today, Ct)).ShouldBeNull();
        (await house.Ask("select locked from population.person where id = $1", [family[0].Value], r => r.GetBoolean(0))).ShouldBeFalse();
        (await house.Ask("select payload::text from kernel.outbox where type = 'population.unmerged' and subject = $1", [survivor.ToString()], r => r.GetString(0)))!.ShouldContain("\"placeRestored\": false");
        await Sound();
    }

    [Fact]
    public async Task Who_cannot_be_one_person_is_not_merged()
    {
        var (man, other) = ((await house.NewHousehold(1))[0], (await house.NewHousehold(1))[0]);
        async Task<string> Refused(PersonMerge act) => (await duplicates.Merge(PeopledHouse.Clerk, act, Ct)).Faults[0].Error.Code;
        (await Refused(Merging(man, man))).ShouldBe(DuplicateErrors.SamePerson.Code);
        (await Refused(Merging(man, new(Guid.CreateVersion7())))).ShouldBe(PopulationErrors.PersonUnknown.Code);
        (await Refused(Merging(man, other) with { Document = new("decision", "", Today, "") })).ShouldBe(PopulationErrors.DocumentMissing.Code);
        (await Refused(Merging(man, other) with { On = new(2020, 1, 1) })).ShouldBe(PopulationErrors.ActBeforeMembership.Code);
        await Marry(man);
        await Marry(other);
        (await Refused(Merging(man, other))).ShouldBe(DuplicateErrors.MergeSpouses.Code);
        var dead = (await house.NewHousehold(1))[0];
        (await house.Population.RegisterDeath(PeopledHouse.Clerk, new(PeopledHouse.Key(), dead, PartialDate.OfDay(Today.AddDays(-2)), Today, "GBT-1"), Ct)).Failed.ShouldBeFalse();
        (await Refused(Merging(man, dead))).ShouldBe(DuplicateErrors.MergeLocked.Code);
    }

    [Fact]
    public async Task Of_two_officers_who_merge_a_pair_both_ways_one_does()
    {
        var (a, b) = ((await house.NewHousehold(1))[0], (await house.NewHousehold(1))[0]);
        var answers = await Task.WhenAll(
            Task.Run(() => duplicates.Merge(PeopledHouse.Clerk, Merging(a, b), Ct)), Task.Run(() => duplicates.Merge(PeopledHouse.Clerk, Merging(b, a), Ct)));
        answers.Count(r => !r.Failed).ShouldBe(1);
        await Sound();
    }

    private async Task<PersonId> Homeless() => (await house.Population.RegisterBirth(PeopledHouse.Clerk,
        PeopledHouse.Birth(PeopledHouse.Key(), "Lê Không Nhà " + PeopledHouse.Key()[..8] + "x", Sex.Male, new(1990, 1, 1)) with { Mother = null, Father = null, HouseholdOf = null, Ethnicity = 1, HomePlace = "07210" }, Ct)).Value.Child;

    private async Task Marry(PersonId man)
    {
        var wife = (await house.NewHousehold(1, Sex.Female))[0];
        (await house.Get<ICivilStatus>().RegisterMarriage(PeopledHouse.Clerk,
            new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper with { Kind = "certificate" }, On = Today.AddDays(-10), Husband = man, Wife = wife }, Ct)).Failed.ShouldBeFalse();
    }

    private async Task Sound() => (await HistoryInvariants.Violations(house.Databases.Owner)).ShouldBeEmpty();

    /// <summary>Everything that the register believes of these persons now, but for versions and the instants at which it was recorded.</summary>
    private async Task<string> Snapshot(PersonId one, IEnumerable<PersonId> others) => string.Join('\n', await house.Register.Many("""
        select 'person ' || (to_jsonb(p) - 'version')::text from population.person p where p.id = any($1)
        union all select 'paper ' || i.person || i.kind || i.value from population.person_identifier i where i.person = any($1)
        union all select 'member ' || m.person || m.household || m.since || coalesce(m.until::text, '') || m.relation from population.household_member m where m.person = any($1)
        union all select 'home ' || r.person || r.kind || r.household || r.valid || r.commune || r.address from population.residence r where r.person = any($1) and r.recorded_until is null
        union all select 'household ' || h.id || coalesce(h.closed::text, '') from population.household h where h.id in (select m.household from population.household_member m where m.person = any($1))
        order by 1
        """, [new[] { one }.Concat(others).Select(p => p.Value).ToArray()], static r => r.GetString(0), Ct));
}
