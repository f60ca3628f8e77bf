using LienThong.Identity.Jose;
using LienThong.Identity.Security;

namespace LienThong.Identity.Provider;

/// <summary>A request as it is kept.</summary>
internal sealed record StoredRequest(byte[] Hash, bool Pushed, AuthorizationRequest Request, DateTimeOffset Expires, bool Used)
{
    public bool IsOpen(DateTimeOffset now) => !Used && now < Expires;

    /// <summary>Rows that issuing a code must spend: this one, and the pushed one that it continues.</summary>
    public byte[][] Spends => Request.Parent is { } parent ? [Hash, Base64UrlText.Read(parent)!] : [Hash];
}

/// <summary>
/// Validated authorization requests under hashed handles: pushed ones for a minute, and those that wait for a person to sign in and decide.
/// Content never changes, so a node trusts for seconds what it has just seen; whether it was used, only the database says.
/// </summary>
internal sealed class AuthorizationRequests(Db db, TimeProvider clock)
{
    /// <summary>What request_uri values begin with.</summary>
    public const string Prefix = "urn:ietf:params:oauth:request_uri:";

    /// <summary>How long a pushed request waits for its browser, and how long a person may take.</summary>
    public static readonly TimeSpan PushedLife = TimeSpan.FromSeconds(60), PersonLife = TimeSpan.FromMinutes(15);

    private readonly ShortMemory<StoredRequest> memory = new(clock);

    /// <summary>The open request of a handle; null when there is none, it is over or was used.</summary>
    public async ValueTask<StoredRequest?> Find(string handle, CancellationToken ct)
    {
        if (handle.Length != 43) return null;
        if (!memory.TryGet(handle, out var found))
        {
            var hash = Secrets.Hash(handle);
            found = await db.One(Sql.Find, [hash], r => new StoredRequest(hash, r.GetBoolean(0), r.FromJson<AuthorizationRequest>(1), r.Instant(2), !r.IsDBNull(3)), ct);
            memory.Keep(handle, found);
        }
        return found is not null && found.IsOpen(clock.GetUtcNow()) ? found : null;
    }

    /// <summary>Keeps a request while a person signs in or decides; answers its handle.</summary>
    public async Task<string> Keep(AuthorizationRequest request, CancellationToken ct)
    {
        var handle = Secrets.NewHandle();
        await db.Execute(Sql.Keep, [Secrets.Hash(handle), request.Client, Json.Of(request), clock.GetUtcNow() + PersonLife], ct);
        return handle;
    }

    /// <summary>Stores a pushed request and spends the jti of its client and proof, in one statement.</summary>
    public async Task<Outcome<string>> Push(AuthorizationRequest request, ProvenClient client, HeldKey key, CancellationToken ct)
    {
        var handle = Secrets.NewHandle();
        var hash = Secrets.Hash(handle);
        var expires = clock.GetUtcNow() + PushedLife;
        var (slots, keys) = UsedOnce.Columns(client.Spent, key.Spent);
        var (kept, fresh) = await db.One(Sql.Push, [hash, request.Client, Json.Of(request), expires, slots, keys], r => (r.GetInt32(0), r.GetFieldValue<byte[][]>(1)), ct);
        if (kept != 1) return UsedOnce.Replayed(client, fresh!);
        memory.Keep(handle, new StoredRequest(hash, Pushed: true, request, expires, Used: false));
        return handle;
    }

    /// This node asks the database about the handle again.
    public void Forget(string handle) => memory.Forget(handle);

    static class Sql
    {
        public const string Find = "select pushed, content, expires_at, used_at from identity.oidc_request where handle_hash = $1";

        public const string Keep = "insert into identity.oidc_request (handle_hash, client, pushed, content, expires_at) values ($1, $2, false, $3, $4)";

        public const string Push = """
            with once as (
              insert into identity.used_once (slot, key) select slot, key from unnest($5::smallint[], $6::bytea[]) as u (slot, key) on conflict do nothing returning key),
            kept as (
              insert into identity.oidc_request (handle_hash, client, pushed, content, expires_at)
              select $1, $2, true, $3, $4 where (select count(*) from once) = cardinality($5) returning 1)
            select (select count(*)::int from kept), (select coalesce(array_agg(key), '{}') from once)
            """;
    }
}
