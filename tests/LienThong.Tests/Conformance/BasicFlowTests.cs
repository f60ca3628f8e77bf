using LienThong.Tests.Fixture;
using static LienThong.Tests.Conformance.ConformanceHouse;

namespace LienThong.Tests.Conformance;

/// <summary>oidcc-basic-certification-test-plan: what a standard client may count on. One test per module, named after it.</summary>
public sealed class BasicFlowTests(ConformanceHouse house) : IClassFixture<ConformanceHouse>
{
    [Fact, SuiteModule(Plan.Basic, "oidcc-server")]
    public async Task Server()
    {
        using var party = await house.Standard();
        using var person = await house.Person();
        var landing = await Authorize(party, person);
        landing.Query["state"].ShouldBe(party.State);
        landing.Query["iss"].ShouldBe(party.Issuer);
        var tokens = (await party.Token(landing.Code)).Ok();
        tokens["token_type"].ShouldBe("Bearer");
        tokens.Json.GetProperty("expires_in").GetInt32().ShouldBeGreaterThan(0);
        tokens.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var claims = await party.IdToken(tokens);
        var info = (await party.Userinfo(tokens["access_token"]!)).Ok();
        info["sub"].ShouldBe((string?)claims["sub"]);
    }
}
