using System.Security.Cryptography;
using System.Text;
using LienThong.Identity.Jose;

namespace LienThong.Tests.Identity.Jose;

/// <summary>Our code and npm <c>jose</c> must agree on every honest token, and ours may never accept what jose refuses.</summary>
public sealed class DifferentialTests(JosePeer peer) : IClassFixture<JosePeer>
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 5, 0, 0, TimeSpan.Zero);
    private const string Issuer = "https://id.example.vn";

    [Theory]
    [InlineData(Alg.Es256)]
    [InlineData(Alg.Ps256)]
    [InlineData(Alg.Rs256)]
    public async Task What_we_sign_jose_verifies_and_the_other_way_round(string algorithm)
    {
        var key = TestKey.New(algorithm);
        for (var i = 0; i < 40; i++)
        {
            var claims = new { iss = Issuer, text = "Nguyễn Thị Ổn 👩🏽 \" \\ " + new string('x', i), n = i };
            var ours = Jws.Sign(key.Sign, "JWT", claims);
            (await peer.Ask(new { @do = "verify", jwk = key.Public, alg = algorithm, token = ours })).GetProperty("ok").GetBoolean().ShouldBeTrue();

            var payload = System.Text.Json.JsonSerializer.Serialize(claims);
            var theirs = (await peer.Ask(new { @do = "sign", jwk = key.Secret, header = new { alg = algorithm, typ = "JWT", kid = key.Sign.Id }, payload })).GetProperty("token").GetString()!;
            var read = Jws.Read(theirs);
            read.Refusal.ShouldBeNull();
            key.Set.Verifies(read.Value!).ShouldBeTrue();
            Encoding.UTF8.GetBytes(payload).ShouldBe(Base64UrlText.Read(theirs.Split('.')[1]));
        }
    }

    [Theory]
    [InlineData(Alg.Es256)]
    [InlineData(Alg.Ps256)]
    public async Task Of_mutated_tokens_we_never_accept_one_that_jose_refuses(string algorithm)
    {
        var random = new Random(20261121);
        var key = TestKey.New(algorithm);
        var honest = key.Forge(new { alg = algorithm, typ = "at+jwt", kid = key.Sign.Id }, Honest());
        var (refused, accepted) = (0, 0);
        for (var i = 0; i < 400; i++)
        {
            var token = i == 0 ? honest : Mutation.Of(honest, random);
            var read = Jws.Read(token);
            var ours = read.Ok && key.Set.Verifies(read.Value);
            var theirs = (await peer.Ask(new { @do = "verify", jwk = key.Public, alg = algorithm, token })).GetProperty("ok").GetBoolean();
            if (ours) theirs.ShouldBeTrue(token);
            if (token != honest) ours.ShouldBeFalse(token);
            _ = ours ? accepted++ : refused++;
        }
        accepted.ShouldBeGreaterThan(0);
        refused.ShouldBeGreaterThan(300);
    }

    [Theory]
    [InlineData(Alg.A128Gcm)]
    [InlineData(Alg.A256Gcm)]
    public async Task Encryption_works_in_both_directions(string encryption)
    {
        using var secret = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var p = secret.ExportParameters(true);
        var jwk = new Dictionary<string, string> { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64UrlText.Of(p.Q.X), ["y"] = Base64UrlText.Of(p.Q.Y), ["use"] = "enc" };
        var open = Jwk.Read(System.Text.Json.JsonSerializer.SerializeToElement(jwk)).Value!;
        var full = new Dictionary<string, string>(jwk) { ["d"] = Base64UrlText.Of(p.D) };
        foreach (var text in new[] { "", "a", "eyJ.x.y", "Đặng Thị Ánh Tuyết", new string('z', 5000) })
        {
            var ours = Jwe.Encrypt(open, encryption, text);
            (await peer.Ask(new { @do = "decrypt", jwk = full, token = ours })).GetProperty("text").GetString().ShouldBe(text);
            Jwe.Decrypt(secret, ours).Value.ShouldBe(text);
            foreach (var party in new object[] { new { alg = "ECDH-ES", enc = encryption } })
            {
                var theirs = (await peer.Ask(new { @do = "encrypt", jwk, header = party, text })).GetProperty("token").GetString()!;
                Jwe.Decrypt(secret, theirs).Value.ShouldBe(text);
            }
            Jwe.Decrypt(secret, ours[..^2] + (ours[^2] == 'A' ? 'B' : 'A') + ours[^1]).Ok.ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Damaged_encrypted_tokens_are_refused_by_both()
    {
        using var secret = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var p = secret.ExportParameters(true);
        var full = new Dictionary<string, string> { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64UrlText.Of(p.Q.X), ["y"] = Base64UrlText.Of(p.Q.Y), ["d"] = Base64UrlText.Of(p.D) };
        var open = Jwk.Read(System.Text.Json.JsonSerializer.SerializeToElement(full.Where(m => m.Key != "d").ToDictionary())).Value!;
        var honest = Jwe.Encrypt(open, Alg.A256Gcm, "bí mật");
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var token = Mutation.Of(honest, random);
            if (token == honest) continue;
            Jwe.Decrypt(secret, token).Ok.ShouldBeFalse(token);
        }
        foreach (var wrong in new[] { "RSA-OAEP", "dir", "ECDH-ES+A128KW" })
            Jwe.Decrypt(secret, Base64UrlText.Of(Encoding.UTF8.GetBytes($$"""{"alg":"{{wrong}}","enc":"A256GCM"}""")) + honest[honest.IndexOf('.')..]).Ok.ShouldBeFalse();
    }

    [Fact]
    public async Task Thumbprints_agree()
    {
        foreach (var algorithm in new[] { Alg.Es256, Alg.Ps256 })
        {
            var key = TestKey.New(algorithm);
            (await peer.Ask(new { @do = "thumbprint", jwk = key.Public })).GetProperty("thumbprint").GetString().ShouldBe(key.Sign.Public.Thumbprint);
        }
    }

    private static object Honest() => new { iss = Issuer, aud = Issuer + "/api", sub = "s", client_id = "c", jti = "j", iat = Now.ToUnixTimeSeconds(), exp = Now.AddMinutes(5).ToUnixTimeSeconds() };
}

/// <summary>Damages a token in one of the ways that attackers and broken software do.</summary>
static class Mutation
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \"{}\u00e9";

    public static string Of(string token, Random random)
    {
        var text = new StringBuilder(token);
        for (var times = random.Next(1, 4); times > 0 && text.Length > 0; times--) Once(text, random);
        return text.ToString();
    }

    private static void Once(StringBuilder text, Random random)
    {
        var at = random.Next(text.Length);
        switch (random.Next(7))
        {
            case 0: text[at] = Letters[random.Next(Letters.Length)]; break;
            case 1: text.Remove(at, 1); break;
            case 2: text.Insert(at, Letters[random.Next(Letters.Length)]); break;
            case 3: text.Length = at; break;
            case 4: text.Append(text.ToString(at, Math.Min(20, text.Length - at))); break;
            case 5: Header(text, random); break;
            default: (text[at], text[^1]) = (text[^1], text[at]); break;
        }
    }

    // A change inside the JSON, re-encoded: gets past the outer form and reaches the rules.
    private static void Header(StringBuilder text, Random random)
    {
        var parts = text.ToString().Split('.');
        var which = random.Next(Math.Min(2, parts.Length));
        if (Base64UrlText.Read(parts[which]) is not { Length: > 2 } bytes) return;
        bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        parts[which] = Base64UrlText.Of(bytes);
        text.Clear().Append(string.Join('.', parts));
    }
}
