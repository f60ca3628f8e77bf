using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using LienThong.Identity;
using LienThong.Identity.Security;
using LienThong.Kernel.Access;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Identity;

public sealed class ClientTests(IdentityHouse house) : IClassFixture<IdentityHouse>
{
    private static readonly Caller Admin = TestCaller.Official("G01", "identity.manage");

    [Fact]
    public async Task A_right_key_is_a_system_with_its_agency_and_scopes()
    {
        var issued = (await Add("exchange.read", "dictionary.read")).Value;
        issued.Key.ShouldStartWith("lt_test_");

        var me = await Me(issued.Key);

        me.GetProperty("kind").GetString().ShouldBe("system");
        me.GetProperty("id").GetString().ShouldBe(issued.Id.ToString());
        me.GetProperty("agency").GetString().ShouldBe("H05");
        me.GetProperty("scopes").EnumerateArray().Select(s => s.GetString()).ShouldBe(["dictionary.read", "exchange.read"]);
        me.GetProperty("assurance").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("lt_test_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("lt_test_")]
    [InlineData("lt_live_short")]
    [InlineData("")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    public async Task A_wrong_key_is_nobody(string key)
    {
        using var client = house.Anonymous();
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/identity/v1/me");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
        var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe("KRN-0002");
    }

    [Fact]
    public async Task A_key_that_was_taken_back_or_has_ended_is_nobody()
    {
        var issued = (await Add()).Value;
        await Me(issued.Key);
        (await house.Get<IApiClients>().Revoke(Admin, issued.Id, default)).Failed.ShouldBeFalse();
        (await Status(issued.Key)).ShouldBe(HttpStatusCode.Unauthorized);
        (await house.Get<IApiClients>().Revoke(Admin, issued.Id, default)).Faults[0].Error.ShouldBe(IdentityErrors.ClientUnknown);

        var ended = (await Add()).Value;
        await house.Db<IdentityModule>().Execute("update identity.api_client set ends_on = date '2026-01-01' where id = $1", [ended.Id], default);
        (await Status(ended.Key)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_key_is_shown_once_and_kept_as_a_hash()
    {
        var issued = (await Add()).Value;
        var rows = await house.Db<IdentityModule>().Many("select c::text from identity.api_client c", [], r => r.GetString(0), default);
        var secret = issued.Key[8..];
        rows.ShouldNotContain(r => r.Contains(secret, StringComparison.Ordinal));
        issued.ToString().ShouldNotContain(issued.Key);
        var listed = (await house.Get<IApiClients>().List(default)).Single(c => c.Id == issued.Id);
        listed.KeyStart.Length.ShouldBe(12);
    }

    [Fact]
    public async Task Every_fault_of_a_registration_is_told()
    {
        using var client = house.As(Admin);
        var answer = await client.PostAsJsonAsync("/api/identity/v1/clients", new { name = " ", agency = "", live = false, scopes = new[] { "identity.manage", "no.such" }, endsOn = "2020-01-01" });
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("pointer").GetString()).ShouldBe(["/name", "/agency", "/endsOn", "/scopes", "/scopes"]);
    }

    [Theory]
    [InlineData("GET", "/api/identity/v1/clients")]
    [InlineData("POST", "/api/identity/v1/clients")]
    [InlineData("DELETE", "/api/identity/v1/clients/0198f000-0000-7000-8000-000000000000")]
    [InlineData("POST", "/api/identity/v1/accounts")]
    [InlineData("POST", "/api/identity/v1/assignments")]
    [InlineData("POST", "/api/identity/v1/accounts/0198f000-0000-7000-8000-000000000000/state")]
    public async Task Managing_needs_the_scope(string method, string path)
    {
        using var nobody = house.Anonymous();
        (await nobody.SendAsync(new(new HttpMethod(method), path))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var other = house.As(TestCaller.Official("G01", "ledger.inspect"));
        (await other.SendAsync(new(new HttpMethod(method), path))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Each_contract_that_changes_things_checks_the_caller_itself()
    {
        var official = TestCaller.Official("G01", "ledger.inspect");
        (await house.Get<IApiClients>().Add(official, new("A", "H05", false, []), default)).Faults[0].Error.Status.ShouldBe(403);
        (await house.Accounts.Create(official, new(AccountKind.Official, "A", "abc.def"), default)).Faults[0].Error.Status.ShouldBe(403);
        (await house.Accounts.ChangeState(official, new(Guid.CreateVersion7()), AccountState.Cancelled, "x", default)).Faults[0].Error.Status.ShouldBe(403);
        (await house.Accounts.Assign(official, new(new(Guid.CreateVersion7()), "leader", "A", "b", "c", new(2026, 1, 1)), default)).Faults[0].Error.Status.ShouldBe(403);
    }

    [Fact]
    public async Task Names_for_logs_tell_officials_and_systems_but_not_citizens()
    {
        var login = IdentityHouse.NewLogin();
        var official = await house.Official(login, "inspector");
        var citizen = await house.Citizen(Guid.CreateVersion7());
        var system = (await Add()).Value;
        var names = await house.Accounts.NamesOf([official.ToString(), citizen.ToString(), system.Id.ToString(), "program:x", "anonymous", Guid.CreateVersion7().ToString()], default);
        names[official.ToString()].ShouldBe(new ActorName("Trần Thị " + login, "Vị trí inspector", "X1"));
        names[citizen.ToString()].ShouldBe(new ActorName("Công dân", null, null));
        names[system.Id.ToString()].ShouldBe(new ActorName("Phần mềm một cửa", null, "H05"));
        names.Keys.ShouldNotContain("anonymous");
        names.Count.ShouldBe(4);
    }

    [Fact]
    public void What_was_looked_up_is_trusted_for_three_seconds_only()
    {
        var clock = new HandClock();
        var memory = new ShortMemory<string>(clock);
        memory.Keep("a", "found");
        clock.Now += TimeSpan.FromSeconds(2.9);
        memory.TryGet("a", out var value).ShouldBeTrue();
        value.ShouldBe("found");
        clock.Now += TimeSpan.FromSeconds(0.1);
        memory.TryGet("a", out _).ShouldBeFalse();
        ShortMemory<string>.Span.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    private async Task<LienThong.Kernel.Results.Result<IssuedKey>> Add(params string[] scopes) =>
        await house.Get<IApiClients>().Add(Admin, new("Phần mềm một cửa", "H05", Live: false, scopes), default);

    private async Task<JsonElement> Me(string key)
    {
        using var client = WithKey(key);
        var answer = await client.GetAsync("/api/identity/v1/me");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<HttpStatusCode> Status(string key)
    {
        using var client = WithKey(key);
        return (await client.GetAsync("/api/identity/v1/me")).StatusCode;
    }

    private HttpClient WithKey(string key)
    {
        var client = house.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }
}

sealed class HandClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
