using System.Net.Http;
using LienThong.Identity.Security;
using LienThong.Kernel.Results;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Identity.Clients;

/// <summary>Fetches key sets by address: when a client is registered, every quarter of an hour, and when a client signs with a key that we do not know yet.</summary>
internal sealed class FetchKeys(Db db, Outbound outbound, ClientBook book, TimeProvider clock)
{
    /// A client with a wrong key must not make us call it all the time.
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromMinutes(1);

    /// <summary>The key set at an address, as it would be kept.</summary>
    public async Task<Result<string>> Read(string address, ClientProfile profile, bool live, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("application/jwk-set+json, application/json");
        var answer = await outbound.Send(request, live, ct);
        if (!answer.Ok) return ClientErrors.KeysUnreachable.With(answer.Fault ?? $"HTTP {answer.Status}");
        return JwksRules.Read(answer.Body, profile);
    }

    /// <summary>The client with its keys fetched anew, because it used a key that is not among those we hold; the same client when nothing is new.</summary>
    public async Task<OidcClient> Again(OidcClient client, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (client.JwksUri is null || await db.Execute(Sql.Take, [client.Id, now, now - AtMostEvery], ct) == 0) return client;
        await Store(client.Id, client.JwksUri, client.Profile, client.Live, ct);
        return await book.Find(client.Id, ct) ?? client;
    }

    /// The scheduled round: the sets that were fetched longest ago.
    public static async Task Do(IServiceProvider services, CancellationToken ct)
    {
        var fetch = services.GetRequiredService<FetchKeys>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var due = await fetch.db.Many(Sql.Due, [now, now.AddMinutes(-15)], r => (r.GetString(0), r.GetString(1), ClientWords.ProfileOf(r.GetString(2)), r.GetBoolean(3)), ct);
        foreach (var (id, address, profile, live) in due) await fetch.Store(id, address, profile, live, ct);
    }

    private readonly Db db = db;

    /// A set that cannot be fetched leaves the old keys in force: the client goes on, and its next round tries again.
    private async Task Store(string id, string address, ClientProfile profile, bool live, CancellationToken ct)
    {
        var read = await Read(address, profile, live, ct);
        if (read.Failed) return;
        await db.Execute(Sql.Store, [id, read.Value, clock.GetUtcNow()], ct);
        book.Forget(id);
    }

    static class Sql
    {
        public const string Take = "update identity.oidc_client set jwks_fetched_at = $2 where id = $1 and state = 'approved' and jwks_fetched_at < $3";

        public const string Due = """
            update identity.oidc_client set jwks_fetched_at = $1
            where id in (select id from identity.oidc_client where state = 'approved' and jwks_uri is not null and jwks_fetched_at < $2 order by jwks_fetched_at limit 50 for update skip locked)
            returning id, jwks_uri, profile, live
            """;

        public const string Store = "update identity.oidc_client set jwks = $2, jwks_fetched_at = $3 where id = $1 and jwks_uri is not null";
    }
}
