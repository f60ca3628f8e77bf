using System.Text.Json;
using LienThong.Identity.Jose;

namespace LienThong.Tests.Identity.Jose;

public sealed class JwkTests
{
    private static readonly Dictionary<string, string> Curve = TestKey.New().Public;
    private static readonly Dictionary<string, string> Modulus = TestKey.New(Alg.Ps256).Public;

    [Fact]
    public void Thumbprints_are_those_of_RFC_7638()
    {
        // The example of section 3.1.
        const string n = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
        Read($$"""{"kty":"RSA","n":"{{n}}","e":"AQAB","alg":"RS256","kid":"2011-04-29"}""").Value!.Thumbprint.ShouldBe("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    [Theory]
    [InlineData("kty", "oct")]
    [InlineData("crv", "P-384")]
    [InlineData("crv", "p-256")]
    [InlineData("x", "AAAA")]
    [InlineData("x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("y", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE")]
    [InlineData("alg", "HS256")]
    [InlineData("alg", "PS256")]
    [InlineData("d", "AAAA")]
    [InlineData("k", "AAAA")]
    [InlineData("kid", "")]
    public void A_curve_key_with_a_fault_is_refused(string member, string value)
    {
        Read(JsonSerializer.Serialize(Curve)).Ok.ShouldBeTrue();
        Read(JsonSerializer.Serialize(new Dictionary<string, string>(Curve) { [member] = value })).Ok.ShouldBeFalse();
    }

    [Theory]
    [InlineData("e", "Aw")]
    [InlineData("e", "AAEAAQ")]
    [InlineData("e", "AQAA")]
    [InlineData("alg", "ES256")]
    [InlineData("alg", "RSA-OAEP")]
    [InlineData("d", "AAAA")]
    [InlineData("qi", "AAAA")]
    public void An_RSA_key_with_a_fault_is_refused(string member, string value)
    {
        Read(JsonSerializer.Serialize(Modulus)).Ok.ShouldBeTrue();
        Read(JsonSerializer.Serialize(new Dictionary<string, string>(Modulus) { [member] = value })).Ok.ShouldBeFalse();
    }

    [Fact]
    public void Small_and_huge_moduli_are_refused()
    {
        foreach (var bytes in new[] { 128, 255, 513 })
        {
            var n = new byte[bytes];
            n[0] = 0xFF;
            n[^1] = 1;
            Read(JsonSerializer.Serialize(new Dictionary<string, string>(Modulus) { ["n"] = Base64UrlText.Of(n) })).Ok.ShouldBeFalse();
        }
    }

    [Fact]
    public void A_set_passes_over_foreign_kinds_and_refuses_dangerous_ones()
    {
        string Set(params object[] keys) => JsonSerializer.Serialize(new { keys });
        var okp = new { kty = "OKP", crv = "Ed25519", x = "AAAA" };
        KeySet.Read(Set(okp, Curve)).Value!.Keys.Count.ShouldBe(1);
        KeySet.Read(Set(okp)).Ok.ShouldBeFalse();
        KeySet.Read(Set(Curve, Curve)).Refusal.ShouldBe("two keys have the same kid");
        KeySet.Read(Set(Curve, new { kty = "oct", k = "AAAA" })).Ok.ShouldBeFalse();
        KeySet.Read(Set(TestKey.New().Secret)).Refusal.ShouldBe("the key holds private members");
        KeySet.Read(Set()).Ok.ShouldBeFalse();
        KeySet.Read(Set([.. Enumerable.Range(0, KeySet.Most + 1).Select(object (_) => Curve)])).Ok.ShouldBeFalse();
        KeySet.Read("""{"keys":[],"keys":[]}""").Ok.ShouldBeFalse();
        KeySet.Read("[]").Ok.ShouldBeFalse();
        var enc = new Dictionary<string, string>(TestKey.New().Public) { ["use"] = "enc", ["alg"] = "ECDH-ES" };
        var both = KeySet.Read(Set(Curve, enc)).Value!;
        both.Keys.Count.ShouldBe(1);
        both.ForEncryption!.Id.ShouldBe(enc["kid"]);
    }

    [Fact]
    public void A_key_verifies_with_its_one_algorithm_only()
    {
        var rsa = TestKey.New(Alg.Ps256);
        var input = "abc"u8.ToArray();
        var signature = rsa.Sign.Sign(input);
        new VerifyKey(rsa.Sign.Public, Alg.Ps256).Verifies(input, signature).ShouldBeTrue();
        new VerifyKey(rsa.Sign.Public, Alg.Rs256).Verifies(input, signature).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => new VerifyKey(rsa.Sign.Public, Alg.Es256));
    }

    private static Checked<Jwk> Read(string json) => Jwk.Read(JsonDocument.Parse(json).RootElement);
}
