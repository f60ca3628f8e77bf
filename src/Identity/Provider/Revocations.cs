using System.Collections.Concurrent;
using LienThong.Identity.Jose;

namespace LienThong.Identity.Provider;

/// <summary>
/// What was taken back before its time. Access tokens live five minutes, so the list is short: each node holds it in memory and reads what is new
/// every two seconds, instead of asking the database about every token.
/// </summary>
internal sealed class Revocations(Db db, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2), Overlap = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, DateTimeOffset> known = new(StringComparer.Ordinal);
    private DateTimeOffset readAt = DateTimeOffset.MinValue;
    private int reading;

    public async ValueTask<bool> Holds(AccessToken token, CancellationToken ct)
    {
        if (readAt + Every <= clock.GetUtcNow()) await Read(ct);
        return !known.IsEmpty && (known.ContainsKey(token.Id) || known.ContainsKey(NameOf(token.Grant)));
    }

    /// <summary>Takes back everything that a grant gave.</summary>
    public async Task Grant(Guid grant, CancellationToken ct)
    {
        var until = clock.GetUtcNow() + MakeTokens.AccessLife;
        await db.Execute(Sql.Grant, [grant, clock.GetUtcNow(), Bytes(grant), until], ct);
        known[NameOf(grant)] = until;
    }

    /// <summary>Takes back one access token.</summary>
    public async Task Token(AccessToken token, CancellationToken ct)
    {
        await db.Execute(Sql.Token, [Base64UrlText.Read(token.Id), token.Expires], ct);
        known[token.Id] = token.Expires;
    }

    /// This node looks at the database at the next question.
    public void Forget() => readAt = DateTimeOffset.MinValue;

    // The first to come reads and waits; the others go on with what is known.
    private async Task Read(CancellationToken ct)
    {
        if (Interlocked.Exchange(ref reading, 1) == 1) return;
        try
        {
            var now = clock.GetUtcNow();
            var since = readAt == DateTimeOffset.MinValue ? readAt : readAt - Overlap;
            foreach (var (id, until) in await db.Many(Sql.Since, [since < DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : since], r => (r.GetFieldValue<byte[]>(0), r.Instant(1)), ct))
                known[Base64UrlText.Of(id)] = until;
            foreach (var (name, until) in known)
                if (until < now) known.TryRemove(name, out _);
            readAt = now;
        }
        finally
        {
            Volatile.Write(ref reading, 0);
        }
    }

    internal static byte[] Bytes(Guid grant) => grant.ToByteArray(bigEndian: true);

    private static string NameOf(Guid grant) => Base64UrlText.Of(Bytes(grant));

    static class Sql
    {
        public const string Grant = """
            with over as (update identity.oidc_grant set revoked_at = $2 where id = $1 and revoked_at is null)
            insert into identity.oidc_revoked (id, until) values ($3, $4) on conflict (id) do nothing
            """;

        public const string Token = "insert into identity.oidc_revoked (id, until) values ($1, $2) on conflict (id) do nothing";

        public const string Since = "select id, until from identity.oidc_revoked where at >= $1";
    }
}
