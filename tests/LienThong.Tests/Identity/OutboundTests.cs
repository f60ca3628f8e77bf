using System.Security.Cryptography;
using LienThong.Identity.Clients;
using LienThong.Identity.Security;
using LienThong.Tests.Conformance;
using LienThong.Tests.Fixture;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LienThong.Tests.Identity;

/// <summary>Addresses that clients give us are called with care, and key sets are fetched from them.</summary>
public sealed class OutboundTests(ConformanceHouse house) : IClassFixture<ConformanceHouse>, IAsyncLifetime
{
    private WebApplication outside = null!;
    private string address = "";
    private string jwks = "";

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        outside = builder.Build();
        outside.MapGet("/jwks", () => Results.Text(jwks, "application/jwk-set+json"));
        outside.MapGet("/moved", () => Results.Redirect("/jwks"));
        outside.MapGet("/huge", () => Results.Text(new string('x', Outbound.MostBytes + 1)));
        outside.MapGet("/broken", () => Results.Text("{"));
        await outside.StartAsync();
        address = outside.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    public async ValueTask DisposeAsync()
    {
        await outside.StopAsync();
        await outside.DisposeAsync();
    }

    [Fact]
    public async Task A_live_client_cannot_make_us_call_this_machine_or_the_inner_network()
    {
        var outbound = house.Get<Outbound>();
        (await outbound.Send(new(HttpMethod.Get, address + "/jwks"), toLive: true, default)).Fault.ShouldNotBeNull();
        (await outbound.Send(new(HttpMethod.Get, address.Replace("http:", "https:", StringComparison.Ordinal) + "/jwks"), toLive: true, default)).Fault.ShouldBe("địa chỉ trong mạng nội bộ");
        (await outbound.Send(new(HttpMethod.Get, "https://localhost:1/"), toLive: true, default)).Fault.ShouldBe("địa chỉ trong mạng nội bộ");
        foreach (var inner in new[] { "https://10.0.0.1/", "https://169.254.169.254/latest", "https://[fd00::1]/", "https://192.168.1.1/" })
        {
            (await outbound.Send(new(HttpMethod.Get, inner), toLive: false, default)).Fault.ShouldBe("địa chỉ trong mạng nội bộ", inner);
            (await outbound.Send(new(HttpMethod.Get, inner), toLive: true, default)).Fault.ShouldBe("địa chỉ trong mạng nội bộ", inner);
        }
        (await outbound.Send(new(HttpMethod.Get, "http://example.vn/"), toLive: false, default)).Fault.ShouldBe("https");
    }

    [Fact]
    public async Task Redirects_are_not_followed_and_long_answers_are_cut_off()
    {
        var outbound = house.Get<Outbound>();
        var moved = await outbound.Send(new(HttpMethod.Get, address + "/moved"), toLive: false, default);
        (moved.Ok, moved.Status).ShouldBe((false, 302));
        (await outbound.Send(new(HttpMethod.Get, address + "/huge"), toLive: false, default)).Ok.ShouldBeFalse();
        (await house.Get<FetchKeys>().Read(address + "/broken", ClientProfile.Fapi, live: false, default)).Faults[0].Error.ShouldBe(ClientErrors.KeysMalformed);
        (await house.Get<FetchKeys>().Read(address + "/none", ClientProfile.Fapi, live: false, default)).Faults[0].Error.ShouldBe(ClientErrors.KeysUnreachable);
    }

    [Fact]
    public async Task Keys_by_address_are_fetched_when_registering_and_again_when_the_client_signs_with_a_new_one()
    {
        var first = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        jwks = Jwt.Set(first, "k1");
        var metadata = new ClientMetadata(ClientProfile.Fapi, "Khóa theo địa chỉ", "G01", "Đăng nhập để thử", Live: false, [ConformanceHouse.Callback], [], null, null, address + "/jwks", ["openid"]);
        var admin = TestCaller.Official("G01", "identity.manage");
        var id = (await house.Get<RegisterOidcClient>().Add(admin, metadata, default)).Value.Id;
        using var before = new Party(house.Address, id, ClientProfile.Fapi, ConformanceHouse.Callback) { Key = first };
        (await before.Push(before.Ask())).Ok();

        var second = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        jwks = Jwt.Set(second, "k2");
        using var after = new Party(house.Address, id, ClientProfile.Fapi, ConformanceHouse.Callback) { Key = second, KeyId = "k2" };
        (await after.Push(after.Ask())).Refused("invalid_client");                // fetched less than a minute ago: a wrong key cannot make us call
        await house.Db<LienThong.Identity.IdentityModule>().Execute("update identity.oidc_client set jwks_fetched_at = jwks_fetched_at - interval '2 minutes' where id = $1", [id], default);
        (await after.Push(after.Ask())).Ok();
        (await before.Push(before.Ask())).Refused("invalid_client");

        var wrong = await house.Get<RegisterOidcClient>().Add(admin, metadata with { JwksUri = address + "/none" }, default);
        wrong.Faults[0].Error.ShouldBe(ClientErrors.KeysUnreachable);
    }
}
