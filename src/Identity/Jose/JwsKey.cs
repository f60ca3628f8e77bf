using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace LienThong.Identity.Jose;

/// <summary>
/// A key ready to verify, for one algorithm. Importing costs as much as two verifications, and a framework key is not promised to serve two
/// threads at once, so imported keys are lent out and come back.
/// </summary>
internal sealed class VerifyKey
{
    private readonly Jwk key;
    private readonly ConcurrentBag<AsymmetricAlgorithm> idle = [];

    /// <param name="key">The public key.</param>
    /// <param name="algorithm">ES256 for P-256; PS256 or RS256 for RSA.</param>
    public VerifyKey(Jwk key, string algorithm)
    {
        if (algorithm == Alg.Es256 != key.Ec is not null) throw new ArgumentException($"{algorithm} does not fit the key.");
        (this.key, Algorithm) = (key, algorithm);
    }

    public string Algorithm { get; }

    public string? Id => key.Id;

    public string Thumbprint => key.Thumbprint;

    public bool Verifies(ReadOnlySpan<byte> input, ReadOnlySpan<byte> signature)
    {
        if (!idle.TryTake(out var imported)) imported = key.Ec is { } ec ? ECDsa.Create(ec) : RSA.Create(key.Rsa!.Value);
        try
        {
            return imported switch
            {
                ECDsa ecdsa => signature.Length == 64 && ecdsa.VerifyData(input, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
                RSA rsa => signature.Length == key.Rsa!.Value.Modulus!.Length && rsa.VerifyData(input, signature, HashAlgorithmName.SHA256, Padding(Algorithm)),
                _ => false,
            };
        }
        finally
        {
            if (idle.Count < Environment.ProcessorCount) idle.Add(imported);
            else imported.Dispose();
        }
    }

    internal static RSASignaturePadding Padding(string algorithm) => algorithm == Alg.Ps256 ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
}

/// <summary>A private key of ours, for one algorithm. Its id is the thumbprint of its public half.</summary>
internal sealed class SignKey
{
    private readonly byte[] pkcs8;
    private readonly ConcurrentBag<AsymmetricAlgorithm> idle = [];

    private SignKey(byte[] pkcs8, string algorithm)
    {
        (this.pkcs8, Algorithm) = (pkcs8, algorithm);
        var imported = Import();
        var bare = imported is ECDsa ec ? Jwk.Of(ec, "") : Jwk.Of((RSA)imported, "", algorithm);
        Public = imported is ECDsa curve ? Jwk.Of(curve, bare.Thumbprint) : Jwk.Of((RSA)imported, bare.Thumbprint, algorithm);
        idle.Add(imported);
    }

    public string Algorithm { get; }

    public Jwk Public { get; }

    public string Id => Public.Id!;

    /// <summary>A new key: P-256, or RSA of 2,048 bits.</summary>
    public static SignKey Create(string algorithm)
    {
        using AsymmetricAlgorithm fresh = algorithm == Alg.Es256 ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : RSA.Create(2048);
        return new SignKey(fresh.ExportPkcs8PrivateKey(), algorithm);
    }

    /// <summary>A key as it was exported; the caller has unwrapped it.</summary>
    public static SignKey Open(byte[] pkcs8, string algorithm) => new(pkcs8, algorithm);

    /// <summary>The private key in the clear (PKCS #8), for wrapping only.</summary>
    public byte[] Export() => [.. pkcs8];

    public byte[] Sign(ReadOnlySpan<byte> input)
    {
        if (!idle.TryTake(out var key)) key = Import();
        try
        {
            return key is ECDsa ec
                ? ec.SignData(input, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
                : ((RSA)key).SignData(input, HashAlgorithmName.SHA256, VerifyKey.Padding(Algorithm));
        }
        finally
        {
            if (idle.Count < Environment.ProcessorCount) idle.Add(key);
            else key.Dispose();
        }
    }

    private AsymmetricAlgorithm Import()
    {
        AsymmetricAlgorithm key = Algorithm == Alg.Es256 ? ECDsa.Create() : RSA.Create();
        if (key is ECDsa ec) ec.ImportPkcs8PrivateKey(pkcs8, out _);
        else ((RSA)key).ImportPkcs8PrivateKey(pkcs8, out _);
        return key;
    }
}
