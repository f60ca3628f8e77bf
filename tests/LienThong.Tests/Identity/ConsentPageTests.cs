using System.Net;
using LienThong.Dictionary;
using LienThong.Ledger;
using LienThong.Tests.Conformance;
using static LienThong.Tests.Conformance.ConformanceHouse;

namespace LienThong.Tests.Identity;

/// <summary>What people see and decide: the consent page, linked systems, receipts and history, over HTTP with a relying party on the other end.</summary>
public sealed class ConsentPageTests(ConformanceHouse house) : IClassFixture<ConformanceHouse>
{
    [Fact]
    public async Task The_page_lists_every_field_with_its_source_and_nothing_is_chosen_beforehand()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        var page = await ConsentPage(party, person, "openid profile address");
        var text = page.QuerySelector("main")!.TextContent;
        foreach (var shown in new[] { "Cổng thử", "Đăng nhập để thử", "Họ, chữ đệm và tên", "Giới tính", "Ngày sinh", "Nơi thường trú", "Cơ sở dữ liệu quốc gia về dân cư", "Trần Nguyễn Minh An" })
            text.ShouldContain(shown);
        text.ShouldContain("asks to read the following about you", Case.Sensitive, "English stands beside");
        page.QuerySelectorAll("input[type=checkbox]").Length.ShouldBe(4);
        page.QuerySelectorAll("input[type=checkbox][checked]").ShouldBeEmpty();
        page.QuerySelectorAll("main button[name=decision]").Select(b => b.GetAttribute("value")).ShouldBe(["all", "some", "none"]);
    }

    [Fact]
    public async Task An_essential_claim_is_shown_as_needed_and_is_no_choice()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        var (page, path) = await ConsentPath(party, person, "openid profile", ("claims", """{"userinfo":{"birthdate":{"essential":true},"gender":{"essential":false}}}"""));
        var main = page.QuerySelector("main")!;
        main.TextContent.ShouldContain("Bắt buộc để dùng hệ thống này");
        main.QuerySelectorAll("tbody th").Select(c => c.TextContent.Trim()).ShouldBe(["Ngày sinh"]);
        page.QuerySelectorAll("input[type=checkbox]").Select(i => i.GetAttribute("value")).ShouldNotContain("birthdate");
        page.QuerySelectorAll("input[type=checkbox]").Select(i => i.GetAttribute("value")).ShouldContain("gender");

        var answer = await person.Browser.Submit(page, path, "form", ("decision", "some"));
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.SeeOther);
        (await house.Db<LienThong.Identity.IdentityModule>().One("select claims, refused from identity.consent where client = $1", [party.Id],
            r => (r.GetFieldValue<string[]>(0), r.GetFieldValue<string[]>(1).Contains("gender")), default)).ShouldSatisfyAllConditions(c => c.Item1.ShouldBe(["birthdate"]), c => c.Item2.ShouldBeTrue());
    }

    [Fact]
    public async Task What_is_not_chosen_is_refused_without_an_error_and_not_asked_again()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        (person.Decision, person.Items) = ("some", ["birthdate"]);
        var tokens = await Tokens(party, person, ("scope", "openid profile"));
        var info = await FapiFlowTests.Info(party, tokens["access_token"]!);
        ((string?)info["birthdate"]).ShouldBe("1990-02-03");
        info.ContainsKey("name").ShouldBeFalse();
        info.ContainsKey("gender").ShouldBeFalse();
        (await Authorize(party, person, ("scope", "openid profile"))).Steps.ShouldBeEmpty();
        (await Authorize(party, person, ("scope", "openid profile email"))).Saw("/consent").ShouldBeTrue("something new is wanted");
    }

    [Fact]
    public async Task Choosing_nothing_still_signs_in_and_reads_nothing()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        person.Decision = "some";
        var tokens = await Tokens(party, person, ("scope", "openid profile"));
        var info = await FapiFlowTests.Info(party, tokens["access_token"]!);
        info.Select(m => m.Key).Order().ShouldBe(["aud", "iat", "iss", "sub"]);
    }

    [Fact]
    public async Task A_form_can_grant_no_more_than_the_request_wanted()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        (person.Decision, person.Items) = ("some", ["name", "vn_personal_number", "address", "email"]);
        var tokens = await Tokens(party, person, ("scope", "openid profile"));
        var info = await FapiFlowTests.Info(party, tokens["access_token"]!);
        info.ContainsKey("name").ShouldBeTrue();
        info.ContainsKey("vn_personal_number").ShouldBeFalse();
        info.ContainsKey("address").ShouldBeFalse();
    }

    [Fact]
    public async Task Withdrawing_on_the_page_of_linked_systems_ends_readings_refreshing_and_introspection()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        var tokens = await Tokens(party, person, ("scope", "openid profile offline_access"));
        await FapiFlowTests.Info(party, tokens["access_token"]!);
        var linked = await person.Browser.Page("/account/linked");
        linked.QuerySelector("main")!.TextContent.ShouldContain("Họ, chữ đệm và tên (Cơ sở dữ liệu quốc gia về dân cư)");

        (await person.Browser.Submit(linked, "/account/linked", "form")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await person.Browser.Page("/account/linked")).QuerySelector("main")!.TextContent.ShouldContain("Bạn chưa liên kết hệ thống nào");
        (await party.Userinfo(tokens["access_token"]!)).Refused("invalid_token");
        (await party.Refresh(tokens["refresh_token"]!)).Refused("invalid_grant");
        (await party.Introspect(tokens["access_token"]!)).Ok().Json.GetProperty("active").GetBoolean().ShouldBeFalse();
        (await Authorize(party, person, ("scope", "openid profile"))).Saw("/consent").ShouldBeTrue("everything is asked anew");
    }

    [Fact]
    public async Task The_history_leads_to_a_receipt_that_says_what_was_shown_and_where_the_proof_stands()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        (person.Decision, person.Items) = ("some", ["name"]);
        await Tokens(party, person, ("scope", "openid profile"));
        var history = await person.Browser.Page("/account/consents");
        var link = history.QuerySelector("main tbody a")!.GetAttribute("href")!;
        var receipt = await person.Browser.Page(link);
        var text = receipt.QuerySelector("main, body")!.TextContent;
        foreach (var shown in new[] { "Cổng thử", "bản 1", "Họ, chữ đệm và tên", "Thông tin đã từ chối", "Giới tính", "Đang có hiệu lực" }) text.ShouldContain(shown);
        var proof = receipt.QuerySelector("a[href^='/api/ledger/v1/proofs/inclusion/']")!.TextContent;
        Guid.TryParse(proof, out _).ShouldBeTrue();
        using var stranger = await house.Person();
        await stranger.Browser.SignIn(stranger.Login, IdentityHouse.Password);
        (await stranger.Browser.Get(link)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Every_reading_of_claims_stands_on_the_page_who_saw_my_data()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        var tokens = await Tokens(party, person, ("scope", "openid profile"));
        await FapiFlowTests.Info(party, tokens["access_token"]!);
        var page = await person.Browser.Page("/my/access");
        page.QuerySelector("main")!.TextContent.ShouldContain("sự đồng ý");
    }

    [Fact]
    public async Task A_consent_cannot_be_forged_framed_or_given_for_somebody_else()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        using var thief = await house.Person();
        await thief.Browser.SignIn(thief.Login, IdentityHouse.Password);
        var (page, path) = await ConsentPath(party, person, "openid profile");

        var shown = await person.Browser.Get(path);
        var policy = string.Join(' ', shown.Headers.GetValues("Content-Security-Policy"));
        policy.ShouldContain("frame-ancestors 'none'");
        shown.Headers.CacheControl!.NoStore.ShouldBeTrue();

        var bare = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([new("decision", "all")]) };
        (await person.Browser.Send(bare)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var token = page.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var stolen = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([new("decision", "all"), new("__RequestVerificationToken", token)]) };
        (await thief.Browser.Send(stolen)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "the token belongs to another session");
        (await person.Browser.Get("/consent?request=" + new string('A', 43))).StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    private static async Task<AngleSharp.Html.Dom.IHtmlDocument> ConsentPage(Party party, UserAgent person, string scope) => (await ConsentPath(party, person, scope)).Page;

    private static async Task<(AngleSharp.Html.Dom.IHtmlDocument Page, string Path)> ConsentPath(Party party, UserAgent person, string scope, params (string, string?)[] more)
    {
        await person.Browser.SignIn(person.Login, IdentityHouse.Password);
        var uri = (await party.Push(party.Ask([("scope", scope), .. more]))).Ok()["request_uri"]!;
        var answer = await person.Browser.Get($"/oidc/authorize?client_id={party.Id}&request_uri={Uri.EscapeDataString(uri)}");
        var path = answer.Headers.Location!.OriginalString;
        path.ShouldStartWith("/consent?request=");
        return (await person.Browser.Page(path), path);
    }
}
