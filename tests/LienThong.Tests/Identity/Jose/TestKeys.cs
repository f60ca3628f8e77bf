using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LienThong.Identity.Jose;

namespace LienThong.Tests.Identity.Jose;

/// <summary>A key pair of a test, as our classes and as JWK members for others.</summary>
sealed class TestKey
{
    private TestKey(SignKey key, Dictionary<string, string> secret) => (Sign, Secret) = (key, secret);

    public SignKey Sign { get; }

    /// <summary>The private JWK.</summary>
    public Dictionary<string, string> Secret { get; }

    public Dictionary<string, string> Public => Sign.Public.ToMembers();

    public KeySet Set => KeySet.Of(new VerifyKey(Sign.Public, Sign.Algorithm));

    public static TestKey New(string algorithm = Alg.Es256)
    {
        var key = SignKey.Create(algorithm);
        var members = key.Public.ToMembers();
        if (algorithm == Alg.Es256)
        {
            using var ec = ECDsa.Create();
            ec.ImportPkcs8PrivateKey(key.Export(), out _);
            members["d"] = Base64UrlText.Of(ec.ExportParameters(true).D);
        }
        else
        {
            using var rsa = RSA.Create();
            rsa.ImportPkcs8PrivateKey(key.Export(), out _);
            var p = rsa.ExportParameters(true);
            foreach (var (name, value) in new[] { ("d", p.D), ("p", p.P), ("q", p.Q), ("dp", p.DP), ("dq", p.DQ), ("qi", p.InverseQ) }) members[name] = Base64UrlText.Of(value);
        }
        return new TestKey(key, members);
    }

    /// <summary>Signs any header and any payload, also wrong ones.</summary>
    public string Forge(string header, string payload)
    {
        var input = Base64UrlText.Of(Encoding.UTF8.GetBytes(header)) + "." + Base64UrlText.Of(Encoding.UTF8.GetBytes(payload));
        return input + "." + Base64UrlText.Of(Sign.Sign(Encoding.ASCII.GetBytes(input)));
    }

    public string Forge(object header, object payload) => Forge(JsonSerializer.Serialize(header), JsonSerializer.Serialize(payload));
}
