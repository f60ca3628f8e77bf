using LienThong.Identity.Security;

namespace LienThong.Identity.SignIn;

/// <summary>
/// Slows guessing down without giving strangers a way to lock somebody out. Tries are counted before they are judged, so parallel tries do
/// not slip through. A login tried from a browser that has signed in before has a bucket of its own, and passkeys are not counted at all:
/// the owner still gets in while a stranger hammers the account.
/// </summary>
internal sealed class Throttle(Db db, Secrets secrets, TimeProvider clock)
{
    public const int TriesPerLogin = 5;
    public const int TriesPerKnownDevice = 10;
    public const int TriesPerSource = 40;

    /// Counts one try in every bucket, the widest first; answers how long to wait when one is full.
    public async Task<TimeSpan?> Take(IReadOnlyList<(string Bucket, int Limit)> buckets, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var (bucket, limit) in buckets)
        {
            var key = await secrets.Bucket(bucket, ct);
            var until = await db.One(Sql.Take, [key, now, limit], r => r.GetBoolean(0) ? r.InstantOrNull(1) : null, ct);
            if (until is { } blocked && blocked > now) return blocked - now;
        }
        return null;
    }

    /// Empties a bucket after a success.
    public async Task Forget(string bucket, CancellationToken ct) => await db.Execute(Sql.Forget, [await secrets.Bucket(bucket, ct)], ct);

    static class Sql
    {
        // From the limit on every further try doubles the wait: 30 seconds up to 15 minutes. An hour of quiet forgets.
        public const string Take = """
            insert into identity.throttle as t (bucket, tries, refused, touched_at) values ($1, 1, false, $2)
            on conflict (bucket) do update set
              refused = coalesce(t.blocked_until > $2, false),
              tries = case when t.blocked_until > $2 then t.tries when t.touched_at < $2 - interval '1 hour' then 1 else t.tries + 1 end,
              blocked_until = case
                when t.blocked_until > $2 then t.blocked_until
                when t.touched_at >= $2 - interval '1 hour' and t.tries + 1 >= $3
                  then $2 + least(900, 30 * power(2, least(t.tries + 1 - $3, 10))) * interval '1 second'
                end,
              touched_at = $2
            returning refused, blocked_until
            """;

        public const string Forget = "delete from identity.throttle where bucket = $1";
    }
}
