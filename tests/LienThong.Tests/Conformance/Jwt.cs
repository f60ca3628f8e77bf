using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LienThong.Tests.Conformance;

/// <summary>JWTs made and checked without a line of the product: what a partner with another library would do.</summary>
internal static class Jwt
{
    public static string Sign(ECDsa key, JsonObject header, JsonObject claims)
    {
        var input = Part(header) + "." + Part(claims);
        return input + "." + Text(key.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256));
    }

    public static string Sign(RSA key, JsonObject header, JsonObject claims)
    {
        var padding = (string?)header["alg"] == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        var input = Part(header) + "." + Part(claims);
        return input + "." + Text(key.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256, padding));
    }

    public static string Unsigned(JsonObject header, JsonObject claims) => Part(header) + "." + Part(claims) + ".";

    public static JsonObject Header(string jwt) => JsonNode.Parse(Base64Url.DecodeFromChars(jwt.Split('.')[0]))!.AsObject();

    public static JsonObject Claims(string jwt) => JsonNode.Parse(Base64Url.DecodeFromChars(jwt.Split('.')[1]))!.AsObject();

    /// <summary>Checks the signature by the key of the set that the header names; answers the claims.</summary>
    public static JsonObject Verified(string jwt, JsonElement jwks)
    {
        var header = Header(jwt);
        var key = jwks.GetProperty("keys").EnumerateArray().Single(k => k.GetProperty("kid").GetString() == (string?)header["kid"]);
        var parts = jwt.Split('.');
        parts.Length.ShouldBe(3);
        var (input, signature) = (Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), Base64Url.DecodeFromChars(parts[2]));
        byte[] Bytes(string name) => Base64Url.DecodeFromChars(key.GetProperty(name).GetString()!);
        bool good;
        if (key.GetProperty("kty").GetString() == "EC")
        {
            ((string?)header["alg"]).ShouldBe("ES256");
            using var ec = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Bytes("x"), Y = Bytes("y") } });
            good = ec.VerifyData(input, signature, HashAlgorithmName.SHA256);
        }
        else
        {
            using var rsa = RSA.Create(new RSAParameters { Modulus = Bytes("n"), Exponent = Bytes("e") });
            good = rsa.VerifyData(input, signature, HashAlgorithmName.SHA256, (string?)header["alg"] == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
        }
        good.ShouldBeTrue("signature of " + header["alg"]);
        return Claims(jwt);
    }

    public static JsonObject PublicKey(ECDsa key)
    {
        var q = key.ExportParameters(false).Q;
        return new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Text(q.X!), ["y"] = Text(q.Y!) };
    }

    public static string Set(ECDsa key, string kid)
    {
        var jwk = PublicKey(key);
        jwk["kid"] = kid;
        jwk["use"] = "sig";
        return new JsonObject { ["keys"] = new JsonArray(jwk) }.ToJsonString();
    }

    /// <summary>RFC 7638.</summary>
    public static string Thumbprint(ECDsa key)
    {
        var jwk = PublicKey(key);
        return Text(SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{jwk["x"]}}","y":"{{jwk["y"]}}"}""")));
    }

    public static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);

    public static string Random() => Text(RandomNumberGenerator.GetBytes(32));

    public static string Hash(string text) => Text(SHA256.HashData(Encoding.ASCII.GetBytes(text)));

    private static string Part(JsonObject part) => Text(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
