using System.Security.Cryptography;
using System.Text.Json.Nodes;
using static LienThong.Tests.Conformance.ConformanceHouse;

namespace LienThong.Tests.Conformance;

/// <summary>fapi2-security-profile-final-test-plan: DPoP and PKCE.</summary>
public sealed class FapiProofTests(ConformanceHouse house) : IClassFixture<ConformanceHouse>
{
    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    [Fact, SuiteModule(Plan.Fapi2, "check-dpop-proof-nbf-exp")]
    public Task Proof_with_nbf_and_exp() => EverywhereWith(() => new() { ["nbf"] = Now - 5, ["exp"] = Now + 60 });

    [Fact, SuiteModule(Plan.Fapi2, "ensure-dpopproof-with-iat-10seconds-before-succeeds")]
    public Task Proof_of_10_seconds_ago() => EverywhereWith(() => new() { ["iat"] = Now - 10 });

    [Fact, SuiteModule(Plan.Fapi2, "ensure-dpopproof-with-iat-10seconds-after-succeeds")]
    public Task Proof_of_10_seconds_ahead() => EverywhereWith(() => new() { ["iat"] = Now + 10 });

    [Fact, SuiteModule(Plan.Fapi2, "ensure-mismatched-dpop-jkt-fails")]
    public async Task Mismatched_dpop_jkt()
    {
        using var party = await house.Fapi();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        (await party.Push(party.Ask(("dpop_jkt", Jwt.Thumbprint(other))), party.Proof("POST", party.Endpoint("/oidc/par")))).Refused("invalid_dpop_proof", "invalid_request");
    }

    [Fact, SuiteModule(Plan.Fapi2, "ensure-token-endpoint-fails-with-mismatched-dpop-proof-jkt")]
    public async Task Other_key_at_the_token_endpoint()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        var code = await CodeBoundBy(party, person, party.Proof("POST", party.Endpoint("/oidc/par")));
        party.Dpop = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        (await party.Token(code)).Refused("invalid_grant", "invalid_dpop_proof");
    }

    [Fact, SuiteModule(Plan.Fapi2, "ensure-token-endpoint-fails-with-mismatched-dpop-jkt")]
    public async Task Other_key_than_dpop_jkt()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        var code = (await Authorize(party, person, ("dpop_jkt", Jwt.Thumbprint(party.Dpop)))).Code;
        party.Dpop = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        (await party.Token(code)).Refused("invalid_grant", "invalid_dpop_proof");
    }

    [Fact, SuiteModule(Plan.Fapi2, "ensure-dpopproof-at-par-endpoint-binding-success")]
    public async Task Proof_at_par_binds()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        (await party.Token(await CodeBoundBy(party, person, party.Proof("POST", party.Endpoint("/oidc/par"))))).Ok();
    }

    [Fact, SuiteModule(Plan.Fapi2, "ensure-dpop-auth-code-binding-success")]
    public async Task Dpop_jkt_binds()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        var pushed = (await party.Push(party.Ask(("dpop_jkt", Jwt.Thumbprint(party.Dpop))), party.Proof("POST", party.Endpoint("/oidc/par")))).Ok();
        var landing = await person.Visit("/oidc/authorize", new() { ["client_id"] = party.Id, ["request_uri"] = pushed["request_uri"]! });
        (await party.Token(landing.Code)).Ok();
    }

    [Fact, SuiteModule(Plan.Fapi2, "ensure-holder-of-key-required")]
    public async Task Holder_of_key_required()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        (await party.Token((await Authorize(party, person)).Code, proof: null)).Refused("invalid_dpop_proof", "invalid_request");
    }

    [Fact, SuiteModule(Plan.Fapi2, "dpop-negative-tests")]
    public async Task Dpop_negative_tests()
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        var token = (await Tokens(party, person))["access_token"]!;
        (await party.Userinfo(token)).Ok();
        var url = party.Endpoint("/oidc/userinfo");
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var reused = party.Proof("GET", url, token);
        (await party.Userinfo(token, proof: reused)).Ok();
        var wrong = new Dictionary<string, string>
        {
            ["used before"] = reused,
            ["other method"] = party.Proof("POST", url, token),
            ["other address"] = party.Proof("GET", party.Endpoint("/oidc/token"), token),
            ["no ath"] = party.Proof("GET", url),
            ["wrong ath"] = party.Proof("GET", url, token + "x"),
            ["other key"] = party.Proof("GET", url, token, by: other),
            ["old"] = party.Proof("GET", url, token, new() { ["iat"] = Now - 300 }),
            ["future"] = party.Proof("GET", url, token, new() { ["iat"] = Now + 300 }),
            ["no iat"] = party.Proof("GET", url, token, new() { ["iat"] = null }),
            ["no jti"] = party.Proof("GET", url, token, new() { ["jti"] = null }),
            ["no htm"] = party.Proof("GET", url, token, new() { ["htm"] = null }),
            ["no htu"] = party.Proof("GET", url, token, new() { ["htu"] = null }),
            ["wrong typ"] = party.Proof("GET", url, token, header: new() { ["typ"] = "jwt" }),
            ["no typ"] = party.Proof("GET", url, token, header: new() { ["typ"] = null }),
            ["alg none"] = Jwt.Unsigned(new() { ["typ"] = "dpop+jwt", ["alg"] = "none", ["jwk"] = Jwt.PublicKey(party.Dpop) }, Jwt.Claims(party.Proof("GET", url, token))),
            ["no jwk"] = party.Proof("GET", url, token, header: new() { ["jwk"] = null }),
            ["jwk of another"] = party.Proof("GET", url, token, header: new() { ["jwk"] = Jwt.PublicKey(other) }),
            ["private jwk"] = party.Proof("GET", url, token, header: new() { ["jwk"] = Private(party.Dpop) }),
            ["two proofs"] = party.Proof("GET", url, token) + ", " + party.Proof("GET", url, token),
            ["no JWT"] = "abc",
        };
        foreach (var (what, proof) in wrong)
        {
            var answer = await party.Userinfo(token, proof: proof);
            ((int)answer.Status).ShouldBe(401, what + ": " + answer.Body);
            answer.Headers.WwwAuthenticate.ToString().ShouldContain("DPoP", Case.Sensitive, what);
        }
        (await party.Userinfo(token, withProof: false)).Refused("invalid_token", "invalid_dpop_proof");
        (await party.Userinfo(token, scheme: "Bearer")).Refused("invalid_token", "invalid_dpop_proof");
    }

    [Fact, SuiteModule(Plan.Fapi2, "par-ensure-pkce-required")]
    public async Task Pkce_required()
    {
        using var party = await house.Fapi();
        (await party.Push(party.Ask(("code_challenge", null), ("code_challenge_method", null)))).Refused("invalid_request");
    }

    [Fact, SuiteModule(Plan.Fapi2, "par-plain-pkce-rejected")]
    public async Task Plain_pkce()
    {
        using var party = await house.Fapi();
        (await party.Push(party.Ask(("code_challenge", party.Verifier), ("code_challenge_method", "plain")))).Refused("invalid_request");
        (await party.Push(party.Ask(("code_challenge_method", null)))).Refused("invalid_request");
    }

    [Fact, SuiteModule(Plan.Fapi2, "ensure-pkce-code-verifier-required")]
    public Task Code_verifier_required() => WithVerifier(null);

    [Fact, SuiteModule(Plan.Fapi2, "incorrect-pkce-code-verifier-rejected")]
    public Task Wrong_code_verifier() => WithVerifier(Jwt.Random());

    private async Task WithVerifier(string? verifier)
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        (await party.Token((await Authorize(party, person)).Code, ("code_verifier", verifier))).Refused("invalid_grant");
    }

    private async Task EverywhereWith(Func<JsonObject> claims)
    {
        using var party = await house.Fapi();
        using var person = await house.Person();
        var code = await CodeBoundBy(party, person, party.Proof("POST", party.Endpoint("/oidc/par"), changes: claims()));
        var tokens = (await party.Token(code, party.Proof("POST", party.Endpoint("/oidc/token"), changes: claims()))).Ok();
        var token = tokens["access_token"]!;
        (await party.Userinfo(token, proof: party.Proof("GET", party.Endpoint("/oidc/userinfo"), token, claims()))).Ok();
    }

    private static async Task<string> CodeBoundBy(Party party, UserAgent person, string proof)
    {
        var pushed = (await party.Push(party.Ask(), proof)).Ok();
        return (await person.Visit("/oidc/authorize", new() { ["client_id"] = party.Id, ["request_uri"] = pushed["request_uri"]! })).Code;
    }

    private static JsonObject Private(ECDsa key)
    {
        var jwk = Jwt.PublicKey(key);
        jwk["d"] = Jwt.Text(key.ExportParameters(true).D!);
        return jwk;
    }
}
