using System.Net;
using LienThong.Tests.Identity;

namespace LienThong.Tests.Conformance;

/// <summary>
/// ADR 0013: the session of the house is the session of the provider. One account, one sign-in, one logout for LienThong and every relying party,
/// shown with relying parties in processes of their own.
/// </summary>
public sealed class SingleSignOnTests(ConformanceHouse house) : IClassFixture<ConformanceHouse>
{
    [Fact]
    public async Task Who_signed_in_to_LienThong_signs_in_nowhere_again_and_one_sign_out_ends_all()
    {
        await using var first = await RelyingServer.Start(house, "Cổng tỉnh");
        await using var second = await RelyingServer.Start(house, "Thư viện số");
        using var person = await house.Person();
        (await SignInToTheHouse(person)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await first.SignIn(person)).ShouldBe(["/consent", "/oidc/authorize/resume"]);
        (await second.SignIn(person)).ShouldBe(["/consent", "/oidc/authorize/resume"]);
        (await first.SignIn(person)).ShouldBeEmpty("agreed before, signed in: nothing to ask");
        var (atFirst, atSecond) = ((await first.Me(person))!.Value, (await second.Me(person))!.Value);
        atFirst.GetProperty("info").GetProperty("name").GetString().ShouldBe("Trần Nguyễn Minh An");
        // Both are on this machine, each with a sector of its own: nobody can match the two.
        atSecond.GetProperty("sub").GetString().ShouldNotBe(atFirst.GetProperty("sub").GetString());

        await person.Browser.Submit("/sign-out", "form");
        await first.Forgets(person);
        await second.Forgets(person);
        (await person.Browser.Me()).ShouldBeNull();
    }

    [Fact]
    public async Task Signing_in_at_a_relying_party_signs_in_to_LienThong_and_its_logout_ends_LienThong_and_the_others()
    {
        await using var first = await RelyingServer.Start(house, "Cổng tỉnh");
        await using var second = await RelyingServer.Start(house, "Thư viện số");
        using var person = await house.Person();
        (await first.SignIn(person)).ShouldContain("/sign-in");
        (await person.Browser.Me()).ShouldNotBeNull("the house knows the browser now");
        (await second.SignIn(person)).ShouldNotContain("/sign-in");

        var out1 = await person.Browser.Get(first.Address + "/logout");
        var landing = await person.Visit(out1.Headers.Location!.PathAndQuery);
        landing.Callback!.AbsoluteUri.ShouldBe(first.Address + "/bye");
        (await person.Browser.Me()).ShouldBeNull();
        await second.Forgets(person);
    }

    [Fact]
    public async Task An_official_switches_the_post_and_relying_parties_learn_the_new_one_in_the_same_session()
    {
        await using var party = await RelyingServer.Start(house, "Phần mềm một cửa");
        var login = IdentityHouse.NewLogin();
        await house.Official(login, "one-stop-officer", "inspector");
        using var person = new UserAgent(house.Address, login);
        await SignInToTheHouse(person, login);
        await party.SignIn(person);
        (await PostAt(party, person)).ShouldBe(("X2", "Vị trí inspector"));

        var account = await person.Browser.Page("/account");
        var other = account.QuerySelectorAll("input[name=assignment]:not([checked])").Single().GetAttribute("value")!;
        (await person.Browser.Submit("/account", "form[action$=Post]", ("assignment", other))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await party.Me(person)).ShouldNotBeNull("a change of post is no logout");
        (await party.SignIn(person)).ShouldBeEmpty("the same session, the same consent");
        (await PostAt(party, person)).ShouldBe(("X1", "Vị trí one-stop-officer"));
    }

    [Fact]
    public async Task Locking_the_account_ends_every_relying_party()
    {
        await using var party = await RelyingServer.Start(house, "Cổng tỉnh");
        var login = IdentityHouse.NewLogin();
        var account = await house.Official(login, "inspector");
        using var person = new UserAgent(house.Address, login);
        await party.SignIn(person);
        (await house.Accounts.ChangeState(LienThong.Kernel.Access.Caller.Program("test"), account, LienThong.Identity.AccountState.LockedByAuthority, "thử", default)).Failed.ShouldBeFalse();
        await party.Forgets(person);
    }

    [Fact]
    public async Task No_token_ever_stands_in_a_page_or_cookie_of_LienThong()
    {
        using var person = await house.Person();
        await SignInToTheHouse(person);
        foreach (var path in new[] { "/", "/account", "/account/linked" })
            (await (await person.Browser.Get(path)).Content.ReadAsStringAsync()).ShouldNotContain("eyJ");
        foreach (System.Net.Cookie cookie in person.Browser.Cookies.GetCookies(person.Browser.Address))
        {
            cookie.Value.ShouldNotStartWith("eyJ");
            if (cookie.Name == "lienthong") (cookie.HttpOnly, cookie.Value.Length).ShouldBe((true, 43));
        }
    }

    private static Task<HttpResponseMessage> SignInToTheHouse(UserAgent person, string? login = null) => person.Browser.SignIn(login ?? person.Login, IdentityHouse.Password);

    private static async Task<(string?, string?)> PostAt(RelyingServer party, UserAgent person)
    {
        var info = (await party.Me(person))!.Value.GetProperty("info");
        return (info.GetProperty("vn_agency").GetString(), info.GetProperty("vn_post").GetString());
    }
}
