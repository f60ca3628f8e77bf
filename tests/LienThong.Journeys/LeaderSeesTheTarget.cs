using Microsoft.Playwright;

namespace LienThong.Journeys;

/// <summary>The vice-chair: few numbers, the whole country on the map, and from a percentage down to one dossier.</summary>
public sealed class LeaderSeesTheTarget(RunningHouse house)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task The_home_has_at_most_seven_numbers_and_the_whole_country(bool script)
    {
        var page = await house.Visit(script, width: 1366, height: 768);
        await page.SignIn("Lãnh đạo");
        await page.Heads("Điều hành");
        (await page.Locator(".lt-cards > *").CountAsync()).ShouldBeInRange(3, 7);
        (await page.Locator("svg.lt-map path.lt-map__area").CountAsync()).ShouldBe(34);
        (await page.Locator("svg.lt-map rect.lt-map__inset").CountAsync()).ShouldBe(2);
        var map = await page.Locator("svg.lt-map").TextContentAsync();
        map.ShouldNotBeNull().ShouldContain("Hoàng Sa");
        map.ShouldContain("Trường Sa");
        await page.Looks(house, "insight", script);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_province_shows_its_people_by_age_and_sex_as_a_picture_and_as_a_table(bool script)
    {
        var page = await house.Visit(script);
        await page.SignIn("Lãnh đạo");
        await page.GotoAsync("/insight/provinces/24");
        await page.Heads("Tỉnh Bắc Ninh");
        (await page.Locator("svg.lt-pyramid rect").CountAsync()).ShouldBe(42);
        (await page.Locator("figure:has(svg.lt-pyramid) tbody tr").CountAsync()).ShouldBe(21);
        await page.Looks(house, "insight-province", script);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task From_a_percentage_to_the_dossier_behind_it_are_two_clicks_and_the_dossier_is_public(bool script)
    {
        var page = await house.Visit(script);
        await page.SignIn("Lãnh đạo");
        await page.Locator(".lt-cards").GetByRole(AriaRole.Link, new() { Name = "Hồ sơ nộp trên mạng" }).ClickAsync();
        await page.Heads("Hồ sơ nộp trên mạng");
        (await page.Locator("main tbody a[href^='/dossiers/']").CountAsync()).ShouldBeGreaterThan(5);
        await page.Looks(house, "insight-measure", script);
        await page.Locator("main tbody a[href^='/dossiers/']").First.ClickAsync();
        await page.Arrives("/dossiers/[^/]+$");
        var code = await page.Locator("h1").InnerTextAsync();
        var stranger = await house.Visit(script);
        await stranger.GotoAsync(new Uri(page.Url).AbsolutePath);
        await stranger.Heads(code);
        (await stranger.MainText()).ShouldContain("không có dữ liệu của ai");
        await stranger.Looks(house, "dossier-public", script);
    }
}
