using System.Net;
using System.Text.Json;
using LienThong.Identity;
using LienThong.Identity.Clients;
using LienThong.Identity.Jose;

namespace LienThong.Tests.Identity.Provider;

/// <summary>Everything that the profiles close.</summary>
public sealed class RefusalTests(ProviderHouse house) : IClassFixture<ProviderHouse>
{
    [Theory]
    [InlineData("redirect_uri", "http://127.0.0.1:9/cb/", "invalid_request")]
    [InlineData("redirect_uri", "http://127.0.0.1:9/CB", "invalid_request")]
    [InlineData("redirect_uri", "http://127.0.0.1:9/cb?x=1", "invalid_request")]
    [InlineData("redirect_uri", null, "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", "code id_token", "unsupported_response_type")]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_mode", "fragment", "invalid_request")]
    [InlineData("scope", "profile", "invalid_scope")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("request", "eyJ.eyJ.x", "request_not_supported")]
    [InlineData("request_uri", "https://rp.example/x", "invalid_request")]
    [InlineData("registration", "{}", "registration_not_supported")]
    [InlineData("prompt", "none login", "invalid_request")]
    [InlineData("max_age", "-1", "invalid_request")]
    [InlineData("max_age", "x", "invalid_request")]
    [InlineData("claims", "{", "invalid_request")]
    [InlineData("claims", "{\"userinfo\":1}", "invalid_request")]
    [InlineData("authorization_details", "[{\"type\":\"unknown\"}]", "invalid_authorization_details")]
    [InlineData("authorization_details", "{}", "invalid_authorization_details")]
    [InlineData("id_token_hint", "eyJhbGciOiJub25lIn0.e30.", "invalid_request")]
    [InlineData("dpop_jkt", "AAAA", "invalid_request")]
    public async Task A_pushed_request_outside_the_profile_is_refused(string parameter, string? value, string error)
    {
        var rp = await house.Register(ClientProfile.Fapi);
        (await rp.Post("/oidc/par", rp.Wish((parameter, value)))).Error.ShouldBe(error);
    }

    [Fact]
    public async Task A_nonce_of_64_letters_passes_whole_and_a_huge_one_is_refused()
    {
        var rp = await house.Register(ClientProfile.Fapi);
        var (browser, account) = await house.Person();
        await house.Agree(account, rp.Client);
        var nonce = new string('n', 64);
        RelyingParty.ClaimsOf((await rp.Tokens(browser, ("nonce", nonce))).GetProperty("id_token").GetString()!).Text("nonce").ShouldBe(nonce);
        (await rp.Post("/oidc/par", rp.Wish(("nonce", new string('n', 600))))).Error.ShouldBe("invalid_request");
    }

    [Fact]
    public async Task Parameters_that_stand_twice_are_refused()
    {
        var rp = await house.Register(ClientProfile.Standard);
        using var browser = house.NewBrowser();
        (await browser.Get(rp.AuthorizePath(rp.Wish()) + "&state=2")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.Get(rp.AuthorizePath(rp.Wish()) + "&client_id=x")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_FAPI_client_must_push_and_cannot_use_what_another_pushed()
    {
        var rp = await house.Register(ClientProfile.Fapi);
        var other = await house.Register(ClientProfile.Fapi);
        using var browser = house.NewBrowser();
        (await Code(await browser.Get(rp.AuthorizePath(rp.Wish())))).ShouldBe("IDN-0105");
        var uri = await rp.Push();
        (await Code(await browser.Get(other.AuthorizePath(uri)))).ShouldBe("IDN-0104");
        (await Code(await browser.Get(rp.AuthorizePath(uri + "x")))).ShouldBe("IDN-0104");
        (await Code(await browser.Get(rp.AuthorizePath(uri).Replace(rp.Client.Id, "lt_test_AAAAAAAAAAAAAAAAAAAAAA")))).ShouldBe("IDN-0102");
        (await Code(await browser.Get("/oidc/authorize"))).ShouldBe("IDN-0101");
    }

    [Fact]
    public async Task What_stands_beside_a_pushed_request_changes_nothing()
    {
        var rp = await house.Register(ClientProfile.Fapi);
        var (browser, account) = await house.Person();
        await house.Agree(account, rp.Client);
        var path = await rp.PathFor();
        var back = rp.Callback(await browser.Get(path + "&state=evil&redirect_uri=https%3A%2F%2Fevil.example&scope=openid+exchange.read&nonce=evil"));
        back["state"].ShouldBe("s-1");
        var tokens = (await rp.Redeem(back["code"])).Json;
        tokens.GetProperty("scope").GetString().ShouldBe("openid");
        RelyingParty.ClaimsOf(tokens.GetProperty("id_token").GetString()!).Text("nonce").ShouldBe("n-1");
    }

    [Fact]
    public async Task Errors_go_to_the_client_only_by_a_registered_address_with_state_and_iss()
    {
        var rp = await house.Register(ClientProfile.Standard);
        using var browser = house.NewBrowser();
        var bad = await browser.Get(rp.AuthorizePath(rp.Wish(("redirect_uri", "https://evil.example/cb"))));
        (await Code(bad)).ShouldBe("IDN-0103");
        bad.Headers.Location.ShouldBeNull();
        var back = rp.Callback(await browser.Get(rp.AuthorizePath(rp.Wish(("response_type", "token")))));
        (back["error"], back["state"], back["iss"]).ShouldBe(("unsupported_response_type", "s-1", rp.Issuer));
        back = rp.Callback(await browser.Get(rp.AuthorizePath(rp.Wish(("redirect_uri", rp.Client.RedirectUris[1]), ("prompt", "none")))));
        back["error"].ShouldBe("login_required");
        back["b"].ShouldBe("1");
    }

    [Fact]
    public async Task Prompt_none_never_shows_a_page()
    {
        var rp = await house.Register(ClientProfile.Fapi);
        var (browser, account) = await house.Person();
        (await rp.Authorized(browser, ("prompt", "none")))["error"].ShouldBe("consent_required");
        await house.Agree(account, rp.Client);
        (await rp.Authorized(browser, ("prompt", "none"))).ShouldContainKey("code");
        (await rp.Authorized(browser, ("prompt", "none"), ("claims", """{"id_token":{"acr":{"essential":true,"values":["urn:lienthong:auth:2"]}}}""")))["error"].ShouldBe("unmet_authentication_requirements");
        (await rp.Authorized(browser, ("prompt", "none"), ("acr_values", "urn:lienthong:auth:2"))).ShouldContainKey("code");
    }

    [Fact]
    public async Task Prompt_login_and_max_age_ask_again_and_a_hint_for_someone_else_does_too()
    {
        var rp = await house.Register(ClientProfile.Fapi);
        var (browser, account) = await house.Person();
        await house.Agree(account, rp.Client);
        var id = (await rp.Tokens(browser)).GetProperty("id_token").GetString()!;
        foreach (var wish in new (string, string?)[] { ("prompt", "login"), ("max_age", "0") })
            (await browser.Get(await rp.PathFor(wish))).Headers.Location!.OriginalString.ShouldStartWith("/sign-in?");
        (await rp.Authorized(browser, ("max_age", "1000"))).ShouldContainKey("code");
        (await rp.Authorized(browser, ("id_token_hint", id))).ShouldContainKey("code");
        var (second, _) = await house.Person();
        (await rp.Authorized(second, ("id_token_hint", id), ("prompt", "none")))["error"].ShouldBe("login_required");
        (await browser.Get(await rp.PathFor(("prompt", "consent")))).Headers.Location!.OriginalString.ShouldStartWith("/consent?request=");
    }

    [Fact]
    public async Task Refusing_sends_access_denied()
    {
        var rp = await house.Register(ClientProfile.Fapi);
        var (browser, _) = await house.Person();
        var consent = (await browser.Get(await rp.PathFor())).Headers.Location!.OriginalString;
        consent.ShouldStartWith("/consent?request=");
        rp.Callback(await browser.Get(consent.Replace("/consent", "/oidc/authorize/resume") + "&refused=1"))["error"].ShouldBe("access_denied");
    }

    [Theory]
    [InlineData("aud", "https://id.example.vn", "invalid_client")]
    [InlineData("aud", null, "invalid_client")]
    [InlineData("iss", "someone", "invalid_client")]
    [InlineData("exp", 1, "invalid_client")]
    [InlineData("jti", null, "invalid_client")]
    public async Task A_wrong_assertion_is_refused(string claim, object? value, string error)
    {
        var rp = await house.Register(ClientProfile.Fapi);
        (await rp.Post("/oidc/par", With(rp, rp.Assertion((claim, value))))).Error.ShouldBe(error);
    }

    [Fact]
    public async Task Assertions_of_other_clients_keys_and_kinds_are_refused()
    {
        var rp = await house.Register(ClientProfile.Fapi);
        var other = await house.Register(ClientProfile.Fapi);
        (await rp.Post("/oidc/par", With(rp, other.Assertion()))).Error.ShouldBe("invalid_client");
        (await rp.Post("/oidc/par", With(rp, rp.Assertion(("aud", new[] { rp.Issuer }))))).Error.ShouldBe("invalid_client");
        (await rp.Post("/oidc/par", With(rp, rp.Assertion(("aud", rp.Issuer + "/oidc/par"))))).Error.ShouldBe("invalid_client");
        var stranger = Jose.TestKey.New().Forge(new { alg = "ES256" }, new { iss = rp.Client.Id, sub = rp.Client.Id, aud = rp.Issuer, jti = "x", exp = TimeProvider.System.GetUtcNow().AddSeconds(50).ToUnixTimeSeconds() });
        (await rp.Post("/oidc/par", With(rp, stranger))).Error.ShouldBe("invalid_client");
        (await rp.Post("/oidc/par", rp.Wish(), prove: false)).Error.ShouldBe("invalid_client");
        (await rp.Post("/oidc/par", new(rp.Wish()) { ["client_secret"] = "x" }, prove: false)).Error.ShouldBe("invalid_client");
        (await rp.Post("/oidc/par", new(With(rp, rp.Assertion())) { ["client_secret"] = "x" })).Error.ShouldBe("invalid_request");
        var twice = With(rp, rp.Assertion());
        (await rp.Post("/oidc/par", twice)).Status.ShouldBe(HttpStatusCode.Created);
        (await rp.Post("/oidc/par", twice)).Error.ShouldBe("invalid_client");
        var standard = await house.Register(ClientProfile.Standard);
        (await standard.Post("/oidc/token", new() { ["grant_type"] = "refresh_token", ["refresh_token"] = "x", ["client_id"] = standard.Client.Id, ["client_secret"] = "wrong" })).Error.ShouldBe("invalid_client");
    }

    [Fact]
    public async Task The_token_endpoint_refuses_what_does_not_belong_together()
    {
        var rp = await house.Register(ClientProfile.Fapi);
        var other = await house.Register(ClientProfile.Fapi);
        var (browser, account) = await house.Person();
        await house.Agree(account, rp.Client);
        async Task<string> Fresh() => (await rp.Authorized(browser))["code"];
        (await rp.Redeem(await Fresh(), ("code_verifier", new string('x', 43)))).Error.ShouldBe("invalid_grant");
        (await rp.Redeem(await Fresh(), ("code_verifier", null))).Error.ShouldBe("invalid_grant");
        (await rp.Redeem(await Fresh(), ("redirect_uri", rp.Client.RedirectUris[1]))).Error.ShouldBe("invalid_grant");
        (await rp.Redeem(await Fresh(), ("redirect_uri", null))).Error.ShouldBe("invalid_request");
        (await rp.Redeem(await Fresh(), ("grant_type", "password"))).Error.ShouldBe("unsupported_grant_type");
        (await rp.Redeem(await Fresh(), ("grant_type", null))).Error.ShouldBe("invalid_request");
        (await other.Redeem(await Fresh(), ("code_verifier", rp.Verifier))).Error.ShouldBe("invalid_grant");
        (await rp.Post("/oidc/token", rp.CodeForm(await Fresh()))).Error.ShouldBe("invalid_dpop_proof");
        (await rp.Post("/oidc/token", rp.CodeForm(await Fresh()), rp.Proof("POST", "/oidc/par"))).Error.ShouldBe("invalid_dpop_proof");
        (await rp.Post("/oidc/token", rp.CodeForm(await Fresh()), rp.Proof("POST", "/oidc/token") + "," + rp.Proof("POST", "/oidc/token"))).Error.ShouldBe("invalid_dpop_proof");
        (await rp.Post("/oidc/token", rp.CodeForm(await Fresh()), rp.Proof("POST", "/oidc/token", nonce: "made up"))).Error.ShouldBe("use_dpop_nonce");
        var told = await rp.Post("/oidc/token", rp.CodeForm(await Fresh()), rp.Proof("POST", "/oidc/token"));
        var nonce = told.Message.Headers.GetValues("DPoP-Nonce").Single();
        (await rp.Post("/oidc/token", rp.CodeForm(await Fresh()), rp.Proof("POST", "/oidc/token", nonce: nonce))).Status.ShouldBe(HttpStatusCode.OK);
        await house.Db<IdentityModule>().Execute("update identity.oidc_grant set code_expires_at = now() where client = $1 and code_used_at is null", [rp.Client.Id], default);
        (await rp.Redeem("x" + (await Fresh())[1..])).Error.ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task The_key_named_when_pushing_is_the_key_that_redeems()
    {
        var rp = await house.Register(ClientProfile.Fapi);
        var (browser, account) = await house.Person();
        await house.Agree(account, rp.Client);
        (await rp.Post("/oidc/par", rp.Wish(("dpop_jkt", Jose.TestKey.New().Sign.Public.Thumbprint)), rp.Proof("POST", "/oidc/par"))).Error.ShouldBe("invalid_dpop_proof");
        var pushed = await rp.Post("/oidc/par", rp.Wish(("dpop_jkt", rp.Dpop.Sign.Public.Thumbprint)), rp.Proof("POST", "/oidc/par"));
        var code = rp.Callback(await browser.Get(rp.AuthorizePath(pushed.Json.GetProperty("request_uri").GetString()!)))["code"];
        var own = rp.Dpop;
        rp.Dpop = Jose.TestKey.New();
        (await rp.Redeem(code)).Error.ShouldBe("invalid_grant");
        rp.Dpop = own;
        (await rp.Redeem(code)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Resources_refuse_tokens_without_their_proof()
    {
        var rp = await house.Register(ClientProfile.Fapi);
        var (browser, account) = await house.Person();
        await house.Agree(account, rp.Client);
        var tokens = await rp.Tokens(browser);
        var (access, id) = (tokens.GetProperty("access_token").GetString()!, tokens.GetProperty("id_token").GetString()!);
        const string path = "/oidc/userinfo";
        (await rp.Call(path, access, dpop: false)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await rp.Call(path, id)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await rp.Call(path, access, proof: rp.Proof("GET", path))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await rp.Call(path, access, proof: rp.Proof("POST", path, access))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var proof = rp.Proof("GET", path, access);
        (await rp.Call(path, access, proof: proof)).Status.ShouldBe(HttpStatusCode.OK);
        var replay = await rp.Call(path, access, proof: proof);
        replay.Status.ShouldBe(HttpStatusCode.Unauthorized);
        replay.Message.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("DPoP");
        (await rp.Call(path, access, method: HttpMethod.Post)).Status.ShouldBe(HttpStatusCode.OK);
        using var http = house.Anonymous();
        (await http.GetAsync(path + "?access_token=" + access)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await http.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        // At the API of the house: the same rules, and the refusal says why.
        const string me = "/api/identity/v1/me";
        var own = rp.Proof("GET", me, access);
        (await rp.Call(me, access, proof: own)).Json.Text("id").ShouldBe(account.ToString());
        var again = await rp.Call(me, access, proof: own);
        again.Status.ShouldBe(HttpStatusCode.Unauthorized);
        again.Message.Headers.WwwAuthenticate.Single().ToString().ShouldContain("invalid_dpop_proof");
    }

    [Fact]
    public async Task A_second_use_of_a_code_takes_back_what_the_first_gave()
    {
        var rp = await house.Register(ClientProfile.Fapi);
        var (browser, account) = await house.Person();
        await house.Agree(account, rp.Client);
        var code = (await rp.Authorized(browser, ("scope", "openid offline_access")))["code"];
        var tokens = (await rp.Redeem(code)).Json;
        (await rp.Redeem(code)).Error.ShouldBe("invalid_grant");
        (await rp.Call("/oidc/userinfo", tokens.GetProperty("access_token").GetString()!)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await rp.Post("/oidc/token", new() { ["grant_type"] = "refresh_token", ["refresh_token"] = tokens.GetProperty("refresh_token").GetString()! }, rp.Proof("POST", "/oidc/token"))).Error.ShouldBe("invalid_grant");
        (await house.Events(account)).ShouldContain("code-reused");
    }

    private static Dictionary<string, string> With(RelyingParty rp, string assertion) =>
        new(rp.Wish()) { ["client_assertion_type"] = LienThong.Identity.Provider.AuthenticateClient.AssertionType, ["client_assertion"] = assertion };

    private static async Task<string> Code(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
        return (await Browser.Read(answer)).QuerySelector("main a[href^='/docs/errors/']")!.TextContent;
    }
}
