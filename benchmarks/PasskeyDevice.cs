using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LienThong.Bench;

/// <summary>A passkey in software (ES256) that answers assertions.</summary>
sealed class PasskeyDevice
{
    private static readonly byte[] Domain = SHA256.HashData("localhost"u8);
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private uint count = 1;

    public byte[] Id { get; } = RandomNumberGenerator.GetBytes(32);

    /// <summary>Its public key in COSE form.</summary>
    public byte[] CoseKey()
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(5);
        foreach (var (name, value) in new[] { (1, 2), (3, -7), (-1, 1) })
        {
            writer.WriteInt32(name);
            writer.WriteInt32(value);
        }
        writer.WriteInt32(-2);
        writer.WriteByteString(point.X!);
        writer.WriteInt32(-3);
        writer.WriteByteString(point.Y!);
        writer.WriteEndMap();
        return writer.Encode();
    }

    /// <summary>The answer to the options of a server at an origin, for the user of a handle.</summary>
    public string Answer(JsonElement options, string origin, string user)
    {
        var data = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { type = "webauthn.get", challenge = options.GetProperty("challenge").GetString(), origin, crossOrigin = false }));
        var counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, ++count);
        byte[] authenticator = [.. Domain, 0x05, .. counter];
        var signature = key.SignData([.. authenticator, .. SHA256.HashData(data)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return JsonSerializer.Serialize(new
        {
            id = Text(Id), rawId = Text(Id), type = "public-key", clientExtensionResults = new { },
            response = new { clientDataJSON = Text(data), authenticatorData = Text(authenticator), signature = Text(signature), userHandle = Text(Encoding.UTF8.GetBytes(user)) },
        });
    }

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
