using System.Net;
using LienThong.Identity.Clients;
using LienThong.Identity.Jose;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Identity.Provider;

/// <summary>A real instance: no demo.</summary>
public sealed class LiveProviderHouse(PostgresRun run) : ProviderHouse(run)
{
    protected override bool Demo => false;
}

/// <summary>Test and live stay apart.</summary>
public sealed class EnvironmentTests(LiveProviderHouse house) : IClassFixture<LiveProviderHouse>
{
    [Fact]
    public async Task A_token_of_a_test_client_opens_nothing_in_a_real_instance()
    {
        (await Me(await house.Register(ClientProfile.Fapi))).ShouldBe(HttpStatusCode.Unauthorized);
        (await Me(await house.Register(ClientProfile.Fapi, m => m with { Live = true, RedirectUris = ["https://rp.example.vn/cb"], PostLogoutRedirectUris = [] }))).ShouldBe(HttpStatusCode.OK);

        async Task<HttpStatusCode> Me(RelyingParty rp)
        {
            var reply = await rp.Post("/oidc/token", new() { ["grant_type"] = "client_credentials", ["scope"] = "dictionary.read" }, rp.Proof("POST", "/oidc/token"));
            reply.Status.ShouldBe(HttpStatusCode.OK, reply.Text);
            return (await rp.Call("/api/identity/v1/me", reply.Json.GetProperty("access_token").GetString()!)).Status;
        }
    }

    [Fact]
    public async Task Real_people_do_not_sign_in_to_a_test_client()
    {
        var rp = await house.Register(ClientProfile.Fapi);
        var (browser, account) = await house.Person();
        await house.Agree(account, rp.Client);
        (await rp.Authorized(browser))["error"].ShouldBe("access_denied");
    }

    [Fact]
    public async Task Without_a_setting_the_issuer_answers_on_loopback_only_and_never_by_what_a_request_says()
    {
        using var http = house.Anonymous();
        var request = new HttpRequestMessage(HttpMethod.Get, "/.well-known/openid-configuration");
        request.Headers.Host = "evil.example";
        var reply = await Reply.Of(await http.SendAsync(request));
        reply.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        reply.Text.ShouldContain("IDN-0100");
        var plain = await Reply.Of(await http.GetAsync("/.well-known/openid-configuration"));
        plain.Json.Text("issuer").ShouldBe(house.Address);
        plain.Json.GetProperty("token_endpoint_auth_signing_alg_values_supported").EnumerateArray().Select(a => a.GetString()).ShouldBe(["ES256", "PS256"]);
    }
}
