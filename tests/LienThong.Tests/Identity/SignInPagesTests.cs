using System.Net;
using LienThong.Identity;

namespace LienThong.Tests.Identity;

/// <summary>What every page of signing in must hold against a hostile page in another tab.</summary>
public sealed class SignInPagesTests(IdentityHouse house) : IClassFixture<IdentityHouse>
{
    private static readonly string[] Public = ["/sign-in", "/activate", "/recover", "/sign-out", "/sign-in/upstream/x", "/demo"];

    private static readonly string[] Own =
    [
        "/account", "/account/password", "/account/authenticator", "/account/passkeys", "/account/lock", "/account/acting", "/account/recovery-codes",
        "/account/organisations/new", "/sign-in/step-up?returnTo=%2F&acr=urn%3Alienthong%3Aauth%3A2",
    ];

    [Fact]
    public async Task No_page_can_stand_in_a_frame_be_kept_or_tell_where_its_visitor_comes_from()
    {
        using var browser = await SignedIn();
        foreach (var path in Public.Concat(Own))
        {
            var answer = await browser.Get(path);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldContain("frame-ancestors 'none'", Case.Sensitive, path);
            policy.ShouldContain("script-src 'self'");
            policy.ShouldContain("form-action 'self'");
            policy.ShouldNotContain("unsafe");
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue(path);
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        }
    }

    [Fact]
    public async Task Every_form_that_changes_something_carries_a_token_and_is_refused_without_it()
    {
        using var browser = await SignedIn();
        var seen = 0;
        foreach (var path in Public.Concat(Own).Where(p => !p.Contains("upstream", StringComparison.Ordinal)))
        {
            foreach (var form in (await browser.Page(path)).QuerySelectorAll("form[method=post]"))
            {
                form.QuerySelector("input[name=__RequestVerificationToken]").ShouldNotBeNull(path);
                var action = form.GetAttribute("action") is { Length: > 0 } given ? given : path;
                action.ShouldStartWith("/");
                var bare = await browser.Send(new(HttpMethod.Post, action) { Content = new FormUrlEncodedContent([new("a", "b")]) });
                bare.StatusCode.ShouldBe(HttpStatusCode.BadRequest, action);
                seen++;
            }
        }
        seen.ShouldBeGreaterThan(15);
        (await browser.Me()).ShouldNotBeNull("nothing was signed out or locked meanwhile");
    }

    [Fact]
    public async Task A_token_of_another_visitor_is_refused()
    {
        using var attacker = house.NewBrowser();
        var stolen = (await attacker.Page("/sign-in")).QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var victim = await SignedIn();
        var forged = await victim.Send(new(HttpMethod.Post, "/account/lock") { Content = new FormUrlEncodedContent([new("__RequestVerificationToken", stolen)]) });
        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await victim.Me()).ShouldNotBeNull();
    }

    [Fact]
    public async Task Guessing_activation_codes_neither_succeeds_nor_keeps_the_owner_out()
    {
        var login = IdentityHouse.NewLogin();
        await house.Official(login, "leader");
        using var stranger = house.NewBrowser();
        for (var i = 0; i < 10; i++) await stranger.Submit("/activate", "form", ("login", login), ("code", $"AAAA-AAAA-AAAA-AA{i:D2}"));
        (await stranger.Submit("/activate", "form", ("login", login), ("code", "AAAA-AAAA-AAAA-AAAA"))).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        using var owner = house.NewBrowser();
        (await owner.SignIn(login, IdentityHouse.Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Of_two_copies_of_a_passkey_with_one_count_one_signs_in()
    {
        var login = IdentityHouse.NewLogin();
        await house.Official(login, "leader");
        using var owner = house.NewBrowserAtLocalhost();
        await owner.SignIn(login, IdentityHouse.Password);
        var key = await owner.AddPasskey();
        key.Counter++;
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var browser = house.NewBrowserAtLocalhost();
            return (await browser.UsePasskey(key, count: false)).StatusCode;
        }));
        answers.Count(a => a == HttpStatusCode.Redirect).ShouldBe(1);
    }

    private async Task<Browser> SignedIn()
    {
        var login = IdentityHouse.NewLogin();
        await house.Official(login, "leader");
        return await house.SignedIn(login);
    }
}
