using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LienThong.Identity;
using LienThong.Identity.Security;
using static LienThong.Tests.Conformance.ConformanceHouse;

namespace LienThong.Tests.Conformance;

/// <summary>fapi2-security-profile-final-test-plan: how clients prove themselves, what codes, pushed requests and refresh tokens are bound to.</summary>
public sealed class FapiClientTests(ConformanceHouse house) : IClassFixture<ConformanceHouse>
{
    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    [Fact, SuiteModule(Plan.Fapi2, "ensure-client-id-in-token-endpoint")]
    public async Task Client_id_of_another()
    {
        using var party = await house.Fapi();
        using var other = await house.Fapi();
        using var person = await house.Person();
        (await party.Token((await Authorize(party, person)).Code, ("client_id", other.Id))).Refused("invalid_client");
    }

    [Fact, SuiteModule(Plan.Fapi2, "ensure-authorization-code-is-bound-to-client")]
    public async Task Code_is_bound_to_client()
    {
        using var party = await house.Fapi();
        using var other = await house.Fapi();
        using var person = await house.Person();
        var code = (await Authorize(party, person)).Code;
        other.Verifier = party.Verifier;
        other.Dpop = party.Dpop;
        (await other.Token(code)).Refused("invalid_grant");
    }

    [Fact, SuiteModule(Plan.Fapi2, "attempt-reuse-authorization-code-after-one-second")]
    public async Task Reused_code()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        var code = (await Authorize(party, person)).Code;
        var token = (await party.Token(code)).Ok()["access_token"]!;
        await Task.Delay(1000);
        (await party.Token(code)).Refused("invalid_grant");
        (await party.Userinfo(token)).Refused("invalid_token");
    }

    [Fact, SuiteModule(Plan.Fapi2, "ensure-token-endpoint-fails-with-expired-auth-code")]
    public async Task Expired_code()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        var code = (await Authorize(party, person)).Code;
        var life = await house.Db<IdentityModule>().One(
            "update identity.oidc_grant set code_expires_at = code_expires_at - interval '61 seconds' where code_hash = $1 returning extract(epoch from code_expires_at - created_at)::int + 61",
            [Secrets.Hash(code)], r => r.GetInt32(0), default);
        life.ShouldBeLessThanOrEqualTo(60);
        (await party.Token(code)).Refused("invalid_grant");
    }

    [Fact, SuiteModule(Plan.Fapi2, "ensure-signed-client-assertion-with-RS256-fails")]
    public async Task Assertion_with_RS256()
    {
        using var rsa = RSA.Create(2048);
        var p = rsa.ExportParameters(false);
        var set = new JsonObject { ["keys"] = new JsonArray(new JsonObject { ["kty"] = "RSA", ["kid"] = "k1", ["use"] = "sig", ["n"] = Jwt.Text(p.Modulus!), ["e"] = "AQAB" }) };
        using var party = await house.Fapi(m => m with { Jwks = set.ToJsonString() });
        var now = Now;
        JsonObject Claims() => new() { ["iss"] = party.Id, ["sub"] = party.Id, ["aud"] = party.Issuer, ["jti"] = Jwt.Random(), ["iat"] = now, ["exp"] = now + 50 };
        Dictionary<string, string> Ask(string alg) => new(party.Ask())
        {
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", ["client_assertion"] = Jwt.Sign(rsa, new() { ["alg"] = alg, ["kid"] = "k1" }, Claims()),
        };
        (await party.Push(Ask("RS256"))).Refused("invalid_client");
        (await party.Push(Ask("PS256"))).Ok();
    }

    [Fact, SuiteModule(Plan.Fapi2, "ensure-client-assertion-in-token-endpoint")]
    public async Task Assertion_is_needed()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        (await party.Token((await Authorize(party, person)).Code, ("client_id", party.Id), ("client_assertion", null))).Refused("invalid_client", "invalid_request");
    }

    [Fact, SuiteModule(Plan.Fapi2, "ensure-client-assertion-with-exp-is-5-minutes-in-past-fails")]
    public Task Expired_assertion() => AssertionFails(p => new() { ["exp"] = Now - 300, ["iat"] = Now - 360 });

    [Fact, SuiteModule(Plan.Fapi2, "ensure-client-assertion-with-wrong-aud-fails")]
    public Task Assertion_for_another_server() => AssertionFails(p => new() { ["aud"] = "https://other.example" });

    [Fact, SuiteModule(Plan.Fapi2, "ensure-client-assertion-with-no-sub-fails")]
    public Task Assertion_without_subject() => AssertionFails(p => new() { ["sub"] = null });

    [Fact, SuiteModule(Plan.Fapi2, "par-test-array-as-audience-fails")]
    public Task Audience_as_a_list() => PushFails(p => new() { ["aud"] = new JsonArray(p.Issuer) });

    [Fact, SuiteModule(Plan.Fapi2, "par-test-par-endpoint-url-as-audience-fails")]
    public Task Audience_of_the_par_endpoint() => PushFails(p => new() { ["aud"] = p.Endpoint("/oidc/par") });

    [Fact, SuiteModule(Plan.Fapi2, "par-test-token-endpoint-url-as-audience-fails")]
    public Task Audience_of_the_token_endpoint() => PushFails(p => new() { ["aud"] = p.Endpoint("/oidc/token") });

    [Fact, SuiteModule(Plan.Fapi2, "par-ensure-jwt-client-assertions-nbf-over-60-seconds-in-the-future-fails")]
    public Task Assertion_from_the_future() => PushFails(p => new() { ["nbf"] = Now + 65, ["iat"] = Now + 65, ["exp"] = Now + 120 });

    [Fact, SuiteModule(Plan.Fapi2, "par-ensure-jwt-client-assertions-nbf-8-seconds-in-the-future-is-accepted")]
    public async Task Assertion_8_seconds_ahead()
    {
        using var party = await house.Fapi();
        (await party.Push(WithAssertion(party, party.Ask(), new() { ["nbf"] = Now + 8, ["iat"] = Now + 8, ["exp"] = Now + 58 }))).Ok();
    }

    [Fact, SuiteModule(Plan.Fapi2, "par-ensure-reused-request-uri-prior-to-auth-completion-succeeds")]
    public async Task Request_uri_visited_twice_before_signing_in()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        var uri = (await party.Push(party.Ask())).Ok()["request_uri"]!;
        person.SignsIn = false;
        (await person.Visit("/oidc/authorize", new() { ["client_id"] = party.Id, ["request_uri"] = uri })).Steps.ShouldContain("/sign-in");
        person.SignsIn = true;
        (await party.Token((await person.Visit("/oidc/authorize", new() { ["client_id"] = party.Id, ["request_uri"] = uri })).Code)).Ok();
    }

    [Fact, SuiteModule(Plan.Fapi2, "par-attempt-reuse-request_uri")]
    public async Task Request_uri_used_twice()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        var uri = (await party.Push(party.Ask())).Ok()["request_uri"]!;
        (await person.Visit("/oidc/authorize", new() { ["client_id"] = party.Id, ["request_uri"] = uri })).Code.ShouldNotBeEmpty();
        var again = await person.Visit("/oidc/authorize", new() { ["client_id"] = party.Id, ["request_uri"] = uri });
        again.Query.ContainsKey("code").ShouldBeFalse();
        if (again.Callback is not null) again.Query["error"].ShouldBe("invalid_request_uri");
    }

    [Fact, SuiteModule(Plan.Fapi2, "par-attempt-to-use-expired-request_uri")]
    public async Task Expired_request_uri()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        var pushed = (await party.Push(party.Ask())).Ok();
        pushed.Json.GetProperty("expires_in").GetInt32().ShouldBeLessThan(600);
        var uri = pushed["request_uri"]!;
        await house.Db<IdentityModule>().Execute("update identity.oidc_request set expires_at = expires_at - interval '10 minutes' where handle_hash = $1", [Secrets.Hash(uri[(uri.LastIndexOf(':') + 1)..])], default);
        await Task.Delay(ShortMemory<string>.Span + TimeSpan.FromMilliseconds(200));
        var landing = await person.Visit("/oidc/authorize", new() { ["client_id"] = party.Id, ["request_uri"] = uri });
        landing.Query.ContainsKey("code").ShouldBeFalse();
        landing.Callback.ShouldBeNull();
    }

    [Fact, SuiteModule(Plan.Fapi2, "par-attempt-to-use-request_uri-for-different-client")]
    public async Task Request_uri_of_another_client()
    {
        using var party = await house.Fapi();
        using var other = await house.Fapi();
        using var person = await house.Person();
        var uri = (await party.Push(party.Ask())).Ok()["request_uri"]!;
        var landing = await person.Visit("/oidc/authorize", new() { ["client_id"] = other.Id, ["request_uri"] = uri });
        landing.Callback.ShouldBeNull();
        ((int)landing.Status).ShouldBe(400);
    }

    [Fact, SuiteModule(Plan.Fapi2, "par-authorization-request-containing-request_uri-form-param")]
    public async Task Request_uri_inside_a_pushed_request()
    {
        using var party = await house.Fapi();
        (await party.Push(party.Ask(("request_uri", "urn:ietf:params:oauth:request_uri:" + Jwt.Random())))).Refused("invalid_request", "request_uri_not_supported");
    }

    [Fact, SuiteModule(Plan.Fapi2, "par-attempt-invalid-http-method")]
    public async Task Wrong_http_method()
    {
        using var party = await house.Fapi();
        foreach (var method in new[] { "GET", "PUT" })
        {
            var answer = await party.Send(new(new(method), party.Endpoint("/oidc/par")));
            ((int)answer.Status).ShouldBeOneOf([400, 405], method);
        }
    }

    [Fact, SuiteModule(Plan.Fapi2, "refresh-token")]
    public async Task Refresh_token()
    {
        using var party = await house.Fapi();
        using var other = await house.Fapi();
        using var person = await house.Person();
        var tokens = await Tokens(party, person, ("scope", "openid offline_access"), ("prompt", "consent"));
        var refresh = tokens["refresh_token"].ShouldNotBeNull();
        var first = (await party.Refresh(refresh)).Ok();
        (first["refresh_token"] ?? refresh).ShouldBe(refresh, "bound tokens are not rotated");
        (await party.Userinfo(first["access_token"]!)).Ok();
        (await party.Refresh(refresh)).Ok();
        (await party.Refresh(refresh, ("client_id", party.Id), ("client_assertion", null))).Refused("invalid_client", "invalid_request");
        (await party.Refresh(refresh, proof: null)).Refused("invalid_dpop_proof", "invalid_request", "invalid_grant");
        using var strange = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        (await party.Refresh(refresh, party.Proof("POST", party.Endpoint("/oidc/token"), by: strange))).Refused("invalid_grant", "invalid_dpop_proof");
        other.Dpop = party.Dpop;
        (await other.Refresh(refresh)).Refused("invalid_grant");
        (await party.Refresh(refresh, ("scope", "openid offline_access profile"))).Refused("invalid_scope");
    }

    private async Task AssertionFails(Func<Party, JsonObject> changes)
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        var code = (await Authorize(party, person)).Code;
        (await party.Token(code, ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"), ("client_assertion", party.Assertion(changes(party))))).Refused("invalid_client");
    }

    private async Task PushFails(Func<Party, JsonObject> changes)
    {
        using var party = await house.Fapi();
        (await party.Push(WithAssertion(party, party.Ask(), changes(party)))).Refused("invalid_client", "invalid_request");
    }

    private static Dictionary<string, string> WithAssertion(Party party, Dictionary<string, string> ask, JsonObject changes) => new(ask)
    {
        ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", ["client_assertion"] = party.Assertion(changes),
    };
}
