using System.Net;
using System.Security.Cryptography;
using LienThong.Identity;
using LienThong.Identity.Clients;
using LienThong.Identity.Jose;

namespace LienThong.Tests.Identity.Provider;

public sealed class FlowTests(ProviderHouse house) : IClassFixture<ProviderHouse>
{
    [Fact]
    public async Task A_FAPI_client_signs_a_person_in()
    {
        var rp = await house.Register(ClientProfile.Fapi);
        var (browser, account) = await house.Person();
        await house.Agree(account, rp.Client);

        var back = await rp.Authorized(browser);
        back["state"].ShouldBe("s-1");
        back["iss"].ShouldBe(rp.Issuer);
        var reply = await rp.Redeem(back["code"]);
        reply.Status.ShouldBe(HttpStatusCode.OK, reply.Text);
        reply.Json.GetProperty("token_type").GetString().ShouldBe("DPoP");
        reply.Message.Headers.CacheControl!.NoStore.ShouldBeTrue();
        reply.Json.TryGetProperty("refresh_token", out _).ShouldBeFalse();

        var id = RelyingParty.ClaimsOf(reply.Json.GetProperty("id_token").GetString()!);
        id.Text("iss").ShouldBe(rp.Issuer);
        id.Text("aud").ShouldBe(rp.Client.Id);
        id.Text("nonce").ShouldBe("n-1");
        id.Text("acr").ShouldBe("urn:lienthong:auth:1");
        var subject = id.Text("sub")!;
        subject.ShouldNotContain(account.ToString());

        var access = reply.Json.GetProperty("access_token").GetString()!;
        var token = RelyingParty.ClaimsOf(access);
        token.GetProperty("cnf").Text("jkt").ShouldBe(rp.Dpop.Sign.Public.Thumbprint);
        token.Text("sub").ShouldBe(subject);
        var info = await rp.Call("/oidc/userinfo", access);
        info.Status.ShouldBe(HttpStatusCode.OK, info.Text);
        info.Message.Content.Headers.ContentType!.MediaType.ShouldBe("application/jwt");
        RelyingParty.ClaimsOf(info.Text).Text("sub").ShouldBe(subject);
    }

    [Fact]
    public async Task A_standard_client_signs_a_person_in_without_keys()
    {
        var rp = await house.Register(ClientProfile.Standard);
        var (browser, account) = await house.Person();
        await house.Agree(account, rp.Client);

        var tokens = await rp.Tokens(browser);
        tokens.GetProperty("token_type").GetString().ShouldBe("Bearer");
        Jws.Read(tokens.GetProperty("id_token").GetString()!).Value!.Algorithm.ShouldBe("RS256");
        var info = await rp.Call("/oidc/userinfo", tokens.GetProperty("access_token").GetString()!, dpop: false);
        info.Status.ShouldBe(HttpStatusCode.OK, info.Text);
        info.Json.Text("sub").ShouldBe(RelyingParty.ClaimsOf(tokens.GetProperty("id_token").GetString()!).Text("sub"));
        // Without PKCE, as OIDC Basic allows confidential clients.
        var plain = await rp.Authorized(browser, ("code_challenge", null), ("code_challenge_method", null), ("nonce", null));
        (await rp.Redeem(plain["code"], ("code_verifier", null))).Status.ShouldBe(HttpStatusCode.OK);
        // The secret in the form works as well, never both.
        var posted = await rp.Authorized(browser);
        (await rp.Post("/oidc/token", new(rp.CodeForm(posted["code"])) { ["client_id"] = rp.Client.Id, ["client_secret"] = rp.Secret! })).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_signs_in_and_comes_back()
    {
        var rp = await house.Register(ClientProfile.Fapi);
        var login = IdentityHouse.NewLogin();
        var account = await house.Official(login);
        await house.Agree(account, rp.Client);
        using var browser = house.NewBrowser();

        var path = await rp.PathFor();
        var first = await browser.Get(path);
        first.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var signIn = first.Headers.Location!.OriginalString;
        signIn.ShouldStartWith("/sign-in?returnTo=%2Foidc%2Fauthorize%2Fresume");
        var page = await browser.Get(signIn);
        page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("form-action 'self' http://127.0.0.1:9;");
        var signedIn = await browser.SignIn(login, IdentityHouse.Password, signIn);
        var resumed = await browser.Get(signedIn.Headers.Location!.OriginalString);
        (await rp.Redeem(rp.Callback(resumed)["code"])).Status.ShouldBe(HttpStatusCode.OK);
        // The pushed request and the waiting one are spent.
        (await browser.Get(signedIn.Headers.Location!.OriginalString)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.Get(path)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_pushed_request_survives_a_reload_but_not_its_use()
    {
        var rp = await house.Register(ClientProfile.Fapi);
        var login = IdentityHouse.NewLogin();
        await house.Agree(await house.Official(login), rp.Client);
        var path = await rp.PathFor();
        using var nobody = house.NewBrowser();
        (await nobody.Get(path)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await nobody.Get(path)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var browser = await house.SignedIn(login);
        rp.Callback(await browser.Get(path)).ShouldContainKey("code");
        (await browser.Get(path)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Offline_access_gives_a_refresh_token_that_stays_and_never_widens()
    {
        var rp = await house.Register(ClientProfile.Fapi);
        var (browser, account) = await house.Person();
        await house.Agree(account, rp.Client);
        var tokens = await rp.Tokens(browser, ("scope", "openid offline_access exchange.read"));
        var refresh = tokens.GetProperty("refresh_token").GetString()!;
        Task<Reply> Again(params (string, string)[] more) =>
            rp.Post("/oidc/token", new(more.ToDictionary(m => m.Item1, m => m.Item2)) { ["grant_type"] = "refresh_token", ["refresh_token"] = refresh }, rp.Proof("POST", "/oidc/token"));

        var again = await Again();
        again.Status.ShouldBe(HttpStatusCode.OK, again.Text);
        again.Json.GetProperty("refresh_token").GetString().ShouldBe(refresh);
        RelyingParty.ClaimsOf(again.Json.GetProperty("id_token").GetString()!).Has("nonce").ShouldBeFalse();
        (await Again(("scope", "openid"))).Json.GetProperty("scope").GetString().ShouldBe("openid");
        (await Again(("scope", "openid dictionary.read"))).Error.ShouldBe("invalid_scope");

        var own = rp.Dpop;
        rp.Dpop = Jose.TestKey.New();
        (await Again()).Error.ShouldBe("invalid_grant");
        rp.Dpop = own;
        await house.Db<IdentityModule>().Execute("update identity.consent set withdrawn_at = now(), withdrawn_why = 'by-person' where account = $1", [account], default);
        (await Again()).Error.ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task Userinfo_is_encrypted_for_a_client_that_wants_it()
    {
        var rp = await house.Register(ClientProfile.Fapi, m => m with { UserinfoEncryption = "A256GCM", UserinfoSigned = "PS256" });
        var (browser, account) = await house.Person();
        await house.Agree(account, rp.Client);
        var tokens = await rp.Tokens(browser);
        var info = await rp.Call("/oidc/userinfo", tokens.GetProperty("access_token").GetString()!);
        info.Text.Split('.').Length.ShouldBe(5);
        using var secret = ECDiffieHellman.Create();
        secret.ImportPkcs8PrivateKey(rp.Encryption.Sign.Export(), out _);
        var jwt = Jwe.Decrypt(secret, info.Text).Value!;
        Jws.Read(jwt).Value!.Algorithm.ShouldBe("PS256");
    }

    [Fact]
    public async Task Two_sectors_know_a_person_by_different_names()
    {
        var one = await house.Register(ClientProfile.Standard);
        var two = await house.Register(ClientProfile.Standard);
        var (browser, account) = await house.Person();
        await house.Agree(account, one.Client);
        await house.Agree(account, two.Client);
        async Task<(string, string)> Names(RelyingParty rp)
        {
            var id = RelyingParty.ClaimsOf((await rp.Tokens(browser)).GetProperty("id_token").GetString()!);
            return (id.Text("sub")!, id.Text("sid")!);
        }
        var (a, b, again) = (await Names(one), await Names(two), await Names(one));
        a.ShouldBe(again);
        a.Item1.ShouldNotBe(b.Item1);
        a.Item2.ShouldNotBe(b.Item2);
    }

    [Fact]
    public async Task A_system_gets_a_token_of_its_own_and_calls_the_API_with_it()
    {
        var rp = await house.Register(ClientProfile.Fapi);
        var reply = await rp.Post("/oidc/token", new() { ["grant_type"] = "client_credentials", ["scope"] = "dictionary.read" }, rp.Proof("POST", "/oidc/token"));
        reply.Status.ShouldBe(HttpStatusCode.OK, reply.Text);
        var token = reply.Json.GetProperty("access_token").GetString()!;
        var me = await rp.Call("/api/identity/v1/me", token);
        me.Status.ShouldBe(HttpStatusCode.OK, me.Text);
        me.Json.Text("kind").ShouldBe("system");
        me.Json.Text("id").ShouldBe(rp.Client.Id);
        me.Json.GetProperty("scopes").EnumerateArray().Select(s => s.GetString()).ShouldBe(["dictionary.read"]);
        (await rp.Call("/api/identity/v1/me", token, dpop: false)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        var standard = await house.Register(ClientProfile.Standard);
        (await standard.Post("/oidc/token", new() { ["grant_type"] = "client_credentials", ["scope"] = "dictionary.read" })).Error.ShouldBe("unauthorized_client");
        (await rp.Post("/oidc/token", new() { ["grant_type"] = "client_credentials", ["scope"] = "openid" }, rp.Proof("POST", "/oidc/token"))).Error.ShouldBe("invalid_scope");
    }

    [Fact]
    public async Task Introspection_tells_owners_only_and_revocation_takes_back()
    {
        var rp = await house.Register(ClientProfile.Fapi);
        var other = await house.Register(ClientProfile.Fapi);
        var (browser, account) = await house.Person();
        await house.Agree(account, rp.Client);
        var tokens = await rp.Tokens(browser, ("scope", "openid offline_access"));
        var (access, refresh) = (tokens.GetProperty("access_token").GetString()!, tokens.GetProperty("refresh_token").GetString()!);

        (await rp.Post("/oidc/introspect", new() { ["token"] = access })).Json.GetProperty("active").GetBoolean().ShouldBeTrue();
        (await rp.Post("/oidc/introspect", new() { ["token"] = refresh })).Json.GetProperty("active").GetBoolean().ShouldBeTrue();
        (await other.Post("/oidc/introspect", new() { ["token"] = access })).Text.ShouldBe("""{"active":false}""");
        (await rp.Post("/oidc/introspect", new() { ["token"] = "x" })).Text.ShouldBe("""{"active":false}""");
        (await rp.Post("/oidc/introspect", new() { ["token"] = access }, prove: false)).Error.ShouldBe("invalid_client");

        (await other.Post("/oidc/revoke", new() { ["token"] = refresh })).Status.ShouldBe(HttpStatusCode.OK);
        (await rp.Call("/oidc/userinfo", access)).Status.ShouldBe(HttpStatusCode.OK);
        (await rp.Post("/oidc/revoke", new() { ["token"] = refresh })).Status.ShouldBe(HttpStatusCode.OK);
        (await rp.Call("/oidc/userinfo", access)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await rp.Post("/oidc/introspect", new() { ["token"] = access })).Text.ShouldBe("""{"active":false}""");
        (await rp.Post("/oidc/introspect", new() { ["token"] = refresh })).Text.ShouldBe("""{"active":false}""");
    }
}
