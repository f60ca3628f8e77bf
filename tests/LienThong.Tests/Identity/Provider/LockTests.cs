using System.Net;
using LienThong.Identity;
using LienThong.Identity.Clients;
using LienThong.Kernel.Access;

namespace LienThong.Tests.Identity.Provider;

public sealed class LockTests(ProviderHouse house) : IClassFixture<ProviderHouse>
{
    [Fact]
    public async Task Locking_an_account_ends_what_relying_parties_hold_of_it()
    {
        var rp = await house.Register(ClientProfile.Standard);
        var (browser, account) = await house.Person();
        await house.Agree(account, rp.Client);
        var access = (await rp.Tokens(browser)).GetProperty("access_token").GetString()!;
        (await rp.Call("/oidc/userinfo", access, dpop: false)).Status.ShouldBe(HttpStatusCode.OK);

        (await house.Get<IAccounts>().ChangeState(Caller.Program("test"), account, AccountState.LockedByAuthority, "Quyết định 7", default)).Failed.ShouldBeFalse();
        await house.DeliverNews();
        await Task.Delay(TimeSpan.FromSeconds(3));

        (await rp.Call("/oidc/userinfo", access, dpop: false)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await house.Db<IdentityModule>().One("select count(*)::int from identity.oidc_grant where account = $1 and revoked_at is null", [account], r => r.GetInt32(0), default)).ShouldBe(0);
    }
}
