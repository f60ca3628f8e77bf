using System.Security.Cryptography;
using LienThong.Identity.Jose;
using Microsoft.AspNetCore.DataProtection;
using Npgsql;

namespace LienThong.Identity.Keys;

/// <summary>Our keys at one moment: those that sign now, those that verify, and the set as we publish it.</summary>
internal sealed class KeyRing(IReadOnlyDictionary<string, SignKey> signing, KeySet verify, KeySet hints, byte[] published, DateTimeOffset readAt)
{
    /// <summary>Made by us and still alive.</summary>
    public KeySet Verify => verify;

    /// <summary>Also keys that stopped long ago: an ID token comes back as a hint after it has expired.</summary>
    public KeySet Hints => hints;

    /// <summary>The JWKS document.</summary>
    public byte[] Published => published;

    public DateTimeOffset ReadAt => readAt;

    public SignKey For(string algorithm) => signing[algorithm];
}

/// <summary>
/// The signing keys of the provider. They lie in the database, wrapped with the data-protection keys, so every node signs with the same ones;
/// a node looks for new ones each minute, which is why a key is published a day before it signs.
/// </summary>
internal sealed class SigningKeys(Db db, TimeProvider clock, IDataProtectionProvider protection)
{
    public static readonly string[] Algorithms = [Alg.Es256, Alg.Ps256, Alg.Rs256];

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly IDataProtector wrap = protection.CreateProtector("LienThong.Identity.SigningKeys.v1");
    private readonly SemaphoreSlim reading = new(1, 1);
    private KeyRing? ring;

    public ValueTask<KeyRing> Ring(CancellationToken ct) =>
        ring is { } known && known.ReadAt + Fresh > clock.GetUtcNow() ? ValueTask.FromResult(known) : new ValueTask<KeyRing>(Again(ct));

    /// <summary>This node reads the keys anew at the next question.</summary>
    public void Forget() => ring = null;

    internal string Seal(SignKey key) => Convert.ToBase64String(wrap.Protect(key.Export()));

    private async Task<KeyRing> Again(CancellationToken ct)
    {
        await reading.WaitAsync(ct);
        try
        {
            var now = clock.GetUtcNow();
            if (ring is { } other && other.ReadAt + Fresh > now) return other;
            return ring = Build(await db.Many(Sql.Read, [], Read, ct), now);
        }
        finally
        {
            reading.Release();
        }
    }

    private KeyRing Build(List<Row> rows, DateTimeOffset now)
    {
        var signing = new Dictionary<string, SignKey>(StringComparer.Ordinal);
        var verify = new List<VerifyKey>();
        var hints = new List<VerifyKey>();
        var published = new List<Dictionary<string, string>>();
        foreach (var row in rows)                                // newest first
        {
            var key = Jwk.Read(System.Text.Json.JsonDocument.Parse(row.PublicKey).RootElement).Value ?? throw new CryptographicException($"Signing key {row.Id} is damaged.");
            var verifier = new VerifyKey(key, row.Algorithm);
            hints.Add(verifier);
            if (row.PublishedUntil is { } until && until <= now) continue;
            verify.Add(verifier);
            published.Add(key.ToMembers());
            if (row.SignsFrom <= now && row.PrivateKey is { } sealedKey && !signing.ContainsKey(row.Algorithm))
                signing[row.Algorithm] = SignKey.Open(wrap.Unprotect(Convert.FromBase64String(sealedKey)), row.Algorithm);
        }
        var document = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new { keys = published });
        return new KeyRing(signing, KeySet.Of(verify), KeySet.Of(hints), document, now);
    }

    private static Row Read(NpgsqlDataReader r) => new(r.GetString(0), r.GetString(1), r.GetString(2), r.TextOrNull(3), r.Instant(4), r.InstantOrNull(5));

    private sealed record Row(string Id, string Algorithm, string PublicKey, string? PrivateKey, DateTimeOffset SignsFrom, DateTimeOffset? PublishedUntil);

    static class Sql
    {
        public const string Read = """
            select id, algorithm, public_key, private_key, signs_from, published_until from identity.signing_key order by signs_from desc, id limit 60
            """;
    }
}
