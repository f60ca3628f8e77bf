using System.Net;
using System.Text;
using LienThong.Identity;
using LienThong.Identity.SignIn;

namespace LienThong.Tests.Identity;

public sealed class TotpTests(IdentityHouse house) : IClassFixture<IdentityHouse>
{
    private static readonly byte[] RfcSecret = Encoding.ASCII.GetBytes("12345678901234567890");

    // RFC 6238, appendix B, SHA-1, the last six digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Totp.CodeAt(RfcSecret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))).ShouldBe(code);

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void One_step_of_drift_is_allowed_each_way(int drift, bool fits)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
        (Totp.Match(RfcSecret, Totp.CodeAt(RfcSecret, Totp.StepAt(now) + drift), now, after: 0) is not null).ShouldBe(fits);
    }

    [Fact]
    public void An_accepted_step_and_those_before_it_are_not_accepted_again()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
        var step = Totp.StepAt(now);
        Totp.Match(RfcSecret, Totp.CodeAt(RfcSecret, step), now, after: step).ShouldBeNull();
        Totp.Match(RfcSecret, Totp.CodeAt(RfcSecret, step - 1), now, after: step).ShouldBeNull();
        Totp.Match(RfcSecret, Totp.CodeAt(RfcSecret, step + 1), now, after: step).ShouldBe(step + 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("abcdef")]
    [InlineData("١٢٣٤٥٦")]
    [InlineData("+12345")]
    public void Anything_but_six_digits_is_refused(string typed) => Totp.Match(RfcSecret, typed, DateTimeOffset.FromUnixTimeSeconds(59), after: 0).ShouldBeNull();

    [Fact]
    public async Task With_an_app_enrolled_the_password_alone_opens_nothing_and_a_code_works_once()
    {
        var login = IdentityHouse.NewLogin();
        var account = await house.Official(login, "leader");
        var secret = await house.EnrolTotp(login);

        using var browser = house.NewBrowser();
        var first = await browser.SignIn(login, IdentityHouse.Password);
        first.Headers.Location!.OriginalString.ShouldBe("/sign-in/code");
        (await browser.Me()).ShouldBeNull();

        (await browser.Submit("/sign-in/code", "form", ("code", "000000"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.Me()).ShouldBeNull();

        var code = TotpBrowser.NextCode(secret);
        (await browser.Submit("/sign-in/code", "form", ("code", code.Insert(3, " ")))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var me = (await browser.Me())!.Value;
        me.GetProperty("assurance").GetProperty("authenticationLevel").GetInt32().ShouldBe(2);
        me.GetProperty("assurance").GetProperty("methods").EnumerateArray().Select(m => m.GetString()).ShouldBe(["pwd", "otp"]);

        using var replay = house.NewBrowser();
        await replay.SignIn(login, IdentityHouse.Password);
        (await replay.Submit("/sign-in/code", "form", ("code", code))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await replay.Me()).ShouldBeNull();
        (await house.Events(account)).ShouldContain("code-refused");
    }

    [Fact]
    public async Task Of_twenty_requests_with_one_code_at_once_one_opens_a_session()
    {
        var login = IdentityHouse.NewLogin();
        var account = await house.Official(login, "leader");
        var secret = await house.EnrolTotp(login);
        var steps = house.Get<SignInSteps>();
        var code = TotpBrowser.NextCode(secret);
        var handles = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => steps.NeedsCode(account, Bucket.Login("x"), default)));

        var results = await Task.WhenAll(handles.Select(h => steps.WithCode(new Microsoft.AspNetCore.Http.DefaultHttpContext(), h!, code, default)));

        results.Count(r => !r.Failed).ShouldBe(1);
    }

    [Fact]
    public async Task Five_wrong_codes_use_the_step_up()
    {
        var login = IdentityHouse.NewLogin();
        var account = await house.Official(login, "leader");
        var secret = await house.EnrolTotp(login);
        var steps = house.Get<SignInSteps>();
        var handle = (await steps.NeedsCode(account, Bucket.Login("y"), default))!;
        for (var i = 0; i < Challenges.Tries; i++)
            (await steps.WithCode(new Microsoft.AspNetCore.Http.DefaultHttpContext(), handle, "000000", default)).Faults[0].Error.ShouldBe(IdentityErrors.CodeRefused);
        (await steps.WithCode(new Microsoft.AspNetCore.Http.DefaultHttpContext(), handle, TotpBrowser.NextCode(secret), default)).Faults[0].Error.ShouldBe(IdentityErrors.StepExpired);
    }

    [Fact]
    public async Task Enrolment_needs_a_right_code_and_ends_other_sessions()
    {
        var login = IdentityHouse.NewLogin();
        var account = await house.Official(login, "leader");
        using var other = await house.SignedIn(login);
        using var browser = await house.SignedIn(login);
        var offer = await Browser.Read(await browser.Submit("/account/authenticator", "form"));
        offer.QuerySelector("img")!.GetAttribute("src")!.ShouldStartWith("data:image/png;base64,");

        var wrong = await browser.Submit(offer, "/account/authenticator", "form", ("code", "000000"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var again = await Browser.Read(wrong);
        again.QuerySelector("code")!.TextContent.ShouldBe(offer.QuerySelector("code")!.TextContent, "the same secret is offered again");
        (await other.Me()).ShouldNotBeNull();

        var secret = TotpBrowser.Decode(again.QuerySelector("code")!.TextContent);
        (await browser.Submit(again, "/account/authenticator", "form", ("code", TotpBrowser.CodeNow(secret)))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await other.Me()).ShouldBeNull();
        var stored = await house.Db<IdentityModule>().One("select secret from identity.totp where account = $1", [account], r => r.GetString(0), default);
        stored!.ShouldNotContain(Convert.ToBase64String(secret));

        (await browser.Submit("/account/authenticator", "form[action*=Remove]")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await house.Events(account)).ShouldContain("totp-removed");
    }
}
