using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using LienThong.Population.Synthetic;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Population;

public sealed class PopulationHttpTests(PeopledHouse house) : IClassFixture<PeopledHouse>
{
    private const string Police = "H05.07210.CA", Committee = "H05.07210";
    private static readonly string Husband = $"persons/{DemoPeople.Husband.Id}";

    private HttpClient Keeper(params string[] scopes) => house.As(TestCaller.Official(Police, scopes));

    [Theory]
    [InlineData("GET", "persons/019b0000-0000-7001-8000-0000000dec0d", "population.read")]
    [InlineData("GET", "persons/019b0000-0000-7001-8000-0000000dec0d/residences", "population.read")]
    [InlineData("GET", "persons/019b0000-0000-7001-8000-0000000dec0d/household", "population.read")]
    [InlineData("POST", "verify", "population.read")]
    [InlineData("POST", "resolve", "population.read")]
    [InlineData("POST", "births", "population.manage")]
    [InlineData("POST", "residences", "population.manage")]
    [InlineData("POST", "deaths", "population.manage")]
    [InlineData("GET", "persons/019b0000-0000-7001-8000-0000000dec0d/then", "population.read")]
    [InlineData("GET", "persons/019b0000-0000-7001-8000-0000000dec0d/household/then", "population.read")]
    [InlineData("GET", "persons/019b0000-0000-7001-8000-0000000dec0d/acts", "population.read")]
    [InlineData("GET", "persons/019b0000-0000-7001-8000-0000000dec0d/papers", "population.read")]
    [InlineData("POST", "cmnd/confirmations", "population.read")]
    [InlineData("GET", "statistics/people", "population.read")]
    [InlineData("GET", "area-decisions", "population.read")]
    [InlineData("POST", "temporary-residences", "population.manage")]
    [InlineData("POST", "temporary-residences/renewals", "population.manage")]
    [InlineData("POST", "temporary-residences/removals", "population.manage")]
    [InlineData("POST", "residences/removals", "population.manage")]
    [InlineData("POST", "absences", "population.manage")]
    [InlineData("POST", "absences/ends", "population.manage")]
    [InlineData("POST", "stays", "population.manage")]
    [InlineData("POST", "households/splits", "population.manage")]
    [InlineData("POST", "households/merges", "population.manage")]
    [InlineData("POST", "households/heads", "population.manage")]
    [InlineData("POST", "households/addresses", "population.manage")]
    [InlineData("POST", "confirmations", "population.manage")]
    [InlineData("POST", "marriages", "population.manage")]
    [InlineData("POST", "divorces", "population.manage")]
    [InlineData("POST", "recognitions", "population.manage")]
    [InlineData("POST", "adoptions", "population.manage")]
    [InlineData("POST", "items", "population.manage")]
    [InlineData("POST", "representatives", "population.manage")]
    [InlineData("POST", "statuses", "population.manage")]
    [InlineData("POST", "ties/ends", "population.manage")]
    [InlineData("POST", "papers", "population.manage")]
    [InlineData("POST", "number-blocks", "population.manage")]
    [InlineData("POST", "number-blocks/reconciliations", "population.manage")]
    [InlineData("GET", "number-blocks/07210", "population.manage")]
    [InlineData("POST", "area-decisions", "population.manage")]
    [InlineData("GET", "area-decisions/suggestion?on=2025-07-01", "population.manage")]
    [InlineData("POST", "area-decisions/doubts", "population.manage")]
    public async Task Every_route_needs_its_scope(string method, string path, string scope)
    {
        var other = scope == "population.read" ? "population.manage" : "population.read";
        async Task<HttpStatusCode> Ask(HttpClient client)
        {
            using var request = new HttpRequestMessage(new(method), "/api/population/v1/" + path);
            if (method == "POST") request.Content = JsonContent.Create(new { });
            request.Headers.Add("Idempotency-Key", PeopledHouse.Key());
            return (await client.SendAsync(request)).StatusCode;
        }

        (await Ask(house.Anonymous())).ShouldBe(HttpStatusCode.Unauthorized);
        (await Ask(Keeper(other))).ShouldBe(HttpStatusCode.Forbidden);
        (await Ask(Keeper(scope))).ShouldNotBeOneOf(HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_keeper_reads_a_person_with_a_receipt_of_the_ledger()
    {
        var answer = await Keeper("population.read").GetFromJsonAsync<JsonObject>("/api/population/v1/" + Husband);
        var values = answer!["values"]!.AsArray();
        Value(values, "person.fullName").ShouldBe("Trần Minh Hoà");
        ((string?)answer["receipt"]!["entry"]).ShouldNotBe(Guid.Empty.ToString());
    }

    [Fact]
    public async Task Another_agency_with_the_same_scope_is_refused_by_the_broker()
    {
        var refused = await house.As(TestCaller.Official(Committee, "population.read")).GetAsync("/api/population/v1/" + Husband);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await house.As(TestCaller.Official(Committee, "population.read")).GetAsync($"/api/population/v1/{Husband}/residences")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_unknown_person_is_said_to_be_unknown()
    {
        var unknown = await Keeper("population.read").GetAsync($"/api/population/v1/persons/{Guid.CreateVersion7()}");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        ((string?)(await unknown.Content.ReadFromJsonAsync<JsonObject>())!["code"]).ShouldBe("POP-0001");
    }

    [Fact]
    public async Task Verification_compares_only_what_was_asked()
    {
        var response = await Keeper("population.read").PostAsJsonAsync("/api/population/v1/verify", new
        {
            questions = new object[]
            {
                new { number = DemoPeople.Husband.Number.ToString(), fullName = "trần minh hòa", birthDate = "1994", sex = "female" },
                new { number = "099094999999", fullName = "Ai" },
            },
        });
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var answers = (await response.Content.ReadFromJsonAsync<JsonArray>())!;
        string Of(int i, string item) => (string)answers[i]![item]!;
        (Of(0, "person"), Of(0, "fullName"), Of(0, "birthDate"), Of(0, "sex"), Of(0, "commune")).ShouldBe(("match", "match", "near", "mismatch", "notAsked"));
        Of(1, "person").ShouldBe("absent");
    }

    [Fact]
    public async Task Candidates_are_found_by_four_items_and_shown_through_the_broker()
    {
        var response = await Keeper("population.read").PostAsJsonAsync("/api/population/v1/resolve", new
        {
            fullName = "Tran Minh Hoa", birthDate = "22/08/1994", sex = "male", commune = "07210", motherName = "Phạm Thị Thủy",
        });
        var found = (await response.Content.ReadFromJsonAsync<JsonArray>())!;
        found.Count.ShouldBe(1);
        Value(found[0]!["values"]!.AsArray(), "person.number").ShouldBe(DemoPeople.Husband.Number.ToString());
    }

    [Fact]
    public async Task A_birth_over_http_is_registered_once_per_key_and_only_for_an_agency()
    {
        var body = new
        {
            idempotencyKey = PeopledHouse.Key(), fullName = "Trần Gia Hân", birthDate = "2026-11-09", sex = "female", birthPlace = "07210", birthRegistrationPlace = "07210",
            mother = DemoPeople.Mother.Id.ToString(), father = DemoPeople.Husband.Id.ToString(), householdOf = DemoPeople.Husband.Id.ToString(), registeredOn = "2026-11-20", document = "D-9",
        };
        var key = PeopledHouse.Key();
        var first = await Keeper("population.manage").PostOnce("/api/population/v1/births", body, key);
        first.StatusCode.ShouldBe(HttpStatusCode.OK, await first.Content.ReadAsStringAsync());
        var child = (await first.Content.ReadFromJsonAsync<JsonObject>())!;
        ((string)child["number"]!).ShouldStartWith("099326");
        var again = await Keeper("population.manage").PostOnce("/api/population/v1/births", body);
        ((string?)(await again.Content.ReadFromJsonAsync<JsonObject>())!["child"]).ShouldBe((string?)child["child"]);

        var person = await house.As(TestCaller.Person(DemoPeople.Mother.Id.Value, "population.manage")).PostOnce("/api/population/v1/births", body);
        person.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        ((string?)(await person.Content.ReadFromJsonAsync<JsonObject>())!["code"]).ShouldBe("POP-0029");
    }

    [Fact]
    public async Task The_search_page_finds_by_number_and_shows_nothing_of_the_person_in_the_address()
    {
        var client = Keeper("population.read");
        var form = await client.GetAsync("/population");
        form.StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = await new HtmlParser().ParseDocumentAsync(await form.Content.ReadAsStringAsync());
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var search = new HttpRequestMessage(HttpMethod.Post, "/population")
        {
            Content = new FormUrlEncodedContent([new("number", DemoPeople.Mother.Number.ToString()), new("__RequestVerificationToken", token)]),
        };
        search.Headers.Add("Cookie", string.Join("; ", form.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0])));
        var result = await client.SendAsync(search);
        var html = await result.Content.ReadAsStringAsync();
        html.ShouldContain("Nguyễn Thị Thu Hà");
        html.ShouldContain($"/population/persons/{DemoPeople.Mother.Id}");
    }

    [Fact]
    public async Task The_person_page_shows_residences_household_and_the_ledger_entry()
    {
        var response = await Keeper("population.read").GetAsync($"/population/persons/{DemoPeople.Mother.Id}");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var html = await response.Content.ReadAsStringAsync();
        html.ShouldContain("Nguyễn Thị Thu Hà");
        html.ShouldContain("Tạm trú");
        html.ShouldContain("Nguyễn Văn Bình");
        html.ShouldContain("Lần xem này đã ghi nhật ký");
        (await Keeper("population.read").GetAsync($"/population/persons/{Guid.CreateVersion7()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await house.Anonymous().GetAsync($"/population/persons/{DemoPeople.Mother.Id}")).StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Measures_count_people_households_and_births_of_a_province()
    {
        var measures = house.Get<LienThong.Kernel.Measures.MeasureCatalogue>();
        var today = LienThong.Kernel.Time.HanoiTime.Today(TimeProvider.System);
        var ct = TestContext.Current.CancellationToken;
        // the house began to count when it started, before its people were there
        await house.Get<LienThong.Population.Statistics.RefreshCounts>().Now(ct);
        var all = await measures.Evaluate("population.people", new(today.AddDays(-30), today), ct);
        all.Numerator.ShouldBeGreaterThan(3_000);
        var share = await measures.Evaluate("population.with-permanent-residence", new(today.AddDays(-30), today), ct);
        share.Share.ShouldBe(1.0);
        await house.Population.RegisterBirth(PeopledHouse.Clerk, PeopledHouse.Birth(PeopledHouse.Key(), "Trần Khánh Vy"), ct);
        (await measures.Evaluate("population.births-registered", new(today.AddDays(-1), today.AddDays(1), Province: "24"), ct)).Numerator.ShouldBeGreaterThanOrEqualTo(1);
        (await measures.Evaluate("population.births-registered", new(today.AddDays(-1), today.AddDays(1), Province: "01"), ct)).Numerator.ShouldBe(0);
        (await measures.Rows("population.births-registered", new(today.AddDays(-1), today.AddDays(1), Province: "24"), ct))[0].Title.ShouldStartWith("Khai sinh tại");
    }

    private static string? Value(JsonArray values, string field) => (string?)values.Single(v => (string?)v!["field"] == field)!["value"];

    [Fact]
    public async Task An_act_over_http_is_done_once_and_the_past_is_read_through_the_broker()
    {
        var people = await house.NewHousehold(2);
        var today = LienThong.Kernel.Time.HanoiTime.Today(TimeProvider.System);
        var body = new
        {
            idempotencyKey = PeopledHouse.Key(), on = today, newHead = people[1].ToString(), document = new { kind = "form", number = "CT01-9", date = today, agency = "Công an phường" },
        };
        var keeper = Keeper("population.manage", "population.read");
        var first = await keeper.PostOnce("/api/population/v1/households/heads", body);
        first.StatusCode.ShouldBe(HttpStatusCode.OK, await first.Content.ReadAsStringAsync());
        var again = (await (await keeper.PostOnce("/api/population/v1/households/heads", body)).Content.ReadFromJsonAsync<JsonObject>())!;
        ((bool)again["repeated"]!).ShouldBeTrue();
        var late = await keeper.PostOnce("/api/population/v1/households/heads", new { body.on, body.newHead, body.document, idempotencyKey = PeopledHouse.Key() });
        ((string?)(await late.Content.ReadFromJsonAsync<JsonObject>())!["code"]).ShouldBe("POP-0052");
        var then = await keeper.GetFromJsonAsync<JsonObject>($"/api/population/v1/persons/{people[1]}/household/then?on={today.AddDays(-1):yyyy-MM-dd}");
        then!["members"]!.AsArray().Single(m => (string?)m!["relation"] == "head")!["person"]!.ToString().ShouldBe(people[0].ToString());
        (await house.As(TestCaller.Official(Committee, "population.read")).GetAsync($"/api/population/v1/persons/{people[1]}/then")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, "no agreement, no past");
    }
}
