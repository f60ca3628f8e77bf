using System.Net;
using LienThong.Identity;
using LienThong.Kernel.Access;

namespace LienThong.Tests.Identity;

public sealed class SignInTests(IdentityHouse house) : IClassFixture<IdentityHouse>
{
    [Fact]
    public async Task The_right_password_opens_a_session_with_the_scopes_of_the_post()
    {
        var login = IdentityHouse.NewLogin();
        var account = await house.Official(login, "one-stop-officer");
        using var browser = house.NewBrowser();

        var answer = await browser.SignIn("  " + login.ToUpperInvariant() + " ", IdentityHouse.Password);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe("/");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("lienthong=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=lax", Case.Insensitive);
        var me = (await browser.Me())!.Value;
        me.GetProperty("kind").GetString().ShouldBe("official");
        me.GetProperty("id").GetString().ShouldBe(account.ToString());
        me.GetProperty("agency").GetString().ShouldBe("X1");
        me.GetProperty("scopes").EnumerateArray().Select(s => s.GetString()).ShouldContain("dossier.handle");
        me.GetProperty("assurance").GetProperty("authenticationLevel").GetInt32().ShouldBe(1);
        (await house.Events(account)).ShouldBe(["account-created", "role-given", "signed-in"]);
    }

    [Fact]
    public async Task Wrong_password_unknown_login_and_locked_account_get_the_same_answer()
    {
        var (right, locked) = (IdentityHouse.NewLogin(), IdentityHouse.NewLogin());
        await house.Official(right, "leader");
        var account = await house.Official(locked, "leader");
        (await house.Accounts.ChangeState(Caller.Program("test"), account, AccountState.LockedByAuthority, "kiểm tra", default)).Failed.ShouldBeFalse();

        var answers = new List<string>();
        foreach (var (login, password) in new[] { (right, "sai mật khẩu rồi"), ("khong.co.ai", "sai mật khẩu rồi"), (locked, IdentityHouse.Password), ("099201000001", "sai mật khẩu rồi") })
        {
            using var browser = house.NewBrowser();
            var answer = await browser.SignIn(login, password);
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await browser.Me()).ShouldBeNull();
            var page = await Browser.Read(answer);
            page.QuerySelector("input[name=login]")!.GetAttribute("value").ShouldBe(login);
            page.QuerySelector("input[name=password]")!.HasAttribute("value").ShouldBeFalse();
            answers.Add(page.QuerySelector(".govuk-error-summary")!.TextContent);
        }
        answers.Distinct().ShouldHaveSingleItem().ShouldContain("không đúng, hoặc tài khoản đang bị khóa");
    }

    [Fact]
    public async Task After_five_tries_a_stranger_waits_even_with_the_right_password_but_the_owner_gets_in()
    {
        var login = IdentityHouse.NewLogin();
        var account = await house.Official(login, "leader");
        using var owner = await house.SignedIn(login);

        using var stranger = house.NewBrowser();
        for (var i = 0; i < 5; i++) (await stranger.SignIn(login, $"đoán lần thứ {i}")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var other = house.NewBrowser();
        var refused = await other.SignIn(login, IdentityHouse.Password);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await other.Me()).ShouldBeNull();

        (await owner.SignIn(login, IdentityHouse.Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await owner.Me()).ShouldNotBeNull();
        (await house.Events(account)).ShouldContain("throttled");
    }

    [Fact]
    public async Task An_unknown_login_is_held_up_just_the_same()
    {
        using var stranger = house.NewBrowser();
        for (var i = 0; i < 5; i++) await stranger.SignIn("nguoi.la", "đoán bừa một câu");
        (await stranger.SignIn("nguoi.la", "đoán bừa một câu")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_planted_cookie_never_becomes_a_session()
    {
        var login = IdentityHouse.NewLogin();
        await house.Official(login, "leader");
        var planted = new string('A', 43);
        using var browser = house.NewBrowser();
        browser.Cookies.Add(new Cookie("lienthong", planted, "/", browser.Address.Host));

        (await browser.Me()).ShouldBeNull();
        (await browser.SignIn(login, IdentityHouse.Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        browser.Cookie("lienthong").ShouldNotBe(planted);
        using var attacker = house.NewBrowser();
        attacker.Cookies.Add(new Cookie("lienthong", planted, "/", attacker.Address.Host));
        (await attacker.Me()).ShouldBeNull();
    }

    [Fact]
    public async Task Signing_in_again_ends_the_session_before()
    {
        var login = IdentityHouse.NewLogin();
        await house.Official(login, "leader");
        using var browser = await house.SignedIn(login);
        using var thief = house.NewBrowser();
        thief.Cookies.Add(new Cookie("lienthong", browser.Cookie("lienthong"), "/", thief.Address.Host));
        (await thief.Me()).ShouldNotBeNull();

        await browser.SignIn(login, IdentityHouse.Password);

        (await thief.Me()).ShouldBeNull();
        (await browser.Me()).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("/account", "/account")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public async Task After_signing_in_only_addresses_of_this_site_are_followed(string wanted, string followed)
    {
        var login = IdentityHouse.NewLogin();
        await house.Official(login, "leader");
        using var browser = house.NewBrowser();
        var answer = await browser.SignIn(login, IdentityHouse.Password, "/sign-in?returnTo=" + Uri.EscapeDataString(wanted));
        answer.Headers.Location!.OriginalString.ShouldBe(followed);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var browser = house.NewBrowser();
        var answer = await browser.Send(new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("login", "a"), KeyValuePair.Create("password", "b")]),
        });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_page_that_needs_an_account_leads_to_the_sign_in_page_and_back()
    {
        using var browser = house.NewBrowser();
        var answer = await browser.Get("/account");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe("/sign-in?returnTo=%2Faccount");
    }

    [Fact]
    public async Task Names_passwords_and_handles_are_not_kept_in_clear()
    {
        var login = IdentityHouse.NewLogin();
        await house.Official(login, "leader");
        using var browser = await house.SignedIn(login);
        var handle = browser.Cookie("lienthong")!;
        var rows = await house.Db<IdentityModule>().Many(
            "select s::text from identity.session s union all select p::text from identity.password p union all select t::text from identity.throttle t", [], r => r.GetString(0), default);
        rows.ShouldNotContain(r => r.Contains(handle, StringComparison.Ordinal) || r.Contains(IdentityHouse.Password, StringComparison.Ordinal) || r.Contains(login, StringComparison.Ordinal));
    }
}
