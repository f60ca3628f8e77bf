using System.Net;
using System.Net.Http.Json;
using LienThong.Dictionary;
using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Population.Cards;
using LienThong.Population.Synthetic;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Population;

/// <summary>Issue, loss, death and check of identity cards.</summary>
public sealed class CardTests(PeopledHouse house) : IClassFixture<PeopledHouse>
{
    private static readonly DateOnly Today = HanoiTime.Today(TimeProvider.System);
    private readonly ICards cards = house.Get<ICards>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static LegalDocument Paper => new("dossier", "CC-1/2026", Today.AddDays(-1), "Công an tỉnh");

    private static CardIssue Issuing(PersonId person, string reason = "first", DateOnly? on = null) =>
        new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper, On = on ?? Today.AddDays(-10), Person = person, Kind = "can-cuoc", Reason = reason };

    private static CardEnd Ending(PersonId person, string how = "lost") => new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper, On = Today, Person = person, How = how };

    [Fact]
    public async Task A_card_is_issued_lost_and_replaced_and_every_state_stays_in_the_history()
    {
        var person = (await house.NewHousehold(1))[0]; // born 1990-01-01
        (await cards.Issue(PeopledHouse.Clerk, Issuing(person, "exchange"), Ct)).Faults[0].ShouldBeAt("/reason", CardErrors.NoCard);
        (await cards.Issue(PeopledHouse.Clerk, Issuing(person), Ct)).Failed.ShouldBeFalse();
        (await cards.Issue(PeopledHouse.Clerk, Issuing(person), Ct)).Faults[0].ShouldBeAt("/reason", CardErrors.CardValid);
        (await cards.End(PeopledHouse.Clerk, Ending(person), Ct)).Failed.ShouldBeFalse();
        (await cards.End(PeopledHouse.Clerk, Ending(person), Ct)).Faults[0].Error.ShouldBe(CardErrors.NoValidCard);
        (await cards.Issue(PeopledHouse.Clerk, Issuing(person, "reissue", Today.AddDays(-1)), Ct)).Faults[0].Error.ShouldBe(CardErrors.CardTooEarly);
        (await cards.Issue(PeopledHouse.Clerk, Issuing(person, "reissue", Today), Ct)).Failed.ShouldBeFalse();

        var all = await cards.Of(person, Ct);
        all.Select(c => c.State).ShouldBe(["valid", "replaced"]);
        all[0].Expires.ShouldBe(new DateOnly(2030, 1, 1));
        all[1].Changes.Select(c => c.State).ShouldBe(["valid", "lost", "replaced"]);
        (await house.Ask("select card_issued from population.person where id = $1", [person.Value], r => r.GetFieldValue<DateOnly>(0))).ShouldBe(Today);
        (await house.Ask("select count(*) from kernel.outbox where type = 'population.card-changed' and subject = $1", [person.ToString()], r => r.GetInt64(0))).ShouldBe(3);
    }

    [Fact]
    public async Task A_kind_that_the_law_no_longer_gives_out_is_refused_and_a_dead_persons_card_is_locked()
    {
        var person = (await house.NewHousehold(1))[0];
        (await cards.Issue(PeopledHouse.Clerk, Issuing(person) with { Kind = "cccd" }, Ct)).Faults[0].ShouldBeAt("/kind", CardErrors.CardKindUnknown);
        (await cards.Issue(PeopledHouse.Clerk, Issuing(person), Ct)).Failed.ShouldBeFalse();
        (await house.Population.RegisterDeath(PeopledHouse.Clerk, new(PeopledHouse.Key(), person, PartialDate.OfDay(Today.AddDays(-2)), Today, "GBT-2"), Ct)).Failed.ShouldBeFalse();
        (await cards.Of(person, Ct))[0].State.ShouldBe("locked");
        (await cards.Issue(PeopledHouse.Clerk, Issuing(person, "reissue", Today), Ct)).Faults[0].ShouldBeAt("/person", PopulationErrors.PersonLocked);
    }

    [Fact]
    public async Task Of_two_cards_issued_at_once_one_is_valid()
    {
        var person = (await house.NewHousehold(1))[0];
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => cards.Issue(PeopledHouse.Clerk, Issuing(person), Ct))));
        (await cards.Of(person, Ct)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Loaded_people_get_the_card_that_their_record_tells_of_and_old_cards_expire()
    {
        var complete = house.Get<CompleteCards>();
        await complete.Run(Ct);
        var (valid, expired, wrong) = await house.Ask("""
            select count(*) filter (where c.state = 'valid'), count(*) filter (where c.state = 'expired'), count(*) filter (where c.state = 'valid' and c.expires < $1)
            from population.identity_card c
            """, [Today], r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)));
        valid.ShouldBeGreaterThan(0);
        wrong.ShouldBe(0);
        (valid + expired).ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task The_code_of_a_card_is_compared_item_by_item_and_the_look_stands_in_the_ledger()
    {
        var person = (await house.Population.RegisterBirth(PeopledHouse.Clerk,
            PeopledHouse.Birth(PeopledHouse.Key(), "Lê Kiểm Thẻ", Sex.Male, new(1990, 1, 1)) with { Mother = null, Father = null, HouseholdOf = DemoPeople.Officer.Id, Ethnicity = 1, HomePlace = "07210" }, Ct)).Value.Child;
        (await cards.Issue(PeopledHouse.Clerk, Issuing(person), Ct)).Failed.ShouldBeFalse();
        var (number, name) = await house.Ask("select number, full_name from population.person where id = $1", [person.Value], r => (PersonalNumber.Of(r.GetInt64(0)), r.GetString(1)));
        var day = Today.AddDays(-10).ToString("ddMMyyyy", System.Globalization.CultureInfo.InvariantCulture);
        var client = house.As(TestCaller.Official("G01", "population.read"));
        async Task<string> Outcomes(string qr)
        {
            var answer = await client.PostAsJsonAsync("/api/population/v1/cards/check", new { qr }, Ct);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Ct));
            var check = await answer.Content.ReadFromJsonAsync<System.Text.Json.Nodes.JsonNode>(Ct);
            return string.Join(' ', check!["items"]!.AsArray().Select(i => (string)i!["outcome"]!)) + " / " + (string?)check["state"];
        }

        (await Outcomes($"{number}||{name}|01011990|Nam|Thôn Cũ, xã Cũ|{day}")).ShouldBe("match notAsked match match match near match / valid");
        (await Outcomes($"{number}|123456789|{name.ToUpperInvariant()}|02011990|Nữ||01012022")).ShouldBe("match absent match mismatch mismatch notAsked mismatch / ");
        (await cards.End(PeopledHouse.Clerk, Ending(person, "revoked"), Ct)).Failed.ShouldBeFalse();
        (await Outcomes($"{number}||{name}|01011990|Nam||{day}")).ShouldEndWith("/ revoked");

        var unknown = await client.PostAsJsonAsync("/api/population/v1/cards/check", new { qr = "099190999999||Không Ai|01011990|Nam||" + day }, Ct);
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await house.As(TestCaller.Official("H05.07210")).PostAsJsonAsync("/api/population/v1/cards/check", new { qr = "x" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
