using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using LienThong.Kernel.Time;
using LienThong.Population.Pages;
using LienThong.Population.Synthetic;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Population;

/// <summary>The officer's pages, without JavaScript: every form opens, a refusal points at its field, an act is written once.</summary>
public sealed class ActPagesTests(PeopledHouse house) : IClassFixture<PeopledHouse>
{
    private static readonly DateOnly Today = HanoiTime.Today(TimeProvider.System);
    private readonly HttpClient officer = house.As(TestCaller.Official("H05.07210.CA", "population.read", "population.manage"));

    [Fact]
    public async Task Every_form_opens_with_labelled_fields_and_its_document()
    {
        foreach (var form in ActForms.All)
        {
            var (page, _) = await Open($"/population/persons/{DemoPeople.Husband.Id}/acts/{form.Kind}");
            foreach (var control in page.QuerySelectorAll("main input:not([type=hidden]), main select"))
                page.QuerySelector($"label[for='{control.Id}']").ShouldNotBeNull($"{form.Kind}: {control.GetAttribute("name")}");
            page.QuerySelectorAll("main [id]").GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty(form.Kind);
            page.QuerySelector("select[name='document.kind']").ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task A_head_is_changed_by_the_form_and_the_person_page_shows_the_act_with_its_document_and_the_day_before()
    {
        var people = await house.NewHousehold(2);
        var path = $"/population/persons/{people[1]}/acts/head";
        var empty = await Post(path, []);
        empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await empty.Content.ReadAsStringAsync()).ShouldContain("Chưa nhập: Số giấy tờ.");
        var done = await Post(path, new()
        {
            ["on.day"] = $"{Today.Day}", ["on.month"] = $"{Today.Month}", ["on.year"] = $"{Today.Year}", ["document.kind"] = "form", ["document.number"] = "CT01-5",
            ["document.date.day"] = $"{Today.Day}", ["document.date.month"] = $"{Today.Month}", ["document.date.year"] = $"{Today.Year}", ["document.agency"] = "Công an phường",
        });
        done.StatusCode.ShouldBe(HttpStatusCode.Redirect, await done.Content.ReadAsStringAsync());
        var shown = await (await officer.GetAsync(done.Headers.Location)).Content.ReadAsStringAsync();
        shown.ShouldContain("Đã ghi: Thay đổi chủ hộ.");
        shown.ShouldContain("CT01-5");
        var then = await (await officer.GetAsync($"/population/persons/{people[1]}?on={Today.AddDays(-1):yyyy-MM-dd}")).Content.ReadAsStringAsync();
        then.ShouldContain("2 thành viên");
        (await (await officer.GetAsync($"/population/persons/{people[1]}?on=1980-01-01")).Content.ReadAsStringAsync()).ShouldContain("Vào ngày đó cơ sở dữ liệu chưa biết người này.");
    }

    [Fact]
    public async Task Numbers_are_taken_and_given_back_and_decisions_listed()
    {
        var taken = await Post("/population/numbers", new() { ["commune"] = "07210", ["sex"] = "male", ["birthYear"] = $"{Today.Year}", ["size"] = "3" });
        var html = await taken.Content.ReadAsStringAsync();
        taken.StatusCode.ShouldBe(HttpStatusCode.OK, html);
        html.ShouldContain("Các số đã lấy");
        (await Post("/population/numbers", new() { ["commune"] = "07210", ["sex"] = "male", ["birthYear"] = $"{Today.Year}", ["size"] = "9999" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await officer.GetAsync("/population/areas")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await house.As(TestCaller.Official("H05.07210.CA", "population.read")).GetAsync("/population/areas")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task<(IHtmlDocument Page, string Cookies)> Open(string path)
    {
        var response = await officer.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        var cookies = response.Headers.TryGetValues("Set-Cookie", out var set) ? string.Join("; ", set.Select(c => c.Split(';')[0])) : "";
        return (await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync()), cookies);
    }

    private async Task<HttpResponseMessage> Post(string path, Dictionary<string, string> answers)
    {
        var (page, cookies) = await Open(path);
        var form = page.QuerySelectorAll("form").OfType<IHtmlFormElement>().Last(f => f.Method == "post" && f.GetAttribute("action") == path);
        foreach (var hidden in form.QuerySelectorAll("input[type=hidden]")) answers[hidden.GetAttribute("name")!] = hidden.GetAttribute("value") ?? "";
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(answers) };
        request.Headers.Add("Cookie", cookies);
        return await officer.SendAsync(request);
    }
}
