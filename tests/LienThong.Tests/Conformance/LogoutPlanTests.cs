using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LienThong.Identity.Clients;
using static LienThong.Tests.Conformance.ConformanceHouse;

namespace LienThong.Tests.Conformance;

/// <summary>The plans for discovery, RP-initiated logout and back-channel logout.</summary>
public sealed class LogoutPlanTests(ConformanceHouse house) : IClassFixture<ConformanceHouse>
{
    [Fact, SuiteModule(Plan.Config, "oidcc-discovery-endpoint-verification")]
    public async Task Discovery()
    {
        using var party = await house.Standard();
        var answer = (await party.Get("/.well-known/openid-configuration")).Ok();
        answer.Type.ShouldBe("application/json");
        answer["issuer"].ShouldBe(house.Address);
        foreach (var endpoint in new[] { "authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri" }) answer[endpoint]!.ShouldStartWith(house.Address + "/", Case.Sensitive, endpoint);
        List("response_types_supported").ShouldBe(["code"]);
        List("subject_types_supported").ShouldBe(["pairwise", "public"]);
        List("id_token_signing_alg_values_supported").ShouldContain("RS256");
        List("scopes_supported").ShouldContain("openid");
        List("grant_types_supported").ShouldBe(["authorization_code", "refresh_token", "client_credentials"]);
        List("code_challenge_methods_supported").ShouldBe(["S256"]);
        answer.Json.GetProperty("claims_parameter_supported").GetBoolean().ShouldBeTrue();
        answer.Json.GetProperty("request_uri_parameter_supported").GetBoolean().ShouldBeFalse();
        var keys = (await party.Get("/oidc/jwks")).Ok().Json.GetProperty("keys").EnumerateArray().ToList();
        keys.ShouldNotBeEmpty();
        keys.Select(k => k.GetProperty("kid").GetString()).ShouldBeUnique();
        keys.SelectMany(k => k.EnumerateObject()).Select(m => m.Name).ShouldNotContain("d");

        string?[] List(string member) => [.. answer.Json.GetProperty(member).EnumerateArray().Select(e => e.GetString())];
    }

    [Fact, SuiteModule(Plan.RpLogout, "oidcc-rp-initiated-logout-discovery-endpoint-verification")]
    public async Task Logout_discovery()
    {
        using var party = await house.Standard();
        (await party.Get("/.well-known/openid-configuration"))["end_session_endpoint"].ShouldBe(house.Address + "/oidc/logout");
    }

    [Fact, SuiteModule(Plan.RpLogout, "oidcc-rp-initiated-logout")]
    public Task Rp_initiated_logout() => LogsOut(state: "abc");

    [Fact, SuiteModule(Plan.RpLogout, "oidcc-rp-initiated-logout-no-state")]
    public Task No_state() => LogsOut(state: null);

    [Fact, SuiteModule(Plan.RpLogout, "oidcc-rp-initiated-logout-bad-post-logout-redirect-uri")]
    public Task Bad_post_logout_redirect_uri() => NeverRedirects((hint, _) => new() { ["id_token_hint"] = hint, ["post_logout_redirect_uri"] = "https://evil.example/out", ["state"] = "s" });

    [Fact, SuiteModule(Plan.RpLogout, "oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri")]
    public Task Query_added() => NeverRedirects((hint, _) => new() { ["id_token_hint"] = hint, ["post_logout_redirect_uri"] = AfterLogout + "?foo=bar", ["state"] = "s" });

    [Fact, SuiteModule(Plan.RpLogout, "oidcc-rp-initiated-logout-modified-id-token-hint")]
    public Task Modified_hint() => NeverRedirects((hint, _) =>
    {
        var header = Jwt.Header(hint);
        header["alg"] = "none";
        return new() { ["id_token_hint"] = Jwt.Unsigned(header, Jwt.Claims(hint)), ["post_logout_redirect_uri"] = AfterLogout, ["state"] = "s" };
    });

    [Fact, SuiteModule(Plan.RpLogout, "oidcc-rp-initiated-logout-bad-id-token-hint")]
    public Task Bad_hint() => NeverRedirects((hint, _) =>
    {
        using var mine = RSA.Create(2048);
        return new() { ["id_token_hint"] = Jwt.Sign(mine, Jwt.Header(hint), Jwt.Claims(hint)), ["post_logout_redirect_uri"] = AfterLogout, ["state"] = "s" };
    });

    [Fact, SuiteModule(Plan.RpLogout, "oidcc-rp-initiated-logout-no-id-token-hint")]
    public Task No_hint() => NeverRedirects((_, _) => new() { ["post_logout_redirect_uri"] = AfterLogout, ["state"] = "s" });

    [Fact, SuiteModule(Plan.RpLogout, "oidcc-rp-initiated-logout-no-params")]
    public Task No_params() => AsksThenLogsOut(_ => []);

    [Fact, SuiteModule(Plan.RpLogout, "oidcc-rp-initiated-logout-only-state")]
    public Task Only_state() => AsksThenLogsOut(_ => new() { ["state"] = "s" });

    [Fact, SuiteModule(Plan.RpLogout, "oidcc-rp-initiated-logout-no-post-logout-redirect-uri")]
    public async Task No_post_logout_redirect_uri()
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var tokens = await Tokens(party, person);
        var landing = await person.Visit("/oidc/logout", new() { ["id_token_hint"] = tokens["id_token"]! });
        landing.Callback.ShouldBeNull();
        landing.Status.ShouldBe(HttpStatusCode.OK);
        (await person.Browser.Me()).ShouldBeNull();
        (await Authorize(party, person, ("prompt", "none"))).Query["error"].ShouldBe("login_required");
    }

    [Fact, SuiteModule(Plan.BackchannelLogout, "oidcc-backchannel-logout-discovery-endpoint-verification")]
    public async Task Backchannel_discovery()
    {
        using var party = await house.Standard();
        var metadata = (await party.Get("/.well-known/openid-configuration")).Json;
        metadata.GetProperty("backchannel_logout_supported").GetBoolean().ShouldBeTrue();
        metadata.GetProperty("backchannel_logout_session_supported").GetBoolean().ShouldBeTrue();
    }

    [Fact, SuiteModule(Plan.BackchannelLogout, "oidcc-backchannel-rp-initiated-logout")]
    public async Task Backchannel_rp_initiated_logout()
    {
        await using var listener = new LogoutListener();
        using var party = await house.Standard(m => m with { BackchannelLogoutUri = listener.Address });
        using var person = await house.Person();
        var tokens = await Tokens(party, person);
        var first = Jwt.Claims(tokens["id_token"]!);
        ((string?)first["sid"]).ShouldNotBeNullOrEmpty();
        var landing = await person.Visit("/oidc/logout", new() { ["id_token_hint"] = tokens["id_token"]!, ["post_logout_redirect_uri"] = AfterLogout });
        landing.Callback!.OriginalString.ShouldBe(AfterLogout);

        var token = await listener.Token(TimeSpan.FromSeconds(20));
        ((string?)Jwt.Header(token)["typ"]).ShouldBe("logout+jwt");
        var claims = Jwt.Verified(token, (await party.Get("/oidc/jwks")).Json);
        ((string?)claims["iss"]).ShouldBe(house.Address);
        ((string?)claims["aud"]).ShouldBe(party.Id);
        ((string?)claims["sid"]).ShouldBe((string?)first["sid"]);
        ((string?)claims["sub"]).ShouldBe((string?)first["sub"]);
        claims["events"]!.AsObject().ContainsKey("http://schemas.openid.net/event/backchannel-logout").ShouldBeTrue();
        claims.ContainsKey("nonce").ShouldBeFalse();
        ((string?)claims["jti"]).ShouldNotBeNullOrEmpty();
        (await Authorize(party, person, ("prompt", "none"))).Query["error"].ShouldBe("login_required");
    }

    private async Task LogsOut(string? state)
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var tokens = await Tokens(party, person);
        var ask = new Dictionary<string, string> { ["id_token_hint"] = tokens["id_token"]!, ["post_logout_redirect_uri"] = AfterLogout };
        if (state is not null) ask["state"] = state;
        var landing = await person.Visit("/oidc/logout", ask);
        landing.Callback!.GetLeftPart(UriPartial.Path).ShouldBe(AfterLogout);
        landing.Query.GetValueOrDefault("state").ShouldBe(state);
        (await Authorize(party, person, ("prompt", "none"))).Query["error"].ShouldBe("login_required");
    }

    private async Task NeverRedirects(Func<string, Party, Dictionary<string, string>> ask)
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var tokens = await Tokens(party, person);
        var landing = await person.Visit("/oidc/logout", ask(tokens["id_token"]!, party));
        landing.Callback.ShouldBeNull();
        landing.Page!.QuerySelector("main")!.TextContent.Trim().ShouldNotBeEmpty();
        (await person.Browser.Me()).ShouldNotBeNull("nobody was asked, so the person is still signed in");
    }

    private async Task AsksThenLogsOut(Func<string, Dictionary<string, string>> ask)
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var tokens = await Tokens(party, person);
        var landing = await person.Visit("/oidc/logout", ask(tokens["id_token"]!));
        landing.Callback.ShouldBeNull();
        landing.Steps.ShouldContain("/oidc/logout/confirm");
        var done = await person.Browser.Submit(landing.Page!, "/oidc/logout/confirm", "form");
        ((int)done.StatusCode).ShouldBeInRange(200, 303);
        (await Authorize(party, person, ("prompt", "none"))).Query["error"].ShouldBe("login_required");
    }
}
