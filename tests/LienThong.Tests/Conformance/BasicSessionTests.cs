using System.Text.Json.Nodes;
using LienThong.Identity;
using LienThong.Identity.Security;
using static LienThong.Tests.Conformance.ConformanceHouse;

namespace LienThong.Tests.Conformance;

/// <summary>oidcc-basic-certification-test-plan, second half: sessions, codes, request objects, refresh.</summary>
public sealed class BasicSessionTests(ConformanceHouse house) : IClassFixture<ConformanceHouse>
{
    [Fact, SuiteModule(Plan.Basic, "oidcc-prompt-login")]
    public async Task Prompt_login()
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var first = await party.IdToken(await Tokens(party, person));
        await Task.Delay(1100);
        var again = await Authorize(party, person, ("prompt", "login"));
        again.Saw("/sign-in").ShouldBeTrue();
        var second = await party.IdToken((await party.Token(again.Code)).Ok());
        ((long)second["auth_time"]!).ShouldBeGreaterThan((long)first["auth_time"]!);
        ((string?)second["sub"]).ShouldBe((string?)first["sub"]);
    }

    [Fact, SuiteModule(Plan.Basic, "oidcc-prompt-none-not-logged-in")]
    public async Task Prompt_none_not_logged_in()
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var landing = await Authorize(party, person, ("prompt", "none"));
        landing.Steps.ShouldBeEmpty();
        landing.Query["error"].ShouldBe("login_required");
        landing.Query["state"].ShouldBe(party.State);
        landing.Query["iss"].ShouldBe(party.Issuer);
    }

    [Fact, SuiteModule(Plan.Basic, "oidcc-prompt-none-logged-in")]
    public async Task Prompt_none_logged_in()
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var first = await party.IdToken(await Tokens(party, person));
        var silent = await Authorize(party, person, ("prompt", "none"));
        silent.Steps.ShouldBeEmpty();
        Same(first, await party.IdToken((await party.Token(silent.Code)).Ok()));
    }

    [Fact, SuiteModule(Plan.Basic, "oidcc-max-age-1")]
    public async Task Max_age_1()
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var first = await party.IdToken(await Tokens(party, person));
        await Task.Delay(2100);
        var again = await Authorize(party, person, ("max_age", "1"));
        again.Saw("/sign-in").ShouldBeTrue();
        var second = await party.IdToken((await party.Token(again.Code)).Ok());
        ((long)second["auth_time"]!).ShouldBeGreaterThan((long)first["auth_time"]!);
    }

    [Fact, SuiteModule(Plan.Basic, "oidcc-max-age-10000")]
    public async Task Max_age_10000()
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var first = await party.IdToken(await Tokens(party, person, ("max_age", "15000")));
        var again = await Authorize(party, person, ("max_age", "10000"));
        again.Steps.ShouldBeEmpty();
        Same(first, await party.IdToken((await party.Token(again.Code)).Ok()));
    }

    [Fact, SuiteModule(Plan.Basic, "oidcc-id-token-hint")]
    public async Task Id_token_hint()
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var tokens = await Tokens(party, person);
        var first = Jwt.Claims(tokens["id_token"]!);
        var silent = await Authorize(party, person, ("prompt", "none"), ("id_token_hint", tokens["id_token"]));
        silent.Steps.ShouldBeEmpty();
        Same(first, await party.IdToken((await party.Token(silent.Code)).Ok()));
        using var other = await house.Person();
        await Tokens(party, other);
        (await Authorize(party, other, ("prompt", "none"), ("id_token_hint", tokens["id_token"]))).Query["error"].ShouldBe("login_required");
    }

    [Fact, SuiteModule(Plan.Basic, "oidcc-codereuse")]
    public async Task Code_reuse()
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var code = (await Authorize(party, person)).Code;
        (await party.Token(code)).Ok();
        (await party.Token(code)).Refused("invalid_grant");
    }

    [Fact, SuiteModule(Plan.Basic, "oidcc-codereuse-30seconds")]
    public async Task Code_reuse_after_30_seconds()
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var code = (await Authorize(party, person)).Code;
        var tokens = (await party.Token(code)).Ok();
        (await party.Userinfo(tokens["access_token"]!)).Ok();
        await house.Db<IdentityModule>().Execute(
            "update identity.oidc_grant set code_used_at = code_used_at - interval '30 seconds', created_at = created_at - interval '30 seconds' where code_hash = $1", [Secrets.Hash(code)], default);
        (await party.Token(code)).Refused("invalid_grant");
        (await party.Userinfo(tokens["access_token"]!)).Refused("invalid_token");
    }

    [Fact, SuiteModule(Plan.Basic, "oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported", Verdict = Verdict.RefusedByDesign, Why = "no request objects by address: request_uri_not_supported (PAR serves that purpose)")]
    public async Task Request_uri_unsigned()
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        (await Authorize(party, person, ("request_uri", "https://rp.example.vn/request.jwt"))).Query["error"].ShouldBe("request_uri_not_supported");
    }

    [Fact, SuiteModule(Plan.Basic, "oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported", Verdict = Verdict.RefusedByDesign, Why = "no request objects: request_not_supported, never ignored")]
    public async Task Unsigned_request_object()
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        (await Authorize(party, person, ("request", RequestObject(party)))).Query["error"].ShouldBe("request_not_supported");
    }

    [Fact, SuiteModule(Plan.Basic, "oidcc-ensure-request-object-with-redirect-uri", Verdict = Verdict.RefusedByDesign, Why = "as above: the address inside a request object is never followed")]
    public async Task Request_object_with_redirect_uri()
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var landing = await Authorize(party, person, ("request", RequestObject(party)), ("redirect_uri", Callback + "/other"));
        landing.Callback.ShouldBeNull();
        ((int)landing.Status).ShouldBe(400);
    }

    [Fact, SuiteModule(Plan.Basic, "oidcc-refresh-token")]
    public async Task Refresh_token()
    {
        using var party = await house.Standard();
        using var other = await house.Standard();
        using var person = await house.Person();
        var tokens = await Tokens(party, person, ("scope", "openid offline_access"), ("prompt", "consent"));
        var first = await party.IdToken(tokens);
        var refresh = tokens["refresh_token"].ShouldNotBeNull();
        (await other.Refresh(refresh)).Refused("invalid_grant");
        var renewed = (await party.Refresh(refresh)).Ok();
        (await party.Userinfo(renewed["access_token"]!)).Ok()["sub"].ShouldBe((string?)first["sub"]);
        if (renewed["id_token"] is { } again) ((string?)Jwt.Claims(again)["sub"]).ShouldBe((string?)first["sub"]);
        (await party.Refresh("no-such-token")).Refused("invalid_grant");
    }

    private static string RequestObject(Party party) =>
        Jwt.Unsigned(new JsonObject { ["alg"] = "none" }, new JsonObject { ["iss"] = party.Id, ["aud"] = party.Issuer, ["redirect_uri"] = Callback, ["state"] = "inside" });

    private static void Same(JsonObject first, JsonObject second)
    {
        ((string?)second["sub"]).ShouldBe((string?)first["sub"]);
        ((long)second["auth_time"]!).ShouldBe((long)first["auth_time"]!);
    }
}
