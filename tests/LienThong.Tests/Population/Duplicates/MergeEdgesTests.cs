using LienThong.Population;
using LienThong.Population.Duplicates;
using LienThong.Tests.Population.History;
using static LienThong.Tests.Population.Duplicates.TestMerges;

namespace LienThong.Tests.Population.Duplicates;

/// <summary>What was wrong once in merging and undoing, or would have been.</summary>
public sealed class MergeEdgesTests(PeopledHouse house) : IClassFixture<PeopledHouse>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ICivilStatus Civil => house.Get<ICivilStatus>();

    [Fact]
    public async Task Nobody_is_born_to_a_merged_record_or_recognised_by_it()
    {
        var (survivor, merged) = (await house.Homeless(Sex.Female), await house.Homeless(Sex.Female));
        var child = await house.Homeless(born: new(2015, 5, 5));
        (await house.Merge(survivor, merged)).Failed.ShouldBeFalse();
        var born = await house.Population.RegisterBirth(PeopledHouse.Clerk, PeopledHouse.Birth(PeopledHouse.Key(), "Lê Con Gộp x", mother: merged) with { Father = null, HouseholdOf = null }, Ct);
        born.Faults[0].Error.ShouldBe(PopulationErrors.PersonLocked);
        var recognised = await Civil.RecogniseParent(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper, On = Today, Child = child, Parent = merged }, Ct);
        recognised.Faults[0].Error.ShouldBe(PopulationErrors.PersonLocked);
    }

    [Fact]
    public async Task Parents_of_one_child_ancestors_and_the_family_of_a_spouse_are_not_one_person()
    {
        var (woman, man) = (await house.Homeless(Sex.Female, new(1950, 1, 1)), await house.Homeless(Sex.Male, new(1950, 1, 1)));
        var child = await house.Homeless(Sex.Female, new(1970, 1, 1), woman, man);
        var grandchild = await house.Homeless(Sex.Female, new(1990, 1, 1), child);
        var (wife, stranger) = (await house.Homeless(Sex.Female, new(1992, 1, 1)), await house.Homeless(Sex.Male, new(1990, 1, 1)));
        var son = await house.Homeless(Sex.Male, new(2010, 1, 1), wife);
        (await Civil.RegisterMarriage(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper with { Kind = "certificate" }, On = Today.AddDays(-9), Husband = stranger, Wife = wife }, Ct)).Failed.ShouldBeFalse();
        foreach (var (one, other) in new[] { (woman, man), (man, woman), (woman, grandchild), (grandchild, woman), (stranger, son), (son, stranger) })
            (await house.Merge(one, other)).Faults[0].Error.ShouldBe(DuplicateErrors.MergeKin);
    }

    [Fact]
    public async Task A_survivor_takes_no_place_on_a_day_on_which_it_lived_elsewhere()
    {
        var survivor = (await house.NewHousehold(1))[0];
        var merged = (await house.NewHousehold(2))[0];
        var removed = await house.Get<IResidenceRegister>().RemovePermanent(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper, On = Today, Person = survivor, Ground = "abroad" }, Ct);
        removed.Failed.ShouldBeFalse();
        (await house.Merge(survivor, merged, Today.AddDays(-2))).Faults[0].Error.ShouldBe(PopulationErrors.ActBeforeMembership);
        (await house.Merge(survivor, merged, Today)).Failed.ShouldBeFalse();
        await Sound();
    }

    [Fact]
    public async Task A_divorce_after_the_day_of_the_merge_is_known_again_when_it_is_undone()
    {
        var (survivor, wife, merged, other) = (await house.Homeless(), await house.Homeless(Sex.Female), await house.Homeless(), await house.Homeless(Sex.Female));
        async Task Marry(PersonId man, PersonId woman) => (await Civil.RegisterMarriage(PeopledHouse.Clerk,
            new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper with { Kind = "certificate" }, On = Today.AddDays(-30), Husband = man, Wife = woman }, Ct)).Failed.ShouldBeFalse();
        await Marry(survivor, wife);
        await Marry(merged, other);
        (await Civil.RegisterDivorce(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper with { Kind = "judgment" }, On = Today.AddDays(-1), Person = survivor }, Ct)).Failed.ShouldBeFalse();
        var before = await Believed(survivor);
        (await house.Merge(survivor, merged, Today.AddDays(-5))).Failed.ShouldBeFalse();
        (await Believed(survivor)).ShouldNotBe(before);
        (await house.Unmerge(merged)).Failed.ShouldBeFalse();
        (await Believed(survivor)).ShouldBe(before);
        await Sound();
    }

    [Fact]
    public async Task Divorced_and_married_again_is_another_marriage_which_is_not_taken_away()
    {
        var (survivor, merged, wife) = (await house.Homeless(), await house.Homeless(), await house.Homeless(Sex.Female));
        MarriageRegistration Wedding(int daysAgo) => new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper with { Kind = "certificate" }, On = Today.AddDays(-daysAgo), Husband = daysAgo > 5 ? merged : survivor, Wife = wife };
        (await Civil.RegisterMarriage(PeopledHouse.Clerk, Wedding(30), Ct)).Failed.ShouldBeFalse();
        (await house.Merge(survivor, merged, Today.AddDays(-5))).Failed.ShouldBeFalse();
        (await Civil.RegisterDivorce(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper with { Kind = "judgment" }, On = Today.AddDays(-3), Person = survivor }, Ct)).Failed.ShouldBeFalse();
        (await Civil.RegisterMarriage(PeopledHouse.Clerk, Wedding(1), Ct)).Failed.ShouldBeFalse();
        (await house.Unmerge(merged)).Faults[0].Error.ShouldBe(DuplicateErrors.UnmergeSpouse);
        await Sound();
    }

    [Fact]
    public async Task A_guardianship_that_a_court_ended_does_not_come_back_by_an_undoing()
    {
        var (survivor, merged, kept, ended) = (await house.Homeless(), await house.Homeless(), await house.Homeless(born: new(2015, 1, 1)), await house.Homeless(born: new(2016, 1, 1)));
        var records = house.Get<IPersonRecords>();
        foreach (var child in new[] { kept, ended })
            (await records.RegisterRepresentative(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper, On = Today.AddDays(-9), Person = child, Representative = merged, Case = "court" }, Ct)).Failed.ShouldBeFalse();
        (await house.Merge(survivor, merged)).Failed.ShouldBeFalse();
        (await records.EndTie(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper, On = Today, Person = ended, Representative = survivor }, Ct)).Failed.ShouldBeFalse();
        (await house.Unmerge(merged)).Failed.ShouldBeFalse();
        var wards = await house.Register.Many("select t.person from population.representation t where t.representative = any($1) and t.recorded_until is null and upper_inf(t.valid)", [new[] { merged.Value, survivor.Value }], static r => r.GetGuid(0), Ct);
        wards.ShouldBe([kept.Value]);
    }

    [Fact]
    public async Task A_chain_of_any_length_leads_to_its_end()
    {
        var first = await house.Homeless();
        var last = first;
        for (var i = 0; i < 25; i++)
        {
            var next = await house.Homeless();
            (await house.Merge(next, last)).Failed.ShouldBeFalse();
            last = next;
        }

        (await house.Get<IDuplicates>().SurvivorOf(first, Ct)).ShouldBe(last);
    }

    private async Task<string> Believed(PersonId person) => string.Join('\n', await house.Register.Many("""
        select i.item || ' ' || i.valid || ' ' || coalesce(i.value, '') from population.person_item i where i.person = $1 and i.recorded_until is null and i.item in ('person.spouse', 'person.maritalStatus') order by 1
        """, [person.Value], static r => r.GetString(0), Ct));

    private async Task Sound() => (await HistoryInvariants.Violations(house.Databases.Owner)).ShouldBeEmpty();
}
