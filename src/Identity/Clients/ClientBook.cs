using LienThong.Identity.Security;

namespace LienThong.Identity.Clients;

/// <summary>Approved clients by id; an answer is trusted for three seconds, and forgotten at once where something changed.</summary>
internal sealed class ClientBook(Db db, TimeProvider clock)
{
    private readonly ShortMemory<OidcClient> memory = new(clock);

    /// <summary>The client, or null when there is none or it may not be used.</summary>
    public async ValueTask<OidcClient?> Find(string clientId, CancellationToken ct)
    {
        if (!LooksLikeId(clientId)) return null;
        if (memory.TryGet(clientId, out var known)) return known;
        var client = await db.One(Sql.Find, [clientId, clock.GetUtcNow()], OidcClient.Read, ct);
        memory.Keep(clientId, client);
        return client;
    }

    /// This node forgets at once; the others within the span of the memory.
    public void Forget(string clientId) => memory.Forget(clientId);

    /// <summary>The shape of every client id: strangers cannot make us ask the database for anything else.</summary>
    internal static bool LooksLikeId(string id) => id.Length == 30 && (id.StartsWith("lt_test_", StringComparison.Ordinal) || id.StartsWith("lt_live_", StringComparison.Ordinal));

    static class Sql
    {
        public const string Find = $"select {OidcClient.Columns} from identity.oidc_client c where c.id = $1 and c.state = 'approved'";
    }
}
