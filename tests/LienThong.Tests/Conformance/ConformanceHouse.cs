using System.Security.Cryptography;
using LienThong.Identity;
using LienThong.Identity.Clients;
using LienThong.Kernel.Access;
using LienThong.Population;
using LienThong.Tests.Fixture;
using LienThong.Tests.Identity;
using LienThong.Tests.Population;

namespace LienThong.Tests.Conformance;

/// <summary>A running house with relying parties of both profiles and people of the register who sign in with number and password.</summary>
public class ConformanceHouse(PostgresRun run) : IdentityHouse(run)
{
    public const string Callback = "https://rp.example.vn/cb", AfterLogout = "https://rp.example.vn/out";

    private static readonly string[] AllScopes = ["openid", "offline_access", "profile", "email", "phone", "address", "eid"];

    /// <summary>A client of its own for each test: nothing one test does changes another.</summary>
    internal Task<Party> Fapi(Func<ClientMetadata, ClientMetadata>? change = null) => Register(ClientProfile.Fapi, change);

    internal Task<Party> Standard(Func<ClientMetadata, ClientMetadata>? change = null) => Register(ClientProfile.Standard, change);

    /// <summary>A person of the register with an account, at a fresh browser.</summary>
    internal async Task<UserAgent> Person()
    {
        var birth = PeopledHouse.Birth(PeopledHouse.Key(), born: new(1990, 2, 3)) with { Mother = null, Father = null, HouseholdOf = null, Ethnicity = 1, HomePlace = "07210" };
        var born = (await Get<IPopulation>().RegisterBirth(PeopledHouse.Clerk, birth, default)).Value;
        (await Accounts.Create(Caller.Program("test"), new(AccountKind.Citizen, "Trần Nguyễn Minh An", null, born.Child.Value, 2, Password), default)).Failed.ShouldBeFalse();
        return new UserAgent(Address, born.Number.ToString());
    }

    /// <summary>Authorizes as the profile of the party wants and answers where the browser landed.</summary>
    internal static async Task<Landing> Authorize(Party party, UserAgent person, params (string Name, string? Value)[] changes)
    {
        var ask = party.Ask(changes);
        if (!party.Fapi) return await person.Visit("/oidc/authorize", ask);
        var pushed = (await party.Push(ask)).Ok();
        return await person.Visit("/oidc/authorize", new() { ["client_id"] = party.Id, ["request_uri"] = pushed["request_uri"]! });
    }

    /// <summary>The whole way to tokens.</summary>
    internal static async Task<Answer> Tokens(Party party, UserAgent person, params (string Name, string? Value)[] changes) =>
        (await party.Token((await Authorize(party, person, changes)).Code)).Ok();

    private async Task<Party> Register(ClientProfile profile, Func<ClientMetadata, ClientMetadata>? change)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var metadata = new ClientMetadata(
            profile, "Cổng thử", "G01", "Đăng nhập để thử", Live: false, [Callback], [AfterLogout], null, profile == ClientProfile.Fapi ? Jwt.Set(key, "k1") : null, null, AllScopes);
        metadata = change?.Invoke(metadata) ?? metadata;
        var added = (await Get<RegisterOidcClient>().Add(TestCaller.Official("G01", "identity.manage"), metadata, default)).Value;
        return new Party(Address, added.Id, profile, metadata.RedirectUris[0]) { Secret = added.Secret, Key = key };
    }
}
