using LienThong.Identity.Jose;
using LienThong.Identity.Security;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Identity.Keys;

/// <summary>One key as an operator sees it.</summary>
internal sealed record KeyLine(string Id, string Algorithm, DateTimeOffset SignsFrom, DateTimeOffset? PublishedUntil);

/// <summary>
/// Gives every algorithm a key, and its successor when the time comes: published a day before it signs, so that partners and nodes have fetched it;
/// the old one stays a day longer than anything signed with it lives, and loses its private half then.
/// </summary>
internal sealed class RotateKeys(Db db, TimeProvider clock, SigningKeys keys, SecurityLog log)
{
    /// <summary>How long a key signs; how long before that it is published; how long after that it stays.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(90), Before = TimeSpan.FromHours(24), After = TimeSpan.FromHours(24);

    /// The scheduled round; also at start.
    public static Task Do(IServiceProvider services, CancellationToken ct) => services.GetRequiredService<RotateKeys>().Round(ct);

    public async Task Round(CancellationToken ct)
    {
        foreach (var algorithm in SigningKeys.Algorithms) await Round(algorithm, await db.One(Sql.Newest, [algorithm], r => r.InstantOrNull(0), ct), ct);
        await db.Execute(Sql.Bare, [clock.GetUtcNow()], ct);
    }

    /// <summary>Publishes a successor of every key now, for instance after a leak; it signs in a day, or at once.</summary>
    public async Task Now(bool atOnce, CancellationToken ct)
    {
        var from = clock.GetUtcNow() + (atOnce ? TimeSpan.Zero : Before);
        foreach (var algorithm in SigningKeys.Algorithms) await Add(algorithm, from, (newest, now) => atOnce || newest is null || newest <= now, ct);
    }

    public Task<List<KeyLine>> List(CancellationToken ct) =>
        db.Many(Sql.List, [], r => new KeyLine(r.GetString(0), r.GetString(1), r.Instant(2), r.InstantOrNull(3)), ct);

    private Task Round(string algorithm, DateTimeOffset? newest, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (newest is null) return Add(algorithm, now, (seen, _) => seen is null, ct);
        return newest + Life > now + Before ? Task.CompletedTask : Add(algorithm, now + Before, (seen, at) => seen + Life <= at + Before, ct);
    }

    // Judged again under the lock of the algorithm: two nodes that start together agree on one key.
    private async Task Add(string algorithm, DateTimeOffset from, Func<DateTimeOffset?, DateTimeOffset, bool> isDue, CancellationToken ct)
    {
        var key = SignKey.Create(algorithm);
        var now = clock.GetUtcNow();
        var added = await db.Transaction(async bound =>
        {
            await bound.One(Sql.Lock, [algorithm], _ => true, ct);
            var newest = await bound.One(Sql.Newest, [algorithm], r => r.InstantOrNull(0), ct);
            if (!isDue(newest, now)) return false;
            await bound.Execute(Sql.Retire, [algorithm, from + After, now], ct);
            return await bound.Execute(Sql.Add, [key.Id, algorithm, Json.Of(key.Public.ToMembers()), keys.Seal(key), now, from], ct) == 1;
        }, ct);
        if (!added) return;
        keys.Forget();
        await log.Write(SecurityEventKind.SigningKeyAdded, account: null, new Visitor("", ""), $"{algorithm} {key.Id} from {from:O}", ct);
    }

    static class Sql
    {
        public const string Lock = "select pg_advisory_xact_lock(hashtextextended('signing-key:' || $1, 0))";

        public const string Newest = "select max(signs_from) from identity.signing_key where algorithm = $1";

        public const string Retire = "update identity.signing_key set published_until = $2 where algorithm = $1 and (published_until is null or published_until > $2) and created_at <= $3";

        public const string Add = """
            insert into identity.signing_key (id, algorithm, public_key, private_key, created_at, signs_from) values ($1, $2, $3, $4, $5, $6)
            """;

        public const string Bare = "update identity.signing_key set private_key = null where published_until <= $1 and private_key is not null";

        public const string List = "select id, algorithm, signs_from, published_until from identity.signing_key order by signs_from desc, algorithm limit 60";
    }
}
