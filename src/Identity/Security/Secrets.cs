using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace LienThong.Identity.Security;

/// <summary>Random handles and keyed hashes. Only hashes of handles are ever stored.</summary>
internal sealed class Secrets(Db db, IDataProtectionProvider protection)
{
    private readonly IDataProtector wrap = protection.CreateProtector("LienThong.Identity.Secrets.v1");
    private byte[]? hidingKey;

    /// <summary>A new 256-bit handle as text (43 characters).</summary>
    public static string NewHandle() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is stored of a handle.</summary>
    public static byte[] Hash(string handle) => SHA256.HashData(Encoding.UTF8.GetBytes(handle));

    /// <summary>Hides what somebody typed (a personal number can be guessed from a bare hash).</summary>
    public async Task<byte[]> Hide(string text, CancellationToken ct)
    {
        hidingKey ??= await Key("throttle", ct);
        return HMACSHA256.HashData(hidingKey, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>A secret of the instance, made at first use and the same on every node.</summary>
    public async Task<byte[]> Key(string name, CancellationToken ct)
    {
        var fresh = wrap.Protect(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        await db.Execute(Sql.Add, [name, fresh], ct);
        var kept = await db.One(Sql.Read, [name], r => r.GetString(0), ct);
        return Convert.FromBase64String(wrap.Unprotect(kept!));
    }

    static class Sql
    {
        public const string Add = "insert into identity.secret (name, value) values ($1, $2) on conflict (name) do nothing";
        public const string Read = "select value from identity.secret where name = $1";
    }
}
