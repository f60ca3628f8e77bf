using System.Net;
using LienThong.Identity;

namespace LienThong.Tests.Identity;

public sealed class StepUpTests(IdentityHouse house) : IClassFixture<IdentityHouse>
{
    private static readonly string Two = Uri.EscapeDataString("urn:lienthong:auth:2");

    [Theory]
    [InlineData("urn:lienthong:auth:1", 1)]
    [InlineData("urn:lienthong:auth:4", 4)]
    [InlineData("urn:lienthong:auth:5", null)]
    [InlineData("urn:lienthong:auth:22", null)]
    [InlineData("URN:lienthong:auth:2", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_level_has_one_name(string? acr, int? level) => Acr.LevelOf(acr).ShouldBe(level);

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("~/account")]
    [InlineData("account")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\r\nSet-Cookie: a=b")]
    public async Task No_step_leads_to_another_site(string wanted)
    {
        var login = IdentityHouse.NewLogin();
        await house.Official(login, "leader");
        var query = "?returnTo=" + Uri.EscapeDataString(wanted);
        using var browser = house.NewBrowser();
        Local(await browser.SignIn(login, IdentityHouse.Password, "/sign-in" + query));
        Local(await browser.Get("/sign-in" + query));
        Local(await browser.Get("/sign-in/step-up" + query));
        (await browser.Page($"/sign-in/step-up{query}&acr={Two}")).QuerySelector("a[href*='stepUp=declined']")!.GetAttribute("href")!.ShouldStartWith("/");
    }

    [Fact]
    public async Task Two_addresses_to_go_back_to_are_none()
    {
        var login = IdentityHouse.NewLogin();
        await house.Official(login, "leader");
        using var browser = await house.SignedIn(login);
        (await browser.Get("/sign-in?returnTo=/account&returnTo=//evil.example")).Headers.Location!.OriginalString.ShouldBe("/");
    }

    [Fact]
    public async Task Whoever_is_signed_in_strongly_enough_goes_on_without_a_question()
    {
        var login = IdentityHouse.NewLogin();
        await house.Official(login, "leader");
        using var browser = await house.SignedIn(login);
        (await browser.Get("/sign-in?returnTo=%2Faccount")).Headers.Location!.OriginalString.ShouldBe("/account");
        (await browser.Get($"/sign-in?returnTo=%2Faccount&acr={Two}")).Headers.Location!.OriginalString.ShouldBe($"/sign-in/step-up?returnTo=%2Faccount&acr={Two}");
        (await browser.Get("/sign-in?returnTo=%2Faccount&again=true")).StatusCode.ShouldBe(HttpStatusCode.OK, "asked to sign in anew");
    }

    [Fact]
    public async Task A_session_by_password_asks_for_the_code_only_and_renews_the_time_of_signing_in()
    {
        var login = IdentityHouse.NewLogin();
        var account = await house.Official(login, "leader");
        using var early = await house.SignedIn(login);
        using var browser = house.NewBrowser();
        browser.Cookies.Add(new Cookie("lienthong", early.Cookie("lienthong"), "/", browser.Address.Host));
        var secret = await SecretOf(login, keep: account);
        await Age(account);
        var before = browser.Cookie("lienthong")!;
        var page = $"/sign-in/step-up?returnTo=%2Faccount%3Fa%3D1%26b%3D2&acr={Two}";
        (await browser.Page(page)).QuerySelectorAll("input[name=password]").ShouldBeEmpty();
        (await browser.Submit(page, "form", ("code", "000000"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Level(browser)).ShouldBe(1);

        var answer = await browser.Submit(page, "form", ("code", TotpBrowser.CodeNow(secret)));

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe("/account?a=1&b=2");
        (await Level(browser)).ShouldBe(2);
        var me = (await browser.Me())!.Value.GetProperty("assurance");
        me.GetProperty("methods").EnumerateArray().Select(m => m.GetString()).ShouldBe(["pwd", "otp"]);
        me.GetProperty("signedInAt").GetDateTimeOffset().ShouldBeGreaterThan(TimeProvider.System.GetUtcNow().AddMinutes(-2));
        browser.Cookie("lienthong").ShouldNotBe(before, "a raised session has a new handle");
        using var thief = house.NewBrowser();
        thief.Cookies.Add(new Cookie("lienthong", before, "/", thief.Address.Host));
        (await thief.Me()).ShouldBeNull();
        (await house.Events(account)).ShouldContain("stepped-up");
    }

    [Fact]
    public async Task A_passkey_raises_the_session_of_its_own_account_only()
    {
        var (mine, other) = (IdentityHouse.NewLogin(), IdentityHouse.NewLogin());
        await house.Official(mine, "leader");
        await house.Official(other, "leader");
        using var owner = house.NewBrowserAtLocalhost();
        await owner.SignIn(mine, IdentityHouse.Password);
        var key = await owner.AddPasskey();
        using var stranger = house.NewBrowserAtLocalhost();
        await stranger.SignIn(other, IdentityHouse.Password);
        var foreign = await stranger.AddPasskey();

        using var browser = house.NewBrowserAtLocalhost();
        var signedIn = await browser.SignIn(mine, IdentityHouse.Password, $"/sign-in?returnTo=%2Faccount&acr={Two}");
        signedIn.Headers.Location!.OriginalString.ShouldBe($"/sign-in/step-up?returnTo=%2Faccount&acr={Two}");
        var page = signedIn.Headers.Location!.OriginalString;
        (await browser.UsePasskey(foreign, page)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Level(browser)).ShouldBe(1);
        var raised = await browser.UsePasskey(key, page);
        raised.Headers.Location!.OriginalString.ShouldBe("/account");
        (await Level(browser)).ShouldBe(2);
    }

    [Fact]
    public async Task An_account_with_a_password_only_is_told_how_to_get_a_stronger_way_and_comes_back()
    {
        var login = IdentityHouse.NewLogin();
        await house.Official(login, "leader");
        using var browser = await house.SignedIn(login);
        var page = await browser.Page($"/sign-in/step-up?returnTo=%2Faccount&acr={Two}");
        page.QuerySelector("h1")!.TextContent.ShouldContain("chưa có cách xác nhận đủ mạnh");
        page.QuerySelector("a[href='/account?stepUp=declined']").ShouldNotBeNull();
        var toApp = page.QuerySelector("main a[href^='/account/authenticator']")!.GetAttribute("href")!;

        await browser.EnrolTotp(toApp);

        (await Level(browser)).ShouldBe(2);
        (await browser.Get($"/sign-in/step-up?returnTo=%2Faccount&acr={Two}")).Headers.Location!.OriginalString.ShouldBe("/account");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Levels_with_a_biometric_lead_to_the_counter(int level)
    {
        var login = IdentityHouse.NewLogin();
        await house.Official(login, "leader");
        await house.EnrolTotp(login);
        using var browser = house.NewBrowserAtLocalhost();
        await house.Db<IdentityModule>().Execute("delete from identity.totp", [], default);
        await browser.SignIn(login, IdentityHouse.Password);
        await browser.AddPasskey();
        var page = await browser.Page("/sign-in/step-up?returnTo=%2F&acr=" + Uri.EscapeDataString(Acr.Of(level)));
        page.QuerySelectorAll("main form").ShouldBeEmpty();
        page.QuerySelector("main")!.TextContent.ShouldContain("quầy một cửa");
    }

    [Fact]
    public async Task Whoever_only_knows_the_password_cannot_take_stronger_ways_away()
    {
        var login = IdentityHouse.NewLogin();
        await house.Official(login, "leader");
        using var owner = house.NewBrowserAtLocalhost();
        await owner.SignIn(login, IdentityHouse.Password);
        await owner.AddPasskey();

        using var thief = house.NewBrowserAtLocalhost();
        await thief.SignIn(login, IdentityHouse.Password);
        foreach (var path in new[] { "/account/password", "/account/authenticator", "/account/passkeys" })
            (await thief.Get(path)).Headers.Location!.OriginalString.ShouldBe("/sign-in?returnTo=" + Uri.EscapeDataString(path) + "&acr=" + Two);
        var token = (await thief.Page("/account")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var post = await thief.Send(new(HttpMethod.Post, "/account/password")
        {
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("password", "một câu khác hẳn đây"), new("again", "một câu khác hẳn đây")]),
        });
        post.Headers.Location!.OriginalString.ShouldStartWith("/sign-in?");
        (await house.NewBrowser().SignIn(login, IdentityHouse.Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect, "the password is the old one");
    }

    [Fact]
    public async Task Raising_by_codes_is_held_up_after_ten_wrong_ones()
    {
        var login = IdentityHouse.NewLogin();
        var account = await house.Official(login, "leader");
        using var browser = await house.SignedIn(login);
        await SecretOf(login, keep: account);
        var page = $"/sign-in/step-up?returnTo=%2F&acr={Two}";
        for (var i = 0; i < 10; i++) (await browser.Submit(page, "form", ("code", "00000" + i))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.Submit(page, "form", ("code", "123456"))).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    // Enrols an app from another browser; enrolling ends other sessions, so those of the test are opened again.
    private async Task<byte[]> SecretOf(string login, AccountId keep)
    {
        var secret = await house.EnrolTotp(login);
        await house.Db<IdentityModule>().Execute("update identity.session set ended_at = null where account = $1 and ended_why = 'by-owner'", [keep], default);
        house.Get<LienThong.Identity.Sessions.IdentifySession>().ForgetAll();
        return secret;
    }

    private Task<int> Age(AccountId account) => house.Db<IdentityModule>().Execute(
        "update identity.session set signed_in_at = signed_in_at - interval '1 hour' where account = $1", [account], default);

    private static async Task<int> Level(Browser browser) => (await browser.Me())!.Value.GetProperty("assurance").GetProperty("authenticationLevel").GetInt32();

    private static void Local(HttpResponseMessage answer) => answer.Headers.Location!.OriginalString.ShouldBe("/");
}
