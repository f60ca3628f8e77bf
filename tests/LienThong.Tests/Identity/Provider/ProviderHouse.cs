using System.Text.Json;
using LienThong.Identity;
using LienThong.Identity.Clients;
using LienThong.Identity.Jose;
using LienThong.Tests.Fixture;
using LienThong.Tests.Identity.Jose;

namespace LienThong.Tests.Identity.Provider;

/// <summary>A house with people and relying parties for the tests of the provider.</summary>
public class ProviderHouse(PostgresRun run) : IdentityHouse(run)
{
    /// <summary>A registered client, played by the test with keys of its own.</summary>
    internal async Task<RelyingParty> Register(ClientProfile profile, Func<ClientMetadata, ClientMetadata>? change = null)
    {
        var key = TestKey.New();
        var enc = TestKey.New();
        var jwks = profile == ClientProfile.Fapi
            ? JsonSerializer.Serialize(new { keys = new object[] { key.Public, new Dictionary<string, string>(enc.Public) { ["use"] = "enc", ["alg"] = Alg.EcdhEs } } }) : null;
        var metadata = new ClientMetadata(
            profile, "Cổng thử nghiệm", "H05", "Thử đăng nhập.", Live: false, ["http://127.0.0.1:9/cb", "http://127.0.0.1:9/cb?b=1"], ["http://127.0.0.1:9/out"],
            null, jwks, null, ["openid", "offline_access", "profile", "exchange.read", "dictionary.read"]);
        var issued = await Get<RegisterOidcClient>().Add(TestCaller.Official("G01", "identity.manage"), change?.Invoke(metadata) ?? metadata, default);
        issued.Failed.ShouldBeFalse(issued.Failed ? issued.Faults[0].ToString() : "");
        var client = (await Get<ClientBook>().Find(issued.Value.Id, default))!;
        return new RelyingParty(this, client, key, enc, issued.Value.Secret);
    }

    /// <summary>A browser in which a new official has signed in.</summary>
    public async Task<(Browser Browser, AccountId Account)> Person()
    {
        var login = NewLogin();
        var account = await Official(login, "inspector");
        return (await SignedIn(login), account);
    }

    /// <summary>The person has agreed to what this client can ask for, as the consent page would store it.</summary>
    internal Task Agree(AccountId account, OidcClient client, DateTimeOffset? at = null) => Db<IdentityModule>().Execute("""
        insert into identity.consent (id, account, client, scopes, claims, refused, details, fields, text_version, language, shown, given_at, ends_at, receipt)
        select gen_random_uuid(), $1, $2, $3, array(select claim from identity.claim where scope = any($3)), '{}', '[]', '{}', (select max(version) from identity.consent_text), 'vi', '{}', $4, $4::timestamptz + interval '90 days', gen_random_uuid()
        """, [account, client.Id, client.Scopes.ToArray(), at ?? TimeProvider.System.GetUtcNow()], default);
}
