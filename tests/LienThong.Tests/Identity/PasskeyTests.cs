using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using LienThong.Identity;

namespace LienThong.Tests.Identity;

public sealed class PasskeyTests(IdentityHouse house) : IClassFixture<IdentityHouse>
{
    [Fact]
    public async Task A_passkey_is_added_and_signs_in_at_level_two_without_a_login()
    {
        var (account, authenticator) = await Owner();
        using var browser = house.NewBrowserAtLocalhost();

        (await browser.UsePasskey(authenticator)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var me = (await browser.Me())!.Value;
        me.GetProperty("id").GetString().ShouldBe(account.ToString());
        me.GetProperty("assurance").GetProperty("authenticationLevel").GetInt32().ShouldBe(2);
        me.GetProperty("assurance").GetProperty("methods").EnumerateArray().Select(m => m.GetString()).ShouldBe(["hwk", "user"]);
        (await house.Events(account)).ShouldContain("passkey-added");
    }

    [Fact]
    public async Task The_answer_to_a_challenge_works_once()
    {
        var (_, authenticator) = await Owner();
        using var browser = house.NewBrowserAtLocalhost();
        var page = await browser.Page("/sign-in");
        var question = await browser.Ask(page, "/sign-in");
        authenticator.Counter++;
        var answer = PasskeyBrowser.Answer(question, authenticator.Get(question.GetProperty("options")));
        (await browser.Submit(page, "/sign-in", "form[data-passkey]", answer)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        using var replay = house.NewBrowserAtLocalhost();
        var other = await replay.Page("/sign-in");
        (await replay.Submit(other, "/sign-in", "form[data-passkey]", answer)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await replay.Me()).ShouldBeNull();
    }

    [Theory]
    [InlineData("no user verification")]
    [InlineData("wrong origin")]
    [InlineData("wrong domain")]
    [InlineData("spoilt signature")]
    [InlineData("cloned: the counter goes back")]
    public async Task A_faulty_answer_is_refused(string fault)
    {
        var (account, authenticator) = await Owner();
        using var before = house.NewBrowserAtLocalhost();
        (await before.UsePasskey(authenticator)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        switch (fault)
        {
            case "no user verification": authenticator.UserVerified = false; break;
            case "wrong origin": authenticator.Origin = "https://evil.example"; break;
            case "wrong domain": authenticator.Domain = "evil.example"; break;
            case "spoilt signature": authenticator.SpoilSignature = true; break;
            default: authenticator.Counter -= 1; break;
        }
        if (!fault.StartsWith("cloned", StringComparison.Ordinal)) authenticator.Counter += 1;

        using var browser = house.NewBrowserAtLocalhost();
        (await browser.UsePasskey(authenticator, count: false)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.Me()).ShouldBeNull();
        (await house.Events(account)).ShouldNotContain("throttled");
        (await house.Events(account)).ShouldContain("passkey-refused", "the owner sees that somebody failed with her key");
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("nonsense", "{}")]
    [InlineData("fresh", "")]
    [InlineData("fresh", "not json")]
    [InlineData("fresh", "{}")]
    [InlineData("fresh", "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":{}}")]
    public async Task Nonsense_is_refused_and_breaks_nothing(string handle, string credential)
    {
        using var browser = house.NewBrowserAtLocalhost();
        var page = await browser.Page("/sign-in");
        if (handle == "fresh") handle = (await browser.Ask(page, "/sign-in")).GetProperty("handle").GetString()!;
        (await browser.Submit(page, "/sign-in", "form[data-passkey]", ("handle", handle), ("credential", credential))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task The_last_way_to_sign_in_cannot_be_removed()
    {
        var (account, authenticator) = await Owner();
        using var browser = house.NewBrowserAtLocalhost();
        (await browser.UsePasskey(authenticator)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await house.Db<IdentityModule>().Execute("delete from identity.password where account = $1", [account], default);

        (await browser.Submit("/account/passkeys", "form[action*=Remove]")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await house.Db<IdentityModule>().One("select count(*)::int from identity.passkey where account = $1", [account], r => r.GetInt32(0), default)).ShouldBe(1);
    }

    [Fact]
    public async Task At_an_address_that_is_not_ours_passkeys_are_not_offered_and_the_page_says_why()
    {
        var login = IdentityHouse.NewLogin();
        await house.Official(login, "leader");
        using var browser = await house.SignedIn(login);        // 127.0.0.1 cannot have passkeys
        (await browser.Page("/account/passkeys")).QuerySelector("main")!.TextContent.ShouldContain("Quản trị viên cần đặt tên miền");
        (await browser.Page("/sign-in")).QuerySelector("form[data-passkey]").ShouldBeNull();
    }

    [Fact]
    public async Task The_page_is_complete_without_JavaScript_and_says_what_needs_it()
    {
        using var browser = house.NewBrowserAtLocalhost();
        var page = await browser.Page("/sign-in");
        page.QuerySelector("form[data-passkey]")!.HasAttribute("hidden").ShouldBeTrue();
        page.QuerySelector("noscript")!.InnerHtml.ShouldContain("JavaScript");
        var script = page.QuerySelectorAll<IHtmlScriptElement>("script").Single(s => s.GetAttribute("src")!.Contains("passkeys", StringComparison.Ordinal));
        script.HasAttribute("defer").ShouldBeTrue();
        var answer = await browser.Get(script.GetAttribute("src")!);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        page.QuerySelectorAll("script:not([src]), [onclick], [style]").ShouldBeEmpty();
    }

    private async Task<(AccountId Account, SoftAuthenticator Authenticator)> Owner()
    {
        var login = IdentityHouse.NewLogin();
        var account = await house.Official(login, "leader");
        using var browser = house.NewBrowserAtLocalhost();
        await browser.SignIn(login, IdentityHouse.Password);
        return (account, await browser.AddPasskey());
    }
}
