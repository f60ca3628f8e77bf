using System.Reflection;
using System.Runtime.InteropServices;

namespace LienThong.Ledger.Notes;

/// <summary>Ed25519 (RFC 8032) through the libcrypto that .NET itself loads on Linux: .NET 10 has no such type, and witnesses ask for it.</summary>
static partial class Ed25519
{
    public const int SeedLength = 32, PublicLength = 32, SignatureLength = 64;

    private const int Type = 1087; // NID_ED25519
    private const string Library = "crypto";

    private static readonly Lazy<bool> Found = new(() => Load(typeof(Ed25519).Assembly) != 0);

    static Ed25519() => NativeLibrary.SetDllImportResolver(typeof(Ed25519).Assembly, static (name, assembly, _) =>
        string.Equals(name, Library, StringComparison.Ordinal) ? Load(assembly) : 0);

    /// <summary>False where no OpenSSL 1.1.1 or later is installed; the log then signs with ECDSA alone.</summary>
    public static bool IsSupported => Found.Value;

    public static byte[] PublicKey(ReadOnlySpan<byte> seed)
    {
        var key = EVP_PKEY_new_raw_private_key(Type, 0, seed, (nuint)seed.Length);
        try
        {
            var bytes = new byte[PublicLength];
            nuint length = PublicLength;
            Must(key != 0 && EVP_PKEY_get_raw_public_key(key, bytes, ref length) == 1);
            return bytes;
        }
        finally
        {
            EVP_PKEY_free(key);
        }
    }

    public static byte[] Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> message)
    {
        var key = EVP_PKEY_new_raw_private_key(Type, 0, seed, (nuint)seed.Length);
        var context = EVP_MD_CTX_new();
        try
        {
            var signature = new byte[SignatureLength];
            nuint length = SignatureLength;
            Must(key != 0 && context != 0 && EVP_DigestSignInit(context, 0, 0, 0, key) == 1);
            Must(EVP_DigestSign(context, signature, ref length, message, (nuint)message.Length) == 1 && length == SignatureLength);
            return signature;
        }
        finally
        {
            EVP_MD_CTX_free(context);
            EVP_PKEY_free(key);
        }
    }

    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != PublicLength || signature.Length != SignatureLength) return false;
        var key = EVP_PKEY_new_raw_public_key(Type, 0, publicKey, PublicLength);
        var context = EVP_MD_CTX_new();
        try
        {
            return key != 0 && context != 0 && EVP_DigestVerifyInit(context, 0, 0, 0, key) == 1
                && EVP_DigestVerify(context, signature, SignatureLength, message, (nuint)message.Length) == 1;
        }
        finally
        {
            EVP_MD_CTX_free(context);
            EVP_PKEY_free(key);
        }
    }

    private static void Must(bool ok)
    {
        if (!ok) throw new System.Security.Cryptography.CryptographicException("libcrypto refused an Ed25519 operation.");
    }

    private static nint Load(Assembly assembly)
    {
        foreach (var name in (string[])["libcrypto.so.3", "libcrypto.so.1.1", "libcrypto.3.dylib", "libcrypto-3-x64"])
        {
            if (NativeLibrary.TryLoad(name, assembly, null, out var handle)) return handle;
        }
        return 0;
    }

    [LibraryImport(Library)]
    private static partial nint EVP_PKEY_new_raw_private_key(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Library)]
    private static partial nint EVP_PKEY_new_raw_public_key(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Library)]
    private static partial int EVP_PKEY_get_raw_public_key(nint key, Span<byte> bytes, ref nuint length);

    [LibraryImport(Library)]
    private static partial void EVP_PKEY_free(nint key);

    [LibraryImport(Library)]
    private static partial nint EVP_MD_CTX_new();

    [LibraryImport(Library)]
    private static partial void EVP_MD_CTX_free(nint context);

    [LibraryImport(Library)]
    private static partial int EVP_DigestSignInit(nint context, nint keyContext, nint digest, nint engine, nint key);

    [LibraryImport(Library)]
    private static partial int EVP_DigestSign(nint context, Span<byte> signature, ref nuint length, ReadOnlySpan<byte> message, nuint messageLength);

    [LibraryImport(Library)]
    private static partial int EVP_DigestVerifyInit(nint context, nint keyContext, nint digest, nint engine, nint key);

    [LibraryImport(Library)]
    private static partial int EVP_DigestVerify(nint context, ReadOnlySpan<byte> signature, nuint length, ReadOnlySpan<byte> message, nuint messageLength);
}
