using System.Globalization;
using System.Text;

namespace LienThong.Ledger.Notes;

/// <summary>One signature line of a note.</summary>
/// <param name="Name">Name of the key.</param>
/// <param name="KeyId">First four bytes, big endian, that tell keys of one name apart.</param>
/// <param name="Signature">What the key's algorithm produced.</param>
public sealed record NoteSignature(string Name, uint KeyId, byte[] Signature)
{
    /// <summary>The line as it stands in the note, without its newline.</summary>
    public override string ToString()
    {
        var bytes = new byte[4 + Signature.Length];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
        Signature.CopyTo(bytes, 4);
        return $"— {Name} {Convert.ToBase64String(bytes)}";
    }
}

/// <summary>A text with signature lines, as c2sp.org/signed-note defines it.</summary>
/// <param name="Text">What is signed, its last newline included.</param>
/// <param name="Signatures">At least one.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    private const int MaxSignatures = 100;

    /// <summary>The note, byte for byte.</summary>
    public string Format()
    {
        var note = new StringBuilder(Text).Append('\n');
        foreach (var signature in Signatures) note.Append(signature.ToString()).Append('\n');
        return note.ToString();
    }

    /// <summary>Takes a note apart. Null when it is not one; nothing is verified.</summary>
    public static SignedNote? Parse(string note)
    {
        if (note.Any(c => c < ' ' && c != '\n') || !note.EndsWith('\n')) return null;
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || end + 2 >= note.Length) return null;
        var lines = note[(end + 2)..^1].Split('\n');
        if (lines.Length > MaxSignatures) return null;
        var signatures = new List<NoteSignature>(lines.Length);
        foreach (var line in lines)
        {
            if (ParseLine(line) is not { } signature) return null;
            signatures.Add(signature);
        }
        return new SignedNote(note[..(end + 1)], signatures);
    }

    /// <summary>True when at least one known key signed, and no signature that claims a known key is wrong. Unknown keys are ignored.</summary>
    public bool Verify(IReadOnlyList<VerifierKey> keys)
    {
        var verified = false;
        var text = Encoding.UTF8.GetBytes(Text);
        foreach (var signature in Signatures)
        {
            var key = keys.FirstOrDefault(k => k.KeyId == signature.KeyId && string.Equals(k.Name, signature.Name, StringComparison.Ordinal));
            if (key is null) continue;
            if (!key.Verify(text, signature.Signature)) return false;
            verified = true;
        }
        return verified;
    }

    private static NoteSignature? ParseLine(string line)
    {
        if (!line.StartsWith("— ", StringComparison.Ordinal)) return null;
        var parts = line[2..].Split(' ');
        if (parts.Length != 2 || !VerifierKey.IsName(parts[0])) return null;
        var bytes = new byte[parts[1].Length];
        if (!Convert.TryFromBase64String(parts[1], bytes, out var length) || length < 5) return null;
        if (!string.Equals(Convert.ToBase64String(bytes, 0, length), parts[1], StringComparison.Ordinal)) return null;
        return new NoteSignature(parts[0], System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[4..length]);
    }
}

/// <summary>Signature types of c2sp.org/signed-note that this log uses.</summary>
public enum NoteKeyType : byte
{
    /// <summary>Ed25519 (RFC 8032): what public witnesses expect.</summary>
    Ed25519 = 1,
    /// <summary>ECDSA P-256 over SHA-256, DER: what every platform verifies.</summary>
    EcdsaP256 = 2,
}

/// <summary>A public key in the form that auditors keep: <c>name+id+base64</c>.</summary>
public sealed record VerifierKey(string Name, uint KeyId, NoteKeyType Type, byte[] PublicKey)
{
    /// <summary>Derives the key id as the standard says for each type.</summary>
    public static VerifierKey Of(string name, NoteKeyType type, byte[] publicKey)
    {
        if (!IsName(name)) throw new ArgumentException($"'{name}' cannot name a key: no spaces, no plus sign.", nameof(name));
        byte[] identified = type == NoteKeyType.EcdsaP256 ? publicKey : [.. Encoding.UTF8.GetBytes(name), (byte)'\n', (byte)type, .. publicKey];
        var hash = System.Security.Cryptography.SHA256.HashData(identified);
        return new VerifierKey(name, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash), type, publicKey);
    }

    /// <summary>Reads a verifier key; null when it is malformed or its id does not fit.</summary>
    public static VerifierKey? Parse(string text)
    {
        var parts = text.Trim().Split('+', 3);
        if (parts.Length != 3 || !IsName(parts[0])) return null;
        if (!uint.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id) || parts[1].Length != 8) return null;
        var bytes = new byte[parts[2].Length];
        if (!Convert.TryFromBase64String(parts[2], bytes, out var length) || length < 2) return null;
        if (bytes[0] is not (1 or 2)) return null;
        var key = Of(parts[0], (NoteKeyType)bytes[0], bytes[1..length]);
        return key.KeyId == id ? key : null;
    }

    public bool Verify(ReadOnlySpan<byte> text, byte[] signature)
    {
        if (Type == NoteKeyType.Ed25519) return Ed25519.Verify(PublicKey, text, signature);
        try
        {
            using var key = System.Security.Cryptography.ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(PublicKey, out _);
            return key.VerifyData(text, signature, System.Security.Cryptography.HashAlgorithmName.SHA256,
                System.Security.Cryptography.DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return false; // a key or signature that is not one does not verify
        }
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}+{KeyId:x8}+{Convert.ToBase64String([(byte)Type, .. PublicKey])}");

    internal static bool IsName(string name) => name.Length > 0 && !name.Any(c => char.IsWhiteSpace(c) || c == '+');
}
