using LienThong.Identity.Security;

namespace LienThong.Identity.SignIn;

/// <summary>Something that can be tried a number of times an hour.</summary>
internal sealed record Bucket(string Name, int PerHour)
{
    /// A login from somewhere new: strangers share this one.
    public static Bucket Login(string typed) => new($"login:{typed}", 5);

    /// An account in a browser that has signed in to it before: the owner's own.
    public static Bucket KnownDevice(AccountId account) => new($"device:{account}", 10);

    /// A network source; offices share one address, so right answers are given back.
    public static Bucket Source(Visitor visitor) => new($"source:{visitor.Source}", 100);

    /// Passkey dialogues that a network source opens.
    public static Bucket Passkeys(Visitor visitor) => new($"passkey:{visitor.Source}", 200);

    /// Activation and recovery codes tried for a login; wrong ones of strangers do not touch signing in.
    public static Bucket Activation(string typed) => new($"activation:{typed}", 10);

    /// Codes tried to raise an open session; only whoever holds the session can empty it.
    public static Bucket StepUp(Sessions.Session session) => new($"step-up:{session.Id}", 10);

    public TimeSpan Refill => TimeSpan.FromHours(1) / PerHour;

    public TimeSpan Room => Refill * (PerHour - 1);
}

/// <summary>A bucket is empty: how long until one more try. Noted: another refusal of this bucket was told a moment ago, so logs need no line.</summary>
internal sealed record Hold(TimeSpan Wait, bool Noted)
{
    public int Minutes => Math.Max(1, (int)Math.Ceiling(Wait.TotalMinutes));
}

/// <summary>
/// Slows guessing down without giving strangers a way to lock somebody out. Tries are counted before they are judged, so parallel tries do
/// not slip through. A login tried from a browser that has signed in before has a bucket of its own, and passkeys are not counted against
/// the account at all: the owner still gets in while a stranger hammers it.
/// </summary>
internal sealed class Throttle(Db db, Secrets secrets, TimeProvider clock)
{
    private readonly ShortMemory<Bucket> told = new(clock);

    /// Counts one try in every bucket, the widest first; answers what holds it up, if anything.
    public async Task<Hold?> Take(IReadOnlyList<Bucket> buckets, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var bucket in buckets)
        {
            var key = await secrets.Hide(bucket.Name, ct);
            var (refused, emptyAt) = await db.One(Sql.Take, [key, now, bucket.Refill, bucket.Room], r => (r.GetBoolean(0), r.Instant(1)), ct);
            if (!refused) continue;
            var noted = told.TryGet(bucket.Name, out _);
            if (!noted) told.Keep(bucket.Name, bucket);
            return new Hold(emptyAt - bucket.Room - now, noted);
        }
        return null;
    }

    /// Empties a bucket after a success.
    public async Task Forget(Bucket bucket, CancellationToken ct) => await db.Execute(Sql.Forget, [await secrets.Hide(bucket.Name, ct)], ct);

    /// Takes one try back: it was an honest one.
    public async Task GiveBack(Bucket bucket, CancellationToken ct) => await db.Execute(Sql.GiveBack, [await secrets.Hide(bucket.Name, ct), bucket.Refill], ct);

    static class Sql
    {
        // $2 now, $3 time that one try costs, $4 how far ahead of now the bucket may be.
        public const string Take = """
            insert into identity.throttle as t (bucket, empty_at, refused) values ($1, $2::timestamptz + $3::interval, false)
            on conflict (bucket) do update set
              refused = t.empty_at > $2::timestamptz + $4::interval,
              empty_at = case when t.empty_at > $2::timestamptz + $4::interval then t.empty_at else greatest(t.empty_at, $2) + $3 end
            returning refused, empty_at
            """;

        public const string Forget = "delete from identity.throttle where bucket = $1";

        public const string GiveBack = "update identity.throttle set empty_at = empty_at - $2::interval where bucket = $1";
    }
}
