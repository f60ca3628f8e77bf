using System.Security.Cryptography;
using System.Text;

namespace LienThong.Ledger.Notes;

/// <summary>
/// The log's own signing keys: ECDSA P-256 and Ed25519, in one PEM file that only the program may read. Made at the first start, then never
/// replaced silently: a log whose key is lost is a new log.
/// </summary>
sealed class LogKeys : IDisposable
{
    private const string FileName = "signing-key.pem", PublicFileName = "verifier-keys.txt";
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // The fixed DER wrapping of an Ed25519 seed in PKCS #8 (RFC 8410 §7).
    private static readonly byte[] Ed25519Prefix = Convert.FromHexString("302e020100300506032b657004220420");

    private readonly ECDsa ecdsa;
    private readonly byte[]? seed;

    private LogKeys(string origin, ECDsa ecdsa, byte[]? seed)
    {
        (Origin, this.ecdsa, this.seed) = (origin, ecdsa, seed);
        var keys = new List<VerifierKey> { VerifierKey.Of(origin, NoteKeyType.EcdsaP256, ecdsa.ExportSubjectPublicKeyInfo()) };
        if (seed is not null) keys.Add(VerifierKey.Of(origin, NoteKeyType.Ed25519, Ed25519.PublicKey(seed)));
        Verifiers = keys;
    }

    public string Origin { get; }

    /// <summary>What auditors need to check this log.</summary>
    public IReadOnlyList<VerifierKey> Verifiers { get; }

    /// <summary>Reads the key file, or makes it at the first start.</summary>
    public static LogKeys Open(string folder, string origin)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) Create(path);
        var keys = Read(origin, path);
        File.WriteAllLines(Path.Combine(folder, PublicFileName), keys.Verifiers.Select(k => k.ToString()));
        return keys;
    }

    public SignedNote Sign(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var signatures = new List<NoteSignature>(2);
        foreach (var key in Verifiers)
        {
            var signature = key.Type == NoteKeyType.Ed25519
                ? Ed25519.Sign(seed, bytes)
                : ecdsa.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
            signatures.Add(new NoteSignature(key.Name, key.KeyId, signature));
        }
        return new SignedNote(text, signatures);
    }

    public void Dispose() => ecdsa.Dispose();

    private static void Create(string path)
    {
        using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = fresh.ExportPkcs8PrivateKeyPem() + "\n";
        if (Ed25519.IsSupported)
        {
            byte[] wrapped = [.. Ed25519Prefix, .. RandomNumberGenerator.GetBytes(Ed25519.SeedLength)];
            pem += new string(PemEncoding.Write("PRIVATE KEY", wrapped)) + "\n";
        }
        var temporary = path + "." + Guid.CreateVersion7().ToString("N");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Private;
        using (var file = new FileStream(temporary, options))
        {
            file.Write(Encoding.ASCII.GetBytes(pem));
            file.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(temporary, path, overwrite: false); // two programs starting at once keep one key
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(temporary);
        }
    }

    private static LogKeys Read(string origin, string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~Private) != UnixFileMode.None)
        {
            throw new InvalidOperationException($"The signing key {path} can be read by others. Run: chmod 600 {path}");
        }
        ECDsa? ecdsa = null;
        byte[]? seed = null;
        var rest = File.ReadAllText(path).AsSpan();
        while (PemEncoding.TryFind(rest, out var pem))
        {
            var der = Convert.FromBase64String(rest[pem.Base64Data].ToString());
            if (der.AsSpan().StartsWith(Ed25519Prefix))
            {
                seed = der[Ed25519Prefix.Length..];
            }
            else
            {
                ecdsa = ECDsa.Create();
                ecdsa.ImportPkcs8PrivateKey(der, out _);
            }
            rest = rest[pem.Location.End..];
        }
        if (ecdsa is null) throw new InvalidOperationException($"{path} holds no P-256 key. Restore the file from its backup.");
        return new LogKeys(origin, ecdsa, Ed25519.IsSupported ? seed : null);
    }
}
