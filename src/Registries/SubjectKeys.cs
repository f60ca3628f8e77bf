using System.Security.Cryptography;
using System.Text;
using LienThong.Dictionary;

namespace LienThong.Registries;

/// <summary>
/// Keys of subjects that are no persons, made from what names them, so that every register finds the same organisation or thing without a table of them.
/// Persons have Population's key; a key is never made from a personal number.
/// </summary>
public static class SubjectKeys
{
    /// <summary>An organisation by its tax number (enterprise number).</summary>
    public static SubjectId Organisation(string number) => Of("organisation:" + number);

    /// <summary>A thing of its own, by the value of the register's key field.</summary>
    public static SubjectId Thing(string registry, string key) => Of($"{registry}:{key}");

    private static SubjectId Of(string name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);              // version 8 (RFC 9562): made from a hash of our own choice
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(new Guid(hash[..16], bigEndian: true));
    }
}
