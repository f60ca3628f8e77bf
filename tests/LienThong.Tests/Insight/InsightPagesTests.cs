using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp;
using AngleSharp.Dom;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Insight;

public sealed class InsightPagesTests(TestHouse house) : IClassFixture<TestHouse>
{
    private readonly HttpClient client = house.As(TestCaller.Official("H05", LienThong.Insight.Scopes.Read));

    [Fact]
    public async Task The_wall_has_at_most_seven_numbers_and_the_map_of_34_provinces_with_its_table()
    {
        var page = await Page("/insight");

        page.QuerySelectorAll(".lt-key").Length.ShouldBeInRange(5, 7);
        page.QuerySelectorAll("main table a[href^='/insight/provinces/']").Select(a => a.GetAttribute("href")).Distinct().Count().ShouldBe(34);
        page.QuerySelectorAll("a[href^='/programme/plans/']").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_number_leads_to_its_figure_and_the_figure_to_the_target_that_it_serves()
    {
        var wall = await Page("/insight");
        var figure = await Page(wall.QuerySelector(".lt-key a[href='/insight/measures/procedures.filed-online']")!.GetAttribute("href")!);

        figure.QuerySelector("a[href='/programme/plans/construction-ministry-2026/targets/I.4']").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_measure_without_cases_shows_a_dash_and_why_and_never_zero_per_cent()
    {
        var card = (await Page("/insight")).QuerySelectorAll(".lt-key").First(k => k.QuerySelector("a[href$='procedures.satisfaction']") is not null);

        card.TextContent.ShouldNotContain("0%");
        card.TextContent.ShouldContain("Chưa có trường hợp nào");
    }

    [Fact]
    public async Task A_province_has_its_own_page_and_one_that_is_gone_has_none()
    {
        var page = await Page("/insight/provinces/24");
        page.QuerySelector("h1")!.TextContent.ShouldContain("Bắc Ninh");
        page.QuerySelector(".lt-pyramid").ShouldBeNull("nobody is registered here");
        (await client.GetAsync("/insight/provinces/27")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetAsync("/insight/measures/nothing.here")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_api_tells_a_measure_for_every_province_and_refuses_an_unknown_one_by_code()
    {
        var answer = await client.GetFromJsonAsync<JsonElement>("/api/insight/v1/measures/procedures.filed-online/provinces");
        answer.GetProperty("provinces").GetArrayLength().ShouldBe(34);
        answer.GetProperty("provinces")[0].GetProperty("percent").ValueKind.ShouldBe(JsonValueKind.Null);

        var refused = await client.GetAsync("/api/insight/v1/measures/nothing.here/provinces");
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("INS-0001");
    }

    [Fact]
    public async Task Only_who_may_see_the_command_centre_sees_it()
    {
        (await house.As(TestCaller.Official("H05", "programme.read")).GetAsync("/insight")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await house.As(TestCaller.Official("H05", "programme.read")).GetAsync("/api/insight/v1/numbers")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await house.Anonymous().GetAsync("/api/insight/v1/numbers")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<IDocument> Page(string path)
    {
        var answer = await client.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        var text = await answer.Content.ReadAsStringAsync();
        return await BrowsingContext.New(Configuration.Default).OpenAsync(r => r.Content(text));
    }
}
