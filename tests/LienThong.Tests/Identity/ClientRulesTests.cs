using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using LienThong.Identity.Clients;
using LienThong.Identity.Security;
using LienThong.Kernel.Results;

namespace LienThong.Tests.Identity;

/// <summary>Which addresses and keys a client may register: pure rules.</summary>
public sealed class ClientRulesTests
{
    [Theory]
    [InlineData("https://rp.example.vn/cb", true)]
    [InlineData("https://rp.example.vn/cb?dummy=1", true)]
    [InlineData("https://rp.example.vn:8443/", true)]
    [InlineData("http://127.0.0.1:5000/cb", false)]
    [InlineData("http://localhost:5000/cb", false)]
    [InlineData("http://[::1]:5000/cb", false)]
    public void These_addresses_can_be_registered(string address, bool live) => RedirectRules.Refuses(address, live).ShouldBeNull();

    [Theory]
    [InlineData("", "IDN-0203")]
    [InlineData("/cb", "IDN-0203")]
    [InlineData("https://*.example.vn/cb", "IDN-0203")]
    [InlineData("https://rp.example.vn/*", "IDN-0203")]
    [InlineData("https://rp.example.vn/cb#x", "IDN-0203")]
    [InlineData("https://a@rp.example.vn/cb", "IDN-0203")]
    [InlineData("https://rp.example.vn/../cb", "IDN-0203")]
    [InlineData("https://rp.example.vn/..;/cb", "IDN-0203")]
    [InlineData("https://rp.example.vn/%2e%2e/cb", "IDN-0203")]
    [InlineData("https://rp.example.vn\\@evil.example/cb", "IDN-0203")]
    [InlineData("https://rp.example.vn/a b", "IDN-0203")]
    [InlineData("https://ví-dụ.vn/cb", "IDN-0203")]
    [InlineData("javascript:alert(1)", "IDN-0203")]
    [InlineData("vn.gov.app:/cb", "IDN-0203")]
    [InlineData("http://rp.example.vn/cb", "IDN-0204")]
    [InlineData("http://localhost.example.vn/cb", "IDN-0204")]
    [InlineData("https://rp.example.vn/cb?code=1", "IDN-0205")]
    [InlineData("https://rp.example.vn/cb?x=1&State=2", "IDN-0205")]
    [InlineData("https://rp.example.vn/cb?%69ss=2", "IDN-0205")]
    public void These_addresses_cannot(string address, string code) => RedirectRules.Refuses(address, live: false)!.Error.Code.ShouldBe(code);

    [Fact]
    public void A_live_client_has_no_address_on_its_own_machine()
    {
        RedirectRules.Refuses("http://127.0.0.1:5000/cb", live: true)!.Error.ShouldBe(ClientErrors.RedirectInsecure);
        RedirectRules.Refuses("https://localhost/cb", live: true)!.Error.ShouldBe(ClientErrors.RedirectInsecure);
    }

    [Fact]
    public void Good_keys_are_kept_with_the_members_that_we_know()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        var set = JwksRules.Read(Set(Ec(ec, "a") with { X5u = "https://evil.example" }, Rsa(rsa, "b")), ClientProfile.Fapi).Value;
        set.ShouldNotContain("evil");
        var keys = JsonDocument.Parse(set).RootElement.GetProperty("keys");
        keys.GetArrayLength().ShouldBe(2);
        keys[0].EnumerateObject().Select(m => m.Name).Order().ShouldBe(["crv", "kid", "kty", "use", "x", "y"]);
    }

    [Fact]
    public void A_private_or_symmetric_key_is_told_to_be_leaked()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Refused(Set(Ec(ec, "a") with { D = "AAAA" })).ShouldBe(ClientErrors.KeyPrivate);
        Refused("""{"keys":[{"kty":"oct","kid":"a","k":"AAAA"}]}""").ShouldBe(ClientErrors.KeyPrivate);
    }

    [Fact]
    public void Weak_or_foreign_keys_are_refused()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var small = RSA.Create(1024);
        using var rsa = RSA.Create(2048);
        Refused(Set(Ec(p384, "a") with { Crv = "P-384" })).ShouldBe(ClientErrors.KeyUnfit);
        Refused(Set(Ec(ec, "a") with { X = Ec(ec, "a").Y })).ShouldBe(ClientErrors.KeyUnfit);
        Refused(Set(Rsa(small, "a"))).ShouldBe(ClientErrors.KeyUnfit);
        Refused(Set(Rsa(rsa, "a") with { E = "Aw" })).ShouldBe(ClientErrors.KeyUnfit);
        Refused(Set(Rsa(rsa, "a") with { Alg = "RS256" })).ShouldBe(ClientErrors.KeyUnfit);
        JwksRules.Read(Set(Rsa(rsa, "a") with { Alg = "RS256" }), ClientProfile.Standard).Failed.ShouldBeFalse();
        Refused(Set(Rsa(rsa, "a") with { Alg = "none" })).ShouldBe(ClientErrors.KeyUnfit);
        Refused("""{"keys":[{"kty":"OKP","kid":"a","crv":"Ed25519","x":"AAAA"}]}""").ShouldBe(ClientErrors.KeyUnfit);
    }

    [Fact]
    public void Key_ids_are_distinct_and_sets_are_well_formed()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Refused(Set(Ec(ec, "a"), Ec(ec, "a"))).ShouldBe(ClientErrors.KeyIdUnclear);
        Refused(Set(Ec(ec, "a"), Ec(ec, null))).ShouldBe(ClientErrors.KeyIdUnclear);
        Refused("{}").ShouldBe(ClientErrors.KeysMalformed);
        Refused("[]").ShouldBe(ClientErrors.KeysMalformed);
        Refused("""{"keys":[]}""").ShouldBe(ClientErrors.KeysMalformed);
        Refused("""{"keys":[],"keys":[]}""").ShouldBe(ClientErrors.KeysMalformed);
        Refused("không phải JSON").ShouldBe(ClientErrors.KeysMalformed);
        Refused(Set(Ec(ec, "a") with { Use = "enc" })).ShouldBe(ClientErrors.KeysMalformed);
        Refused(new string(' ', JwksRules.MaxLength + 1)).ShouldBe(ClientErrors.KeysMalformed);
    }

    [Fact]
    public void During_an_overlap_old_keys_stand_behind_the_new_ones()
    {
        using var first = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var second = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var old = JwksRules.Read(Set(Ec(first, "a"), Ec(first, "b")), ClientProfile.Fapi).Value;
        var now = JwksRules.Read(Set(Ec(second, "b")), ClientProfile.Fapi).Value;
        var merged = JsonDocument.Parse(JwksRules.Merge(now, old)!).RootElement.GetProperty("keys").EnumerateArray().ToList();
        merged.Select(k => k.GetProperty("kid").GetString()).ShouldBe(["b", "a"]);
        merged[0].GetProperty("x").GetString().ShouldBe(Ec(second, "b").X);
    }

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("172.20.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::a00:1")]
    public void Inner_addresses_are_known(string address) => Outbound.IsInner(IPAddress.Parse(address)).ShouldBeTrue();

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("2001:4860:4860::8888")]
    public void Outer_addresses_are_called(string address) => Outbound.IsInner(IPAddress.Parse(address)).ShouldBeFalse();

    private static Error Refused(string jwks) => JwksRules.Read(jwks, ClientProfile.Fapi).Faults[0].Error;

    internal static string Set(params Jwk[] keys) => JsonSerializer.Serialize(new { keys }, Lean);

    internal static Jwk Ec(ECDsa key, string? kid)
    {
        var q = key.ExportParameters(false).Q;
        return new("EC", kid, "sig", Crv: "P-256", X: Text(q.X!), Y: Text(q.Y!));
    }

    internal static Jwk Rsa(RSA key, string? kid)
    {
        var p = key.ExportParameters(false);
        return new("RSA", kid, "sig", N: Text(p.Modulus!), E: Text(p.Exponent!));
    }

    private static string Text(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static readonly JsonSerializerOptions Lean = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    internal sealed record Jwk(
        string Kty, string? Kid, string? Use, string? Alg = null, string? Crv = null, string? X = null, string? Y = null, string? N = null, string? E = null, string? D = null, string? X5u = null);
}
