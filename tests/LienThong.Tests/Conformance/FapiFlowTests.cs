using System.Net;
using System.Text.Json.Nodes;
using LienThong.Identity.Clients;
using static LienThong.Tests.Conformance.ConformanceHouse;

namespace LienThong.Tests.Conformance;

/// <summary>fapi2-security-profile-final-test-plan (plain_fapi, private_key_jwt, dpop, openid_connect): flows, state, nonce, parameters outside. One test per module.</summary>
public sealed class FapiFlowTests(ConformanceHouse house) : IClassFixture<ConformanceHouse>
{
    [Fact, SuiteModule(Plan.Fapi2, "discovery-end-point-verification")]
    public async Task Discovery_end_point_verification()
    {
        using var party = await house.Fapi();
        var metadata = (await party.Get("/.well-known/openid-configuration")).Ok();
        metadata["issuer"].ShouldBe(house.Address);
        metadata["pushed_authorization_request_endpoint"].ShouldNotBeNull();
        foreach (var (member, needed) in new[]
        {
            ("dpop_signing_alg_values_supported", "ES256"), ("token_endpoint_auth_methods_supported", "private_key_jwt"), ("response_types_supported", "code"),
            ("code_challenge_methods_supported", "S256"), ("token_endpoint_auth_signing_alg_values_supported", "ES256"), ("grant_types_supported", "authorization_code"),
        }) List(member).ShouldContain(needed);
        List("token_endpoint_auth_signing_alg_values_supported").ShouldNotContain("RS256");
        List("dpop_signing_alg_values_supported").ShouldNotContain("RS256");
        metadata.Json.GetProperty("authorization_response_iss_parameter_supported").GetBoolean().ShouldBeTrue();
        (await party.Get("/.well-known/oauth-authorization-server")).Ok().Body.ShouldBe(metadata.Body);

        string?[] List(string member) => [.. metadata.Json.GetProperty(member).EnumerateArray().Select(e => e.GetString())];
    }

    [Fact, SuiteModule(Plan.Fapi2, "happy-flow")]
    public async Task Happy_flow()
    {
        using var person = await house.Person();
        string? subject = null;
        for (var i = 0; i < 2; i++)
        {
            using var party = await house.Fapi();
            var landing = await Authorize(party, person, ("scope", "openid profile"));
            landing.Query["state"].ShouldBe(party.State);
            landing.Query["iss"].ShouldBe(party.Issuer);
            var tokens = (await party.Token(landing.Code)).Ok();
            tokens["token_type"].ShouldBe("DPoP");
            tokens["refresh_token"].ShouldBeNull();
            var access = Jwt.Verified(tokens["access_token"]!, (await party.Get("/oidc/jwks")).Json);
            ((string?)Jwt.Header(tokens["access_token"]!)["typ"]).ShouldBe("at+jwt");
            ((string?)access["cnf"]!["jkt"]).ShouldBe(Jwt.Thumbprint(party.Dpop));
            var claims = await party.IdToken(tokens);
            ((string?)Jwt.Header(tokens["id_token"]!)["alg"]).ShouldBe("ES256");
            var info = await Info(party, tokens["access_token"]!);
            ((string?)info["sub"]).ShouldBe((string?)claims["sub"]);
            ((string?)info["name"]).ShouldBe("Trần Nguyễn Minh An");
            subject ??= (string?)claims["sub"];
            ((string?)claims["sub"]).ShouldBe(subject, "both clients belong to one host, so one sector");
            (await party.Userinfo(tokens["access_token"]!, scheme: "Bearer", withProof: false)).Refused("invalid_token", "invalid_dpop_proof");
        }
    }

    [Fact, SuiteModule(Plan.Fapi2, "user-rejects-authentication")]
    public async Task User_rejects_authentication()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        person.Decision = "none";
        var landing = await Authorize(party, person);
        landing.Query["error"].ShouldBe("access_denied");
        landing.Query["state"].ShouldBe(party.State);
        landing.Query["iss"].ShouldBe(party.Issuer);
    }

    [Fact, SuiteModule(Plan.Fapi2, "ensure-authorization-request-without-state-success")]
    public async Task Without_state()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        var landing = await Authorize(party, person, ("state", null));
        landing.Query.ContainsKey("state").ShouldBeFalse();
        var claims = await party.IdToken((await party.Token(landing.Code)).Ok());
        claims.ContainsKey("s_hash").ShouldBeFalse();
    }

    [Fact, SuiteModule(Plan.Fapi2, "ensure-authorization-request-without-nonce-success")]
    public async Task Without_nonce()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        var tokens = await Tokens(party, person, ("nonce", null));
        Jwt.Claims(tokens["id_token"]!).ContainsKey("nonce").ShouldBeFalse();
    }

    [Fact, SuiteModule(Plan.Fapi2, "ensure-authorization-request-with-64-char-nonce-success")]
    public Task Nonce_of_64_characters() => Nonce(new string('n', 64));

    [Fact, SuiteModule(Plan.Fapi2, "ensure-authorization-request-with-long-nonce")]
    public Task Nonce_of_384_characters() => Nonce(string.Concat(Enumerable.Repeat("abcdefgh", 48)));

    [Fact, SuiteModule(Plan.Fapi2, "ensure-authorization-request-with-long-state")]
    public async Task Long_state()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        var state = string.Concat(Enumerable.Repeat("abcdefgh", 48));
        (await Authorize(party, person, ("state", state))).Query["state"].ShouldBe(state);
        (await party.Push(party.Ask(("state", new string('s', 5000))))).Refused("invalid_request");
    }

    [Fact, SuiteModule(Plan.Fapi2, "ensure-other-scope-order-succeeds")]
    public async Task Other_scope_order()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        (await Tokens(party, person, ("scope", "profile openid")))["scope"]!.Split(' ').Order().ShouldBe(["openid", "profile"]);
    }

    [Fact, SuiteModule(Plan.Fapi2, "test-claims-parameter-identity-claims")]
    public async Task Claims_parameter()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        var claims = """{"userinfo":{"name":null,"birthdate":{"essential":true},"shoe_size":null},"id_token":{"gender":null,"given_name":{"essential":false},"favourite_colour":{"value":"red"}}}""";
        var tokens = await Tokens(party, person, ("claims", claims));
        var token = await party.IdToken(tokens);
        ((string?)token["gender"]).ShouldBe("female");
        ((string?)token["given_name"]).ShouldBe("An");
        token.ContainsKey("favourite_colour").ShouldBeFalse();
        var info = await Info(party, tokens["access_token"]!);
        ((string?)info["name"], (string?)info["birthdate"]).ShouldBe(("Trần Nguyễn Minh An", "1990-02-03"));
        info.ContainsKey("shoe_size").ShouldBeFalse();
    }

    [Fact, SuiteModule(Plan.Fapi2, "access-token-type-header-case-sensitivity")]
    public async Task Token_type_case()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        var token = (await Tokens(party, person))["access_token"]!;
        foreach (var scheme in new[] { "DPoP", "dpop", "DPOP", "dPoP" }) (await party.Userinfo(token, scheme: scheme)).Ok();
    }

    [Fact, SuiteModule(Plan.Fapi2, "ensure-different-nonce-inside-and-outside-request-object")]
    public async Task Nonce_outside_is_not_used()
    {
        var (party, landing) = await WithOutside(new() { ["nonce"] = "outside" });
        await party.IdToken((await party.Token(landing.Code)).Ok());
    }

    [Fact, SuiteModule(Plan.Fapi2, "ensure-different-state-inside-and-outside-request-object")]
    public async Task State_outside_is_not_used()
    {
        var (party, landing) = await WithOutside(new() { ["state"] = "outside" });
        landing.Query["state"].ShouldBe(party.State);
    }

    [Fact, SuiteModule(Plan.Fapi2, "state-only-outside-request-object-not-used")]
    public async Task State_only_outside_is_not_used()
    {
        var (_, landing) = await WithOutside(new() { ["state"] = "outside" }, ("state", null));
        landing.Query.ContainsKey("state").ShouldBeFalse();
    }

    [Fact, SuiteModule(Plan.Fapi2, "par-without-duplicate-parameters")]
    public async Task Only_client_id_and_request_uri()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        await party.IdToken(await Tokens(party, person));
    }

    [Fact, SuiteModule(Plan.Fapi2, "ensure-request-object-without-redirect-uri-fails")]
    public async Task Push_without_redirect_uri()
    {
        using var party = await house.Fapi();
        (await party.Push(party.Ask(("redirect_uri", null)))).Refused("invalid_request");
    }

    [Fact, SuiteModule(Plan.Fapi2, "ensure-redirect-uri-in-authorization-request")]
    public async Task Redirect_uri_in_authorization_request()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        (await party.Push(party.Ask(("redirect_uri", null)))).Refused("invalid_request");
        (await person.Visit("/oidc/authorize", party.Ask(("redirect_uri", null)))).Callback.ShouldBeNull();
    }

    [Fact, SuiteModule(Plan.Fapi2, "plain-fapi-tolerate-unregistered-redirect-uri", Verdict = Verdict.RefusedByDesign, Why = "RFC 9126 section 2.4 allows it; here every address is registered and compared as text")]
    public async Task Unregistered_redirect_uri()
    {
        using var party = await house.Fapi();
        (await party.Push(party.Ask(("redirect_uri", Callback + "/other")))).Refused("invalid_request");
    }

    [Fact, SuiteModule(Plan.Fapi2, "ensure-unsigned-authorization-request-without-using-par-fails")]
    public async Task Request_outside_par()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        var landing = await person.Visit("/oidc/authorize", party.Ask());
        landing.Callback.ShouldBeNull();
        landing.Status.ShouldBe(HttpStatusCode.BadRequest);
        landing.Page!.QuerySelector("main")!.TextContent.ShouldContain("IDN-");
    }

    [Fact, SuiteModule(Plan.Fapi2, "ensure-response-type-code-idtoken-fails")]
    public Task Response_type_code_id_token() => ResponseType("code id_token");

    [Fact, SuiteModule(Plan.Fapi2, "ensure-response-type-token-fails")]
    public Task Response_type_token() => ResponseType("token");

    private async Task ResponseType(string type)
    {
        using var party = await house.Fapi();
        (await party.Push(party.Ask(("response_type", type)))).Refused("unsupported_response_type", "invalid_request");
    }

    private async Task Nonce(string nonce)
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        await party.IdToken(await Tokens(party, person, ("nonce", nonce)), nonce);
    }

    private async Task<(Party Party, Landing Landing)> WithOutside(Dictionary<string, string> outside, params (string, string?)[] changes)
    {
        var party = await house.Fapi();
        using var person = await house.Person();
        var pushed = (await party.Push(party.Ask(changes))).Ok();
        return (party, await person.Visit("/oidc/authorize", new(outside) { ["client_id"] = party.Id, ["request_uri"] = pushed["request_uri"]! }));
    }

    /// <summary>Userinfo of a FAPI client is a signed JWT; verified here.</summary>
    internal static async Task<JsonObject> Info(Party party, string token)
    {
        var answer = (await party.Userinfo(token)).Ok();
        answer.Type.ShouldBe("application/jwt");
        var claims = Jwt.Verified(answer.Body, (await party.Get("/oidc/jwks")).Json);
        ((string?)claims["iss"], (string?)claims["aud"]).ShouldBe((party.Issuer, party.Id));
        return claims;
    }
}
