using System.Net;
using System.Text.Json.Nodes;
using LienThong.Identity;
using static LienThong.Tests.Conformance.ConformanceHouse;

namespace LienThong.Tests.Conformance;

/// <summary>oidcc-basic-certification-test-plan, first half: flows, userinfo, scopes, what must be ignored. One test per module, named after it.</summary>
public sealed class BasicFlowTests(ConformanceHouse house) : IClassFixture<ConformanceHouse>
{
    [Fact, SuiteModule(Plan.Basic, "oidcc-server")]
    public Task Server() => Succeeds();

    [Fact, SuiteModule(Plan.Basic, "oidcc-response-type-missing")]
    public async Task Response_type_missing()
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var landing = await Authorize(party, person, ("response_type", null));
        landing.Query["error"].ShouldBe("invalid_request");
        landing.Query["state"].ShouldBe(party.State);
    }

    [Fact, SuiteModule(Plan.Basic, "oidcc-idtoken-signature")]
    public async Task Id_token_signature()
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var tokens = await Tokens(party, person);
        ((string?)Jwt.Header(tokens["id_token"]!)["alg"]).ShouldBe("RS256");
        await party.IdToken(tokens);
    }

    [Fact, SuiteModule(Plan.Basic, "oidcc-idtoken-unsigned", Verdict = Verdict.RefusedByDesign, Why = "alg none is offered to nobody; the module is optional")]
    public async Task Id_token_unsigned()
    {
        using var party = await house.Standard();
        var metadata = (await party.Get("/.well-known/openid-configuration")).Json;
        metadata.GetProperty("id_token_signing_alg_values_supported").EnumerateArray().Select(a => a.GetString()).ShouldNotContain("none");
        await Should.ThrowAsync<InvalidOperationException>(() => house.Standard(m => m with { IdTokenAlg = "none" }));
    }

    [Fact, SuiteModule(Plan.Basic, "oidcc-userinfo-get")]
    public Task Userinfo_get() => Userinfo(async (party, token) => await party.Userinfo(token));

    [Fact, SuiteModule(Plan.Basic, "oidcc-userinfo-post-header")]
    public Task Userinfo_post_header() => Userinfo(async (party, token) => await party.Userinfo(token, "POST"));

    [Fact, SuiteModule(Plan.Basic, "oidcc-userinfo-post-body", Verdict = Verdict.RefusedByDesign, Why = "optional in RFC 6750: tokens travel in the header only; the module ends with a warning")]
    public async Task Userinfo_post_body()
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var tokens = await Tokens(party, person);
        var request = new HttpRequestMessage(HttpMethod.Post, party.Endpoint("/oidc/userinfo")) { Content = new FormUrlEncodedContent([new("access_token", tokens["access_token"]!)]) };
        var answer = await party.Send(request);
        ((int)answer.Status).ShouldBeInRange(400, 401);
        answer.Headers.WwwAuthenticate.ToString().ShouldContain("Bearer");
    }

    [Fact, SuiteModule(Plan.Basic, "oidcc-ensure-request-without-nonce-succeeds-for-code-flow")]
    public async Task Request_without_nonce_succeeds()
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var tokens = await Tokens(party, person, ("nonce", null));
        Jwt.Claims(tokens["id_token"]!).ContainsKey("nonce").ShouldBeFalse();
    }

    [Fact, SuiteModule(Plan.Basic, "oidcc-scope-profile")]
    public async Task Scope_profile()
    {
        var info = await Scoped("openid profile");
        info["name"].ShouldBe("Trần Nguyễn Minh An");
        (info["family_name"], info["middle_name"], info["given_name"], info["gender"], info["birthdate"]).ShouldBe(("Trần", "Nguyễn Minh", "An", "female", "1990-02-03"));
    }

    [Fact, SuiteModule(Plan.Basic, "oidcc-scope-email", Why = "the register of the test holds no e-mail address of this person: the claim is left out, which the module reports as a warning")]
    public async Task Scope_email() => (await Scoped("openid email"))["email"].ShouldBeNull();

    [Fact, SuiteModule(Plan.Basic, "oidcc-scope-address")]
    public async Task Scope_address()
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var tokens = await Tokens(party, person, ("scope", "openid address"));
        var info = (await party.Userinfo(tokens["access_token"]!)).Ok();
        if (info.Json.TryGetProperty("address", out var address)) address.GetProperty("formatted").GetString().ShouldNotBeNullOrEmpty();
        tokens["scope"].ShouldBe("openid address");
    }

    [Fact, SuiteModule(Plan.Basic, "oidcc-scope-phone", Why = "as oidcc-scope-email: no phone number in the register of the test")]
    public async Task Scope_phone() => (await Scoped("openid phone"))["phone_number"].ShouldBeNull();

    [Fact, SuiteModule(Plan.Basic, "oidcc-scope-all")]
    public async Task Scope_all() => (await Scoped("openid profile email address phone"))["name"].ShouldBe("Trần Nguyễn Minh An");

    [Fact, SuiteModule(Plan.Basic, "oidcc-alternate-happy-flow")]
    public async Task Alternate_happy_flow()
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var ask = party.Ask(("scope", "profile openid")).Reverse().ToDictionary(StringComparer.Ordinal);
        var landing = await person.Visit("/oidc/authorize", ask);
        await party.IdToken((await party.Token(landing.Code)).Ok());
    }

    [Fact, SuiteModule(Plan.Basic, "oidcc-display-page")]
    public Task Display_page() => Succeeds(("display", "page"));

    [Fact, SuiteModule(Plan.Basic, "oidcc-display-popup")]
    public Task Display_popup() => Succeeds(("display", "popup"));

    [Fact, SuiteModule(Plan.Basic, "oidcc-ensure-request-with-unknown-parameter-succeeds")]
    public Task Unknown_parameter_succeeds() => Succeeds(("extra", "foobar"));

    [Fact, SuiteModule(Plan.Basic, "oidcc-login-hint")]
    public Task Login_hint() => Succeeds(("login_hint", "buffy@example.vn"));

    [Fact, SuiteModule(Plan.Basic, "oidcc-ui-locales")]
    public Task Ui_locales() => Succeeds(("ui_locales", "se"));

    [Fact, SuiteModule(Plan.Basic, "oidcc-claims-locales")]
    public Task Claims_locales() => Succeeds(("claims_locales", "se"));

    [Fact, SuiteModule(Plan.Basic, "oidcc-ensure-request-with-acr-values-succeeds")]
    public async Task Acr_values_succeed()
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var offered = (await party.Get("/.well-known/openid-configuration")).Json.GetProperty("acr_values_supported").EnumerateArray().Select(a => a.GetString()!).ToList();
        var claims = await party.IdToken(await Tokens(party, person, ("acr_values", string.Join(' ', offered))));
        offered.ShouldContain((string?)claims["acr"]);
    }

    [Fact, SuiteModule(Plan.Basic, "oidcc-ensure-registered-redirect-uri")]
    public async Task Registered_redirect_uri()
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        foreach (var other in new[] { Callback + "/x", Callback + "?a=b", "https://evil.example/cb", "https://rp.example.vn/CB", "https://rp.example.vn@evil.example/cb", null })
        {
            var landing = await Authorize(party, person, ("redirect_uri", other));
            landing.Callback.ShouldBeNull(other);
            ((int)landing.Status).ShouldBe(400, other);
            landing.Page!.QuerySelector("main")!.TextContent.ShouldContain("IDN-");
        }
    }

    [Fact, SuiteModule(Plan.Basic, "oidcc-ensure-post-request-succeeds")]
    public async Task Post_request_succeeds()
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var landing = await person.PostTo("/oidc/authorize", party.Ask());
        await party.IdToken((await party.Token(landing.Code)).Ok());
    }

    [Fact, SuiteModule(Plan.Basic, "oidcc-server-client-secret-post")]
    public async Task Client_secret_post()
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var landing = await Authorize(party, person);
        var tokens = await party.Token(landing.Code, ("client_id", party.Id), ("client_secret", party.Secret));
        await party.IdToken(tokens.Ok());
    }

    [Fact, SuiteModule(Plan.Basic, "oidcc-claims-essential")]
    public async Task Claims_essential()
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var tokens = await Tokens(party, person, ("claims", """{"userinfo":{"name":{"essential":true}}}"""));
        (await party.Userinfo(tokens["access_token"]!)).Ok()["name"].ShouldBe("Trần Nguyễn Minh An");
    }

    [Fact, SuiteModule(Plan.Basic, "oidcc-ensure-request-with-valid-pkce-succeeds")]
    public async Task Valid_pkce_succeeds()
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var landing = await Authorize(party, person, ("code_challenge", Jwt.Hash(party.Verifier)), ("code_challenge_method", "S256"));
        (await party.Token(landing.Code, ("code_verifier", party.Verifier))).Ok();
    }

    private async Task Succeeds(params (string Name, string? Value)[] changes)
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var landing = await Authorize(party, person, changes);
        landing.Query["state"].ShouldBe(party.State);
        landing.Query["iss"].ShouldBe(party.Issuer);
        landing.Saw("/sign-in").ShouldBeTrue();
        var tokens = (await party.Token(landing.Code)).Ok();
        tokens["token_type"].ShouldBe("Bearer");
        tokens.Json.GetProperty("expires_in").GetInt32().ShouldBeGreaterThan(0);
        tokens.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var claims = await party.IdToken(tokens);
        (await party.Userinfo(tokens["access_token"]!)).Ok()["sub"].ShouldBe((string?)claims["sub"]);
    }

    private async Task Userinfo(Func<Party, string, Task<Answer>> call)
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var tokens = await Tokens(party, person);
        var claims = await party.IdToken(tokens);
        var info = (await call(party, tokens["access_token"]!)).Ok();
        info.Type.ShouldBe("application/json");
        info["sub"].ShouldBe((string?)claims["sub"]);
    }

    private async Task<Answer> Scoped(string scope)
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var tokens = await Tokens(party, person, ("scope", scope));
        return (await party.Userinfo(tokens["access_token"]!)).Ok();
    }
}
