using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using LienThong.Programme;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Programme;

public sealed class ProgrammePagesTests(TestHouse house) : IClassFixture<TestHouse>
{
    private readonly HttpClient client = house.As(TestCaller.Official("G17", Scopes.Read, Scopes.Manage));

    [Fact]
    public async Task The_list_leads_to_every_plan()
    {
        var page = await Page("/programme");

        // Another test of this class imports a fourth plan, so these three are not all that may stand there.
        string[] shipped = ["/programme/plans/construction-ministry-2026", "/programme/plans/national-programme-2026-2030", "/programme/plans/information-ministry-2022"];
        shipped.ShouldBeSubsetOf(page.QuerySelectorAll("main a[href^='/programme/plans/']").Select(a => a.GetAttribute("href")!));
    }

    [Fact]
    public async Task The_plan_page_shows_both_horizons_and_says_which_targets_no_measure_tells()
    {
        var page = await Page("/programme/plans/construction-ministry-2026");

        page.QuerySelectorAll("a[href*='/targets/']:not([href*='#'])").Length.ShouldBe(16);
        page.QuerySelectorAll("a[href*='/tasks/']").Length.ShouldBe(12);
        var text = page.QuerySelector("main")!.TextContent;
        text.ShouldContain("từ 50%");
        text.ShouldContain("không quá 30%");
        text.ShouldContain("trên 95%");
        text.ShouldContain("hoàn thành");
        text.ShouldContain("Chưa gắn số liệu");
    }

    [Fact]
    public async Task A_target_page_tells_formula_and_scope_and_an_unbound_one_says_so()
    {
        (await Page("/programme/plans/construction-ministry-2026/targets/I.4")).QuerySelector("main")!.TextContent.ShouldContain("Mã số liệu: procedures.filed-online");
        (await Page("/programme/plans/construction-ministry-2026/targets/IV.2")).QuerySelector("main")!.TextContent.ShouldContain("Chưa có số liệu nào của hệ thống đo được mục tiêu này");
    }

    [Fact]
    public async Task A_task_page_shows_the_name_in_the_plan_and_who_it_is_today_and_the_parent_beside_it()
    {
        var old = (await Page("/programme/plans/information-ministry-2022/tasks/II.11")).QuerySelector("main")!.TextContent;
        old.ShouldContain("Bộ Giao thông vận tải");
        old.ShouldContain("nay là");
        old.ShouldContain("Quá hạn");

        (await Page("/programme/plans/construction-ministry-2026/tasks/II.1")).QuerySelector("main a[href='/programme/plans/national-programme-2026-2030/tasks/II.6']").ShouldNotBeNull();
    }

    [Fact]
    public async Task Pasting_a_plan_shows_what_is_understood_and_what_not_before_anything_is_written()
    {
        var cookies = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = true };
        using var browser = new HttpClient(cookies) { BaseAddress = new Uri(house.Address) };
        foreach (var header in client.DefaultRequestHeaders) browser.DefaultRequestHeaders.Add(header.Key, header.Value);
        var form = await Html(await browser.GetAsync("/programme/import"));

        var wrong = await browser.PostAsync("/programme/import", Fields(form, ("text", "không có bảng"), ("code", "thu-nghiem")));
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await wrong.Content.ReadAsStringAsync()).ShouldContain("Không tìm thấy bảng mục tiêu");

        var sent = await browser.PostAsync("/programme/import", Fields(form, ("text", PlanFiles.Bars + "\n| ? | Việc lạ | | | | |"), ("code", "thu-nghiem")));
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var preview = await Html(await browser.GetAsync(sent.Headers.Location));
        preview.QuerySelector("main")!.TextContent.ShouldContain("Việc lạ");
        (await Html(await browser.GetAsync("/programme"))).QuerySelector("main")!.TextContent.ShouldNotContain("Thử đọc kế hoạch");

        var done = await browser.PostAsync(sent.Headers.Location, Fields(preview, ("code", "thu-nghiem")));
        done.Headers.Location!.ToString().ShouldBe("/programme/plans/thu-nghiem?imported=true");
        (await Html(await browser.GetAsync(done.Headers.Location))).QuerySelector("h1")!.TextContent.ShouldContain("thử đọc kế hoạch");
    }

    private static FormUrlEncodedContent Fields(IDocument form, params (string Name, string Value)[] fields) => new(
        fields.Append(("__RequestVerificationToken", form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!)).ToDictionary(f => f.Item1, f => f.Item2));

    private async Task<IDocument> Page(string path)
    {
        var answer = await client.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return await Html(answer);
    }

    private static async Task<IDocument> Html(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return await BrowsingContext.New(Configuration.Default).OpenAsync(r => r.Content(text));
    }
}
