using System.Text;
using LienThong.Identity.Jose;

namespace LienThong.Tests.Identity.Jose;

/// <summary>Our own set of hostile tokens in the manner of Wycheproof: each names what is wrong, and what an honest one looks like.</summary>
public sealed class JwsVectorTests
{
    private const string Issuer = "https://id.example.vn", Audience = Issuer + "/api";
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 5, 0, 0, TimeSpan.Zero);
    private static readonly TestKey Key = TestKey.New();
    private static readonly string Header = $$"""{"alg":"ES256","typ":"at+jwt","kid":"{{Key.Sign.Id}}"}""";
    private static readonly string Claims = $$"""{"iss":"{{Issuer}}","aud":"{{Audience}}","sub":"s","client_id":"c","jti":"j","iat":{{Now.ToUnixTimeSeconds()}},"exp":{{Now.AddMinutes(5).ToUnixTimeSeconds()}},"scope":"a b"}""";

    public static TheoryData<string> Hostile => [.. Vectors().Select(v => v.Name)];

    [Fact]
    public void An_honest_token_is_accepted()
    {
        var token = AccessTokens.Verify(Key.Forge(Header, Claims), Key.Set, Issuer, Audience, Now);
        token.Refusal.ShouldBeNull();
        token.Value!.Scopes.ShouldBe(["a", "b"]);
        token.Value.Thumbprint.ShouldBeNull();
        // Members that mean nothing to us are ignored, as RFC 7515 section 4 asks.
        AccessTokens.Verify(Key.Forge(Header.Replace("}", ",\"x-own\":1}"), Claims.Replace("}", ",\"own\":[{}]}")), Key.Set, Issuer, Audience, Now).Ok.ShouldBeTrue();
        AccessTokens.Verify(Key.Forge(Header.Replace("at+jwt", "application/AT+JWT"), Claims), Key.Set, Issuer, Audience, Now).Ok.ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_token_is_refused(string name)
    {
        var token = Vectors().Single(v => v.Name == name).Token;
        AccessTokens.Verify(token, Key.Set, Issuer, Audience, Now).Ok.ShouldBeFalse();
    }

    private static IEnumerable<(string Name, string Token)> Vectors() => [.. Forms(), .. Headers(), .. Payloads(), .. Signatures()];

    private static IEnumerable<(string, string)> Forms()
    {
        var good = Key.Forge(Header, Claims);
        var parts = good.Split('.');
        yield return ("empty", "");
        yield return ("one part", parts[0]);
        yield return ("two parts", parts[0] + "." + parts[1]);
        yield return ("four parts", good + ".");
        yield return ("five parts", good + "..");
        yield return ("empty header", "." + parts[1] + "." + parts[2]);
        yield return ("empty payload", parts[0] + ".." + parts[2]);
        yield return ("empty signature", parts[0] + "." + parts[1] + ".");
        yield return ("space before", " " + good);
        yield return ("line end after", good + "\n");
        yield return ("padding", good + "=");
        yield return ("padding in the header", parts[0] + "=." + parts[1] + "." + parts[2]);
        yield return ("plain base64 letters", parts[0] + "." + parts[1] + "." + parts[2].Replace('-', '+').Replace('_', '/') + "+/==");
        yield return ("unused bits set", parts[0] + "." + parts[1] + "." + parts[2][..^1] + (char)(parts[2][^1] + 1));
        yield return ("longer than allowed", parts[0] + "." + new string('A', Jws.Longest) + "." + parts[2]);
        yield return ("letters outside ASCII", parts[0] + "." + parts[1] + "." + "ａ" + parts[2][1..]);
        yield return ("the JSON form", $$"""{"protected":"{{parts[0]}}","payload":"{{parts[1]}}","signature":"{{parts[2]}}"}""");
    }

    private static IEnumerable<(string, string)> Headers()
    {
        string With(string header) => Key.Forge(header, Claims);
        yield return ("alg none", With(Header.Replace("ES256", "none")));
        yield return ("alg NONE", With(Header.Replace("ES256", "NONE")));
        yield return ("alg HS256", With(Header.Replace("ES256", "HS256")));
        yield return ("alg ES384", With(Header.Replace("ES256", "ES384")));
        yield return ("alg es256", With(Header.Replace("ES256", "es256")));
        yield return ("alg PS256 with a curve key", With(Header.Replace("ES256", "PS256")));
        yield return ("alg RS256", With(Header.Replace("ES256", "RS256")));
        yield return ("alg missing", With("""{"typ":"at+jwt"}"""));
        yield return ("alg a number", With("""{"alg":256,"typ":"at+jwt"}"""));
        yield return ("alg twice", With(Header.Replace("{", """{"alg":"none",""")));
        yield return ("alg twice, once escaped", With(Header.Replace("{", """{"\u0061lg":"none",""")));
        foreach (var member in new[] { "crit", "b64", "zip", "jku", "x5u", "x5c", "enc", "epk", "p2c" }) yield return ("header with " + member, With(Header.Replace("}", $",\"{member}\":\"x\"}}")));
        yield return ("header with crit list", With(Header.Replace("}", ",\"crit\":[\"exp\"]}")));
        yield return ("header with b64 false", With(Header.Replace("}", ",\"b64\":false,\"crit\":[\"b64\"]}")));
        yield return ("key in the header", Key.Forge(Header.Replace("}", $",\"jwk\":{System.Text.Json.JsonSerializer.Serialize(Key.Public)}}}"), Claims));
        yield return ("typ missing", With("""{"alg":"ES256"}"""));
        yield return ("typ JWT", With(Header.Replace("at+jwt", "JWT")));
        yield return ("typ dpop+jwt", With(Header.Replace("at+jwt", "dpop+jwt")));
        yield return ("typ logout+jwt", With(Header.Replace("at+jwt", "logout+jwt")));
        yield return ("typ a list", With(Header.Replace("\"at+jwt\"", "[\"at+jwt\"]")));
        yield return ("kid of another key", With(Header.Replace(Key.Sign.Id, "../../etc/passwd")));
        yield return ("kid as SQL", With(Header.Replace(Key.Sign.Id, "' or 1=1 --")));
        yield return ("kid a number", With("""{"alg":"ES256","typ":"at+jwt","kid":1}"""));
        yield return ("header a list", With("[" + Header + "]"));
        yield return ("header with a comment", With(Header.Replace("{", "{/**/")));
        yield return ("header with a trailing comma", With(Header.Replace("}", ",}")));
        yield return ("header twice", With(Header + Header));
        yield return ("header with NUL", With(Header.Replace("}", ",\"a\":\"\\u0000\"}")));
        yield return ("header with half a pair", With(Header.Replace("}", ",\"a\":\"\\ud800\"}")));
        yield return ("header with a byte order mark", With("\ufeff" + Header));
        yield return ("deep header", With(Header.Replace("}", ",\"a\":" + new string('[', 40) + new string(']', 40) + "}")));
    }

    private static IEnumerable<(string, string)> Payloads()
    {
        string With(string claims) => Key.Forge(Header, claims);
        yield return ("payload empty object", With("{}"));
        yield return ("payload text", With("\"a\""));
        yield return ("payload null", With("null"));
        yield return ("iss of another", With(Claims.Replace(Issuer + "\"", "https://id.example.com\"")));
        yield return ("iss with slash", With(Claims.Replace($"\"iss\":\"{Issuer}\"", $"\"iss\":\"{Issuer}/\"")));
        yield return ("iss a list", With(Claims.Replace($"\"iss\":\"{Issuer}\"", $"\"iss\":[\"{Issuer}\"]")));
        yield return ("iss twice", With(Claims.Replace("{", "{\"iss\":\"x\",")));
        yield return ("aud of another", With(Claims.Replace(Audience, "https://else.vn/api")));
        yield return ("aud a list", With(Claims.Replace($"\"aud\":\"{Audience}\"", $"\"aud\":[\"{Audience}\",\"x\"]")));
        yield return ("expired", With(Claims.Replace($"{Now.AddMinutes(5).ToUnixTimeSeconds()}", $"{Now.ToUnixTimeSeconds()}")));
        yield return ("exp as text", With(Claims.Replace($"{Now.AddMinutes(5).ToUnixTimeSeconds()}", $"\"{Now.AddMinutes(5).ToUnixTimeSeconds()}\"")));
        yield return ("exp huge", With(Claims.Replace($"{Now.AddMinutes(5).ToUnixTimeSeconds()}", "1e300")));
        yield return ("exp negative", With(Claims.Replace($"{Now.AddMinutes(5).ToUnixTimeSeconds()}", "-1")));
        yield return ("exp missing", With(Claims.Replace("\"exp\"", "\"exq\"")));
        yield return ("iat in the future", With(Claims.Replace($"\"iat\":{Now.ToUnixTimeSeconds()}", $"\"iat\":{Now.AddSeconds(11).ToUnixTimeSeconds()}")));
        yield return ("nbf in the future", With(Claims.Replace("{", $"{{\"nbf\":{Now.AddSeconds(11).ToUnixTimeSeconds()},")));
        yield return ("nbf as text", With(Claims.Replace("{", "{\"nbf\":\"0\",")));
        yield return ("sub missing", With(Claims.Replace("\"sub\"", "\"sab\"")));
        yield return ("client_id missing", With(Claims.Replace("client_id", "client")));
        yield return ("jti a number", With(Claims.Replace("\"j\"", "7")));
        yield return ("cnf not understood", With(Claims.Replace("{", "{\"cnf\":{\"x5t#S256\":\"a\"},")));
        yield return ("cnf text", With(Claims.Replace("{", "{\"cnf\":\"a\",")));
        yield return ("invalid UTF-8", Utf8Fault());
    }

    private static IEnumerable<(string, string)> Signatures()
    {
        var good = Key.Forge(Header, Claims);
        var cut = good.LastIndexOf('.') + 1;
        string With(byte[] signature) => good[..cut] + Base64UrlText.Of(signature);
        var bytes = Base64UrlText.Read(good.AsSpan(cut))!;
        yield return ("signature zero", With(new byte[64]));
        yield return ("signature r zero", With([.. new byte[32], .. bytes[32..]]));
        yield return ("signature s zero", With([.. bytes[..32], .. new byte[32]]));
        yield return ("signature short", With(bytes[..63]));
        yield return ("signature long", With([.. bytes, 0]));
        yield return ("signature with zero before r", With([0, .. bytes]));
        yield return ("signature halves swapped", With([.. bytes[32..], .. bytes[..32]]));
        yield return ("signature all ones", With([.. Enumerable.Repeat((byte)255, 64)]));
        yield return ("signature as DER", With(Der(good[..(cut - 1)])));
        yield return ("signature of another key", TestKey.New().Forge(Header, Claims));
        yield return ("signature of other claims", Key.Forge(Header, Claims.Replace("\"a b\"", "\"a b c\""))[..0] + string.Join('.', good.Split('.')[0], Base64UrlText.Of(Encoding.UTF8.GetBytes(Claims.Replace("\"a b\"", "\"admin\""))), good.Split('.')[2]));
        for (var i = 0; i < 64; i += 9) yield return ($"signature with bit of byte {i} turned", With([.. bytes.Select((b, at) => at == i ? (byte)(b ^ 1) : b)]));
    }

    private static byte[] Der(string input)
    {
        using var ec = System.Security.Cryptography.ECDsa.Create();
        ec.ImportPkcs8PrivateKey(Key.Sign.Export(), out _);
        return ec.SignData(Encoding.ASCII.GetBytes(input), System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.DSASignatureFormat.Rfc3279DerSequence);
    }

    private static string Utf8Fault()
    {
        byte[] claims = [.. Encoding.UTF8.GetBytes(Claims[..^1]), .. ",\"a\":\""u8, 0xC0, 0xAF, .. "\"}"u8];
        var input = Base64UrlText.Of(Encoding.UTF8.GetBytes(Header)) + "." + Base64UrlText.Of(claims);
        return input + "." + Base64UrlText.Of(Key.Sign.Sign(Encoding.ASCII.GetBytes(input)));
    }
}
