using System.Net;
using LienThong.Identity;
using LienThong.Identity.Clients;
using LienThong.Identity.Provider;

namespace LienThong.Tests.Identity.Provider;

/// <summary>What works once works once, also when 64 try at the same moment.</summary>
public sealed class RaceTests(ProviderHouse house) : IClassFixture<ProviderHouse>
{
    private const int Parallel = 64;

    [Fact]
    public async Task Of_64_redeems_of_one_code_one_gets_tokens()
    {
        var (rp, browser) = await Ready();
        var code = (await rp.Authorized(browser))["code"];
        var all = await Together(_ => rp.Redeem(code));
        all.Count(r => r.Status == HttpStatusCode.OK).ShouldBe(1);
        all.Where(r => r.Status != HttpStatusCode.OK).ShouldAllBe(r => r.Error == "invalid_grant");
    }

    [Fact]
    public async Task Of_64_pushes_with_one_assertion_one_is_stored()
    {
        var (rp, _) = await Ready();
        var form = new Dictionary<string, string>(rp.Wish()) { ["client_assertion_type"] = AuthenticateClient.AssertionType, ["client_assertion"] = rp.Assertion() };
        var all = await Together(_ => rp.Post("/oidc/par", form));
        all.Count(r => r.Status == HttpStatusCode.Created).ShouldBe(1);
        all.Where(r => r.Status != HttpStatusCode.Created).ShouldAllBe(r => r.Error == "invalid_client");
        (await house.Db<IdentityModule>().One("select count(*)::int from identity.oidc_request where client = $1", [rp.Client.Id], r => r.GetInt32(0), default)).ShouldBe(1);
    }

    [Fact]
    public async Task Of_64_calls_with_one_proof_one_is_answered()
    {
        var (rp, browser) = await Ready();
        var token = (await rp.Tokens(browser)).GetProperty("access_token").GetString()!;
        foreach (var path in new[] { "/oidc/userinfo", "/api/identity/v1/me" })
        {
            var proof = rp.Proof("GET", path, token);
            var all = await Together(_ => rp.Call(path, token, proof: proof));
            all.Count(r => r.Status == HttpStatusCode.OK).ShouldBe(1, path);
        }
    }

    [Fact]
    public async Task Of_64_browsers_with_one_pushed_request_one_gets_a_code()
    {
        var (rp, browser) = await Ready();
        var path = await rp.PathFor();
        var all = await Together(_ => browser.Get(path));
        all.Count(r => r.StatusCode == HttpStatusCode.SeeOther).ShouldBe(1);
        all.Count(r => r.StatusCode == HttpStatusCode.BadRequest).ShouldBe(Parallel - 1);
    }

    private async Task<(RelyingParty Rp, Browser Browser)> Ready()
    {
        var rp = await house.Register(ClientProfile.Fapi);
        var (browser, account) = await house.Person();
        await house.Agree(account, rp.Client);
        return (rp, browser);
    }

    private static async Task<T[]> Together<T>(Func<int, Task<T>> work)
    {
        var start = new TaskCompletionSource();
        var all = Enumerable.Range(0, Parallel).Select(async i =>
        {
            await start.Task;
            return await work(i);
        }).ToArray();
        start.SetResult();
        return await Task.WhenAll(all);
    }
}
