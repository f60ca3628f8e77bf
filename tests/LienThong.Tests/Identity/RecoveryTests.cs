using System.Net;
using LienThong.Identity;
using LienThong.Identity.Recovery;

namespace LienThong.Tests.Identity;

public sealed class RecoveryTests(IdentityHouse house, RealHouse real) : IClassFixture<IdentityHouse>, IClassFixture<RealHouse>
{
    [Fact]
    public async Task Ten_codes_are_shown_once_each_works_once_and_new_ones_end_the_old()
    {
        var (login, account, browser, _) = await Enrolled(house);
        using var _1 = browser;
        var codes = await Make(browser);
        codes.Count.ShouldBe(10);
        codes.Distinct().Count().ShouldBe(10);
        (await browser.Page("/account/recovery-codes")).QuerySelectorAll("main code").ShouldBeEmpty();
        var rows = await house.Db<IdentityModule>().Many("select r::text from identity.recovery_code r", [], r => r.GetString(0), default);
        rows.ShouldNotContain(r => codes.Any(c => r.Contains(c.Replace("-", ""))));

        (await WithSpare(login, codes[0].ToLowerInvariant())).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await WithSpare(login, codes[0])).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await house.Events(account)).ShouldContain("recovery-code-used");
        var fresh = await Make(browser);
        (await WithSpare(login, codes[1])).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await WithSpare(login, fresh[0])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Of_sixty_four_requests_with_one_code_one_gets_it()
    {
        var (_, account, browser, _) = await Enrolled(house);
        using var _1 = browser;
        var code = (await Make(browser))[0];
        var used = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => house.Get<RecoveryCodes>().Use(account, code, default)));
        used.Count(u => u).ShouldBe(1);
    }

    [Fact]
    public async Task A_forgotten_password_needs_both_codes_and_the_app_code_is_not_spent_by_a_wrong_one()
    {
        var (login, account, browser, secret) = await Enrolled(house);
        using var _1 = browser;
        var codes = await Make(browser);
        using var visitor = house.NewBrowser();
        (await Recover(visitor, login, codes[0], "000000")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Recover(visitor, "nguoi.la", codes[0], TotpBrowser.CodeNow(secret))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Recover(visitor, login, "AAAABBBBCCCC", TotpBrowser.CodeNow(secret))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        var page = await Browser.Read(await Recover(visitor, login, codes[0], TotpBrowser.NextCode(secret)));
        var activation = page.QuerySelector("main code")!.TextContent;
        (await visitor.Submit("/activate", "form", ("login", login), ("code", activation))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await house.Events(account)).ShouldContain("recovery-asked");
    }

    [Fact]
    public async Task On_a_real_instance_recovery_waits_a_day_in_which_the_owner_stops_it()
    {
        var (login, account, browser, secret) = await Enrolled(real);
        using var _1 = browser;
        await real.Db<IdentityModule>().Execute("update identity.totp set strong_from = now() where account = $1", [account], default);
        await real.Db<IdentityModule>().Execute("update identity.session set auth_level = 2 where account = $1", [account], default);
        real.Get<LienThong.Identity.Sessions.IdentifySession>().ForgetAll();
        var codes = await Make(browser);
        using var visitor = real.NewBrowser();
        var activation = (await Browser.Read(await Recover(visitor, login, codes[0], TotpBrowser.CodeNow(secret)))).QuerySelector("main code")!.TextContent;
        (await visitor.Submit("/activate", "form", ("login", login), ("code", activation))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "not before a day has passed");

        var mine = await browser.Page("/account");
        mine.QuerySelector(".govuk-notification-banner")!.TextContent.ShouldContain("xin khôi phục");
        await browser.Submit(mine, "/account", "form[action='/account?handler=StopRecovery']");
        await real.Db<IdentityModule>().Execute("update identity.activation set valid_from = now() - interval '1 minute' where account = $1", [account], default);
        (await visitor.Submit("/activate", "form", ("login", login), ("code", activation))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "stopped");
        (await real.Events(account)).ShouldContain("recovery-stopped");
    }

    [Fact]
    public async Task On_a_real_instance_a_passkey_added_by_password_does_not_count_fully_for_a_day()
    {
        var login = IdentityHouse.NewLogin();
        var account = await real.Official(login, "leader");
        using var thief = new Browser(real.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        await thief.SignIn(login, IdentityHouse.Password);
        var key = await thief.AddPasskey();
        (await Level(thief)).ShouldBe(1);
        (await thief.UsePasskey(key)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Level(thief)).ShouldBe(1, "signed in with the passkey, but it counts as one factor");
        var page = await thief.Page("/sign-in/step-up?returnTo=%2F&acr=urn%3Alienthong%3Aauth%3A2");
        page.QuerySelectorAll("main form").ShouldBeEmpty();
        page.QuerySelector("main")!.TextContent.ShouldContain("có hiệu lực đầy đủ từ");

        await real.Db<IdentityModule>().Execute("update identity.passkey set strong_from = now() - interval '1 second' where account = $1", [account], default);
        await thief.UsePasskey(key);
        (await Level(thief)).ShouldBe(2);
        using var owner = new Browser(thief.Address.ToString());
        await owner.UsePasskey(key);
        await owner.AddPasskey();
        (await Level(owner)).ShouldBe(2);
        (await real.Db<IdentityModule>().One("select count(*)::int from identity.passkey where account = $1 and strong_from <= now()", [account], r => r.GetInt32(0), default))
            .ShouldBe(2, "one that is added in a strong session counts at once");
    }

    private static async Task<(string Login, AccountId Account, Browser Browser, byte[] Secret)> Enrolled(IdentityHouse at)
    {
        var login = IdentityHouse.NewLogin();
        var account = await at.Official(login, "leader");
        var browser = await at.SignedIn(login);
        return (login, account, browser, await browser.EnrolTotp());
    }

    private static async Task<List<string>> Make(Browser browser)
    {
        var page = await Browser.Read(await browser.Submit("/account/recovery-codes", "form"));
        return [.. page.QuerySelectorAll("main li code").Select(c => c.TextContent)];
    }

    private async Task<HttpResponseMessage> WithSpare(string login, string code)
    {
        using var browser = house.NewBrowser();
        (await browser.SignIn(login, IdentityHouse.Password)).Headers.Location!.OriginalString.ShouldBe("/sign-in/code");
        return await browser.Submit("/sign-in/code", "form:has(input[name=spare])", ("spare", code));
    }

    private static Task<HttpResponseMessage> Recover(Browser browser, string login, string recovery, string app) =>
        browser.Submit("/recover", "form", ("login", login), ("recovery", recovery), ("app", app));

    private static async Task<int> Level(Browser browser) => (await browser.Me())!.Value.GetProperty("assurance").GetProperty("authenticationLevel").GetInt32();
}
