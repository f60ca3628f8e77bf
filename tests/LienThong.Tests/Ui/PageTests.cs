using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using LienThong.Ui;
using LienThong.Ui.Pages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace LienThong.Tests.Ui;

/// <summary>Language and refusals of whole pages.</summary>
public sealed partial class PageTests(UiHouse house) : IClassFixture<UiHouse>
{
    [Fact]
    public async Task A_page_is_Vietnamese_even_when_the_browser_asks_for_English()
    {
        using var client = house.Anonymous();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-US,en;q=0.9");
        (await client.GetStringAsync("/ui/components")).ShouldContain("<html class=\"govuk-template\" lang=\"vi\">");
    }

    [Fact]
    public async Task Asking_for_English_once_is_remembered_and_can_be_undone()
    {
        using var client = house.Anonymous();
        var english = await client.GetAsync("/ui/components?lang=en");
        (await english.Content.ReadAsStringAsync()).ShouldContain("Component gallery");
        var cookie = english.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("lienthong.lang=en", StringComparison.Ordinal));
        cookie.ShouldContain("samesite=lax");

        using var later = new HttpRequestMessage(HttpMethod.Get, "/ui/components/input?x=1");
        later.Headers.Add("Cookie", "lienthong.lang=en");
        var page = new HtmlParser().ParseDocument(await (await client.SendAsync(later)).Content.ReadAsStringAsync());
        page.DocumentElement.GetAttribute("lang").ShouldBe("en");
        page.QuerySelector("a[hreflang=vi]")!.GetAttribute("href").ShouldBe("/ui/components/input?x=1&lang=vi");

        using var back = new HttpRequestMessage(HttpMethod.Get, "/ui/components?lang=vi");
        back.Headers.Add("Cookie", "lienthong.lang=en");
        (await (await client.SendAsync(back)).Content.ReadAsStringAsync()).ShouldContain("Bộ thành phần giao diện");
    }

    [Fact]
    public async Task An_unknown_language_changes_nothing()
    {
        using var client = house.Anonymous();
        var answer = await client.GetAsync("/ui/components?lang=%0d%0aSet-Cookie:x");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task A_wrong_address_gets_a_page_that_says_what_to_do_and_keeps_its_status()
    {
        using var client = house.Anonymous();
        var answer = await client.GetAsync("/khong/co/trang/nay");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
        page.QuerySelector("h1")!.TextContent.ShouldBe("Không tìm thấy trang");
        page.QuerySelector("main a[href='/']").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_page_that_breaks_says_so_without_telling_what_the_exception_said()
    {
        using var client = house.Anonymous();
        var answer = await client.GetAsync("/ui-test/broken");
        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldContain("Hệ thống gặp lỗi");
        html.ShouldNotContain("secret");
        answer.Headers.Contains("Content-Security-Policy").ShouldBeTrue();
    }

    [Fact]
    public async Task A_page_of_another_task_is_refused_with_a_page_and_a_visitor_is_sent_to_sign_in()
    {
        using var official = house.SignedIn("dossier.handle");
        var refused = await official.GetAsync("/ui-test/closed");
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Tài khoản này không được xem trang này");
        using var visitor = house.Anonymous();
        (await visitor.GetAsync("/ui-test/closed")).Headers.Location!.ToString().ShouldStartWith("/sign-in?returnTo=");
    }

    [Fact]
    public async Task The_API_never_answers_with_a_page()
    {
        using var client = house.Anonymous();
        var answer = await client.GetAsync("/api/ui-test");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_is_packed_for_browsers_that_can_unpack_it_and_the_API_is_left_alone()
    {
        using var client = house.Anonymous();
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip, br");
        var page = await client.GetAsync("/ui/components/province-map");
        page.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        using var plain = new BrotliStream(await page.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        (await new StreamReader(plain).ReadToEndAsync()).ShouldContain("Quần đảo Hoàng Sa");
        (await client.GetAsync("/api/ui-test")).Content.Headers.ContentEncoding.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_menu_shows_what_the_caller_may_do_in_order_and_marks_where_one_is()
    {
        using var visitor = house.Anonymous();
        var page = new HtmlParser().ParseDocument(await visitor.GetStringAsync("/ui/components/input"));
        page.QuerySelectorAll("#navigation a").Select(link => link.TextContent).ShouldBe(["Thành phần", "Hồ sơ của tôi"]);
        page.QuerySelectorAll("#navigation [aria-current]").Single().TextContent.ShouldBe("Thành phần", "the nearest entry is current, not every entry above it");
        using var official = house.SignedIn("dossier.handle");
        page = new HtmlParser().ParseDocument(await official.GetStringAsync("/ui/components?lang=en"));
        page.QuerySelectorAll("#navigation a").Select(link => link.TextContent).ShouldBe(["Components", "My dossiers", "Queue"]);
        page.QuerySelector("form[action='/sign-out'] input[name=__RequestVerificationToken]").ShouldNotBeNull();
        page.QuerySelector("header a[href='/sign-in']").ShouldBeNull();
    }

    [Theory]
    [InlineData(400, "Trang không gửi được", false)]
    [InlineData(403, "Tài khoản này không được xem trang này", false)]
    [InlineData(500, "Hệ thống gặp lỗi", true)]
    [InlineData(503, "Dịch vụ tạm ngừng", true)]
    public async Task Each_refusal_has_its_page_and_what_broke_has_a_trace_number(int status, string title, bool traced)
    {
        using var client = house.Anonymous();
        var answer = await client.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/error/{status}"));
        ((int)answer.StatusCode).ShouldBe(status);
        var html = await answer.Content.ReadAsStringAsync();
        new HtmlParser().ParseDocument(html).QuerySelector("h1")!.TextContent.ShouldBe(title);
        html.Contains("Mã theo dõi", StringComparison.Ordinal).ShouldBe(traced);
    }

    [Theory]
    [InlineData(200, 404)]
    [InlineData(302, 404)]
    [InlineData(418, 404)]
    [InlineData(599, 500)]
    public async Task The_error_page_cannot_be_made_to_answer_with_a_status_of_the_callers_choice(int asked, int given)
    {
        using var client = house.Anonymous();
        ((int)(await client.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/error/{asked}"))).StatusCode).ShouldBe(given);
    }

    [Fact]
    public void Every_text_of_the_kit_has_an_English_form_that_keeps_its_holes()
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-GB");
            var texts = house.Services.GetRequiredService<IStringLocalizer<Texts>>();
            var english = texts.GetAllStrings(includeParentCultures: true).ToDictionary(text => text.Name, text => text.Value);
            ErrorModel.Texts.Where(text => !english.ContainsKey(text)).ShouldBeEmpty();
            english.Where(pair => Holes(pair.Key) != Holes(pair.Value)).ShouldBeEmpty();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static string Holes(string text) => string.Join(',', Hole().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Hole();
}
