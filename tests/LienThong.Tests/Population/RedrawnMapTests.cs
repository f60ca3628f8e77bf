using LienThong.Directory;
using LienThong.Population;
using LienThong.Tests.Population.Duplicates;
using LienThong.Tests.Population.History;
using static LienThong.Tests.Population.Duplicates.TestMerges;

namespace LienThong.Tests.Population;

/// <summary>Who was not there, or only just there, when the map was redrawn stands on the new map all the same.</summary>
public sealed class RedrawnMapTests(PeopledHouse house) : IClassFixture<PeopledHouse>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // far from the communes of the other people
    private readonly string[] communes = [.. house.Get<IDirectory>().Communes("79", Today).Select(c => c.Code).Take(20)];

    [Fact]
    public async Task Who_moved_in_on_the_day_of_the_decision_before_it_was_applied_goes_along()
    {
        var (old, fresh) = (await house.NewHousehold(2, commune: communes[0]), await house.Homeless());
        (await house.Population.RegisterPermanentResidence(PeopledHouse.Clerk, new()
        {
            IdempotencyKey = PeopledHouse.Key(), Document = "D-1", From = Today, People = [new(fresh, Relation.Other)], HouseholdOf = old[0],
        }, Ct)).Failed.ShouldBeFalse();
        await Redraw((communes[0], communes[1]));
        (await CommuneOf(fresh)).ShouldBe(communes[1]);
        await Sound();
    }

    [Fact]
    public async Task Undoing_a_merge_brings_people_back_to_where_their_household_lies_now()
    {
        var (survivor, home) = (await house.NewHousehold(1, commune: communes[2]), await house.NewHousehold(3, commune: communes[3]));
        (await house.Merge(survivor[0], home[1])).Failed.ShouldBeFalse();
        await Redraw((communes[3], communes[4]));
        (await house.Unmerge(home[1])).Failed.ShouldBeFalse();
        (await CommuneOf(home[1])).ShouldBe(communes[4]);
        await Sound();
    }

    [Fact]
    public async Task A_household_that_a_merge_had_closed_opens_again_on_the_map_of_today()
    {
        var (survivor, lone) = (await house.NewHousehold(1, commune: communes[5]), await house.NewHousehold(1, commune: communes[6]));
        (await house.Merge(survivor[0], lone[0])).Failed.ShouldBeFalse();
        await Redraw((communes[6], communes[7]));
        await Redraw((communes[7], communes[8]));
        (await house.Unmerge(lone[0])).Failed.ShouldBeFalse();
        (await CommuneOf(lone[0])).ShouldBe(communes[8]);
        (await house.Population.Household(lone[0], Today, Ct))!.Commune.ShouldBe(communes[8]);
        await Sound();
    }

    [Fact]
    public async Task In_a_commune_that_was_divided_in_the_meantime_somebody_who_knows_the_place_is_asked()
    {
        var (survivor, lone) = (await house.NewHousehold(1, commune: communes[9]), await house.NewHousehold(1, commune: communes[10]));
        (await house.Merge(survivor[0], lone[0])).Failed.ShouldBeFalse();
        var decision = await Redraw((communes[10], communes[11]), (communes[10], communes[12]));
        (await house.Get<IAreaDecisions>().Doubts(decision, null, Ct)).ShouldBeEmpty();
        (await house.Unmerge(lone[0])).Failed.ShouldBeFalse();
        var home = (await house.Population.Household(lone[0], Today, Ct))!;
        (await house.Get<IAreaDecisions>().Doubts(decision, null, Ct)).ShouldHaveSingleItem().Household.ShouldBe(home.Id);
        (await house.Get<IAreaDecisions>().Find(decision, Ct))!.Doubtful.ShouldBe(1);
        (await house.Get<IAreaDecisions>().Settle(PeopledHouse.Clerk, new(PeopledHouse.Key(), decision, [new(home.Id, communes[12])]), Ct)).Value.Waiting.ShouldBe(0);
        (await CommuneOf(lone[0])).ShouldBe(communes[12]);
        await Sound();
    }

    private async Task<Guid> Redraw(params (string From, string To)[] moves)
    {
        var areas = house.Get<IAreaDecisions>();
        var entered = await areas.Enter(PeopledHouse.Clerk, new(PeopledHouse.Key(), Today, Paper, [.. moves.Select(m => new AreaMove(m.From, m.To))]), Ct);
        (await areas.Apply(PeopledHouse.Clerk, entered.Value.Id, Ct)).Failed.ShouldBeFalse();
        return entered.Value.Id;
    }

    private async Task<string> CommuneOf(PersonId person)
    {
        var now = (await house.Population.ResidenceHistory(person, null, Ct)).Single(r => r.RecordedUntil is null && r.Until is null);
        return now.CommuneNow ?? now.Commune;
    }

    private async Task Sound() => (await HistoryInvariants.Violations(house.Databases.Owner)).ShouldBeEmpty();
}
