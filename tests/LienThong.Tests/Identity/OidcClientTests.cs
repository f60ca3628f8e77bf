using System.Security.Cryptography;
using System.Text.Json;
using LienThong.Identity;
using LienThong.Identity.Clients;
using LienThong.Identity.Security;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Identity;

/// <summary>The registry of relying parties: asking, deciding, keys, and the command of the house.</summary>
public sealed class OidcClientTests(IdentityHouse house) : IClassFixture<IdentityHouse>
{
    private static readonly Caller Admin = TestCaller.Official("G01", "identity.manage");
    private static readonly Caller Integrator = TestCaller.Official("H05", "identity.client");

    [Fact]
    public async Task A_client_that_was_asked_for_works_once_it_is_approved_and_until_it_is_revoked()
    {
        var id = (await house.Get<RegisterOidcClient>().Ask(Integrator, Fapi(), default)).Value;
        (await Find(id)).ShouldBeNull();

        (await house.Get<DecideOidcClient>().Approve(Admin, id, null, default)).Failed.ShouldBeFalse();
        var client = (await Find(id)).ShouldNotBeNull();
        client.Profile.ShouldBe(ClientProfile.Fapi);
        client.Agency.ShouldBe("H05");
        client.Sector.ShouldBe("rp.example.vn");
        client.IdTokenAlg.ShouldBe("ES256");
        (await house.Get<DecideOidcClient>().Approve(Admin, id, null, default)).Faults[0].Error.ShouldBe(ClientErrors.LiveNeedsApproval);

        (await house.Get<DecideOidcClient>().Revoke(Admin, id, "khóa bị lộ", default)).Failed.ShouldBeFalse();
        (await Find(id)).ShouldBeNull();
        (await ClientHistory.Of(house.Db<IdentityModule>(), id, default)).Select(c => c.Change).ShouldBe(["revoked", "approved", "asked"]);
    }

    [Fact]
    public async Task A_refusal_needs_a_reason_which_the_asker_reads()
    {
        var id = (await house.Get<RegisterOidcClient>().Ask(Integrator, Fapi(), default)).Value;
        (await house.Get<DecideOidcClient>().Refuse(Admin, id, " ", default)).Faults[0].Error.ShouldBe(IdentityErrors.ReasonMissing);
        (await house.Get<DecideOidcClient>().Refuse(Admin, id, "thiếu văn bản", default)).Failed.ShouldBeFalse();
        var row = (await house.Get<ListOidcClients>().One(id, Integrator.Id, default)).ShouldNotBeNull();
        (row.State, row.Reason).ShouldBe((ClientState.Refused, "thiếu văn bản"));
        (await house.Get<ListOidcClients>().One(id, "somebody", default)).ShouldBeNull();
        (await Find(id)).ShouldBeNull();
    }

    [Fact]
    public async Task Who_asks_cannot_choose_agency_or_public_subjects_and_who_has_no_right_gets_nothing()
    {
        var id = (await house.Get<RegisterOidcClient>().Ask(Integrator, Fapi() with { Agency = "G01", Subject = SubjectKind.Public, Agreement = "x" }, default)).Value;
        var row = (await house.Get<ListOidcClients>().One(id, null, default))!;
        (row.Client.Agency, row.Client.Subject, row.Client.Agreement).ShouldBe(("H05", SubjectKind.Pairwise, null));
        var stranger = TestCaller.Official("H05", "dictionary.read");
        (await house.Get<RegisterOidcClient>().Ask(stranger, Fapi(), default)).Faults[0].Error.Status.ShouldBe(403);
        (await house.Get<RegisterOidcClient>().Add(Integrator, Fapi(), default)).Faults[0].Error.Status.ShouldBe(403);
        (await house.Get<DecideOidcClient>().Approve(Integrator, id, null, default)).Faults[0].Error.Status.ShouldBe(403);
    }

    [Fact]
    public async Task Every_fault_is_told_at_once()
    {
        var bad = Fapi() with { Name = " ", Purpose = "", RedirectUris = ["http://rp.example.vn/cb"], Jwks = null, Scopes = ["openid", "no.such"], IdTokenAlg = "RS256" };
        var faults = (await house.Get<RegisterOidcClient>().Add(Admin, bad, default)).Faults;
        faults.Select(f => f.Error.Code).Order().ShouldBe(["IDN-0019", "IDN-0201", "IDN-0204", "IDN-0207", "IDN-0212", "IDN-0213"]);
    }

    [Fact]
    public async Task Two_hosts_cannot_share_one_name_for_people()
    {
        var two = Fapi() with { RedirectUris = ["https://a.example.vn/cb", "https://b.example.vn/cb"] };
        (await house.Get<RegisterOidcClient>().Add(Admin, two, default)).Faults[0].Error.ShouldBe(ClientErrors.RedirectHosts);
        var local = Fapi() with { RedirectUris = ["http://127.0.0.1:1/cb"] };
        var id = (await house.Get<RegisterOidcClient>().Add(Admin, local, default)).Value.Id;
        (await Find(id))!.Sector.ShouldBe(id);
    }

    [Fact]
    public async Task A_secret_is_shown_once_kept_as_a_hash_and_dies_when_it_is_rotated()
    {
        var issued = (await house.Get<RegisterOidcClient>().Add(Admin, Standard(), default)).Value;
        issued.ToString().ShouldNotContain(issued.Secret!);
        (await Find(issued.Id))!.SecretHash.ShouldBe(Secrets.Hash(issued.Secret!));
        var rows = await house.Db<IdentityModule>().Many("select c::text from identity.oidc_client c", [], r => r.GetString(0), default);
        rows.ShouldNotContain(r => r.Contains(issued.Secret!, StringComparison.Ordinal));

        var next = (await house.Get<RenewClientKeys>().Rotate(Admin, issued.Id, default)).Value;
        (await Find(issued.Id))!.SecretHash.ShouldBe(Secrets.Hash(next.Secret!));
        var keyed = (await house.Get<RegisterOidcClient>().Add(Admin, Fapi(), default)).Value;
        (await house.Get<RenewClientKeys>().Rotate(Admin, keyed.Id, default)).Faults[0].Error.ShouldBe(ClientErrors.NoSecret);
    }

    [Fact]
    public async Task Replaced_keys_overlap_unless_they_leaked()
    {
        var id = (await house.Get<RegisterOidcClient>().Ask(Integrator, Fapi("old"), default)).Value;
        await house.Get<DecideOidcClient>().Approve(Admin, id, null, default);
        (await house.Get<RenewClientKeys>().Replace(Integrator, id, Keys("new"), overlap: true, default)).Failed.ShouldBeFalse();
        KeyIds((await Find(id))!).ShouldBe(["new", "old"]);
        (await house.Get<RenewClientKeys>().Replace(Integrator, id, Keys("newer"), overlap: false, default)).Failed.ShouldBeFalse();
        KeyIds((await Find(id))!).ShouldBe(["newer"]);
        var other = TestCaller.Official("H05", "identity.client");
        (await house.Get<RenewClientKeys>().Replace(other, id, Keys("x"), overlap: true, default)).Faults[0].Error.ShouldBe(ClientErrors.OidcClientUnknown);
    }

    [Fact]
    public void A_client_on_trial_serves_invented_people_only()
    {
        var test = new OidcClient("lt_test_x", ClientProfile.Fapi, "", "", "", Live: false, [], [], null, null, null, null, ClientAuth.PrivateKeyJwt, SubjectKind.Pairwise, "", [], null, "ES256", null, null);
        test.Serves(demoAccount: false, demoHouse: false).ShouldBeFalse();
        test.Serves(demoAccount: true, demoHouse: false).ShouldBeTrue();
        (test with { Live = true }).Serves(demoAccount: true, demoHouse: false).ShouldBeFalse();
        (test with { Live = true }).Serves(demoAccount: false, demoHouse: false).ShouldBeTrue();
    }

    [Fact]
    public async Task The_command_of_the_house_adds_lists_rotates_and_revokes()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Keys("cli"));
        var (code, json, _) = await Run("add", "--profile", "fapi", "--name", "Cổng tỉnh", "--redirect-uri", "https://rp.example.vn/cb", "--jwks", file, "--json");
        File.Delete(file);
        code.ShouldBe(0);
        var id = json!.Value.GetProperty("client_id").GetString()!;
        json.Value.GetProperty("token_endpoint_auth_method").GetString().ShouldBe("private_key_jwt");
        json.Value.GetProperty("client_secret").ValueKind.ShouldBe(JsonValueKind.Null);
        (await Find(id)).ShouldNotBeNull().Live.ShouldBeFalse();
        var logged = await house.Db<IdentityModule>().Many("select detail from identity.security_event where kind = 'client-added'", [], r => r.GetString(0), default);
        logged.ShouldContain($"{id} by program:client-add");

        var (_, standard, _) = await Run("add", "--profile", "standard", "--name", "B", "--redirect-uri", "http://localhost:9/cb", "--json");
        var second = standard!.Value.GetProperty("client_id").GetString()!;
        standard.Value.GetProperty("client_secret").GetString()!.Length.ShouldBe(43);
        (await Run("rotate", second, "--json")).Json!.Value.GetProperty("client_secret").GetString().ShouldNotBe(standard.Value.GetProperty("client_secret").GetString());
        (await Run("list", "--json")).Json!.Value.GetProperty("clients").EnumerateArray().ShouldContain(c => c.GetProperty("client_id").GetString() == id);
        (await Run("revoke", id, "--reason", "thử xong")).Code.ShouldBe(0);
        (await Find(id)).ShouldBeNull();
    }

    [Fact]
    public async Task Wrong_words_exit_with_2_and_refusals_with_1()
    {
        (await Run()).Code.ShouldBe(2);
        (await Run("dance")).Code.ShouldBe(2);
        (await Run("add", "--profile")).Code.ShouldBe(2);
        (await Run("add", "--nope", "x")).Code.ShouldBe(2);
        (await Run("revoke")).Code.ShouldBe(2);
        var (code, json, error) = await Run("add", "--profile", "fapi", "--name", "A", "--redirect-uri", "https://rp.example.vn/cb", "--json");
        code.ShouldBe(1);
        json!.Value.GetProperty("error").GetString().ShouldBe("IDN-0207");
        error.ShouldContain("IDN-0207");
        (await Run("add", "--profile", "open", "--name", "A", "--redirect-uri", "https://rp.example.vn/cb")).Error.ShouldContain("IDN-0200");
        (await Run("add", "--profile", "fapi", "--name", "A", "--redirect-uri", "https://rp.example.vn/cb", "--jwks", "/no/such")).Error.ShouldContain("/no/such");
    }

    private async Task<(int Code, JsonElement? Json, string Error)> Run(params string[] words)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await ClientVerbs.Run(words, _ => Task.FromResult(house.Services), output, error, default);
        JsonElement? json = output.ToString().StartsWith('{') ? JsonDocument.Parse(output.ToString()).RootElement : null;
        return (code, json, error.ToString());
    }

    private async Task<OidcClient?> Find(string id) => await house.Get<ClientBook>().Find(id, default);

    private static string[] KeyIds(OidcClient client) => [.. JsonDocument.Parse(client.JwksJson!).RootElement.GetProperty("keys").EnumerateArray().Select(k => k.GetProperty("kid").GetString()!)];

    private static string Keys(string kid)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return ClientRulesTests.Set(ClientRulesTests.Ec(key, kid));
    }

    private static ClientMetadata Fapi(string kid = "a") => new(
        ClientProfile.Fapi, "Cổng dịch vụ", "G01", "Đăng nhập để nộp hồ sơ", Live: false, ["https://rp.example.vn/cb"], [], null, Keys(kid), null, ["openid", "profile"]);

    private static ClientMetadata Standard() => Fapi() with { Profile = ClientProfile.Standard, Jwks = null };
}
