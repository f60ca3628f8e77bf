using LienThong.Kernel.Access;
using Npgsql;

namespace LienThong.Identity.Clients;

/// <summary>A client in whatever state, for its owner and for administrators.</summary>
internal sealed record ClientRow(OidcClient Client, ClientState State, string? Reason, string AskedBy, DateTimeOffset AskedAt, DateTimeOffset? DecidedAt, DateTimeOffset? OldKeysUntil)
{
    public static ClientRow Read(NpgsqlDataReader r) =>
        new(OidcClient.Read(r), ClientWords.StateOf(r.GetString(21)), r.TextOrNull(22), r.GetString(23), r.Instant(24), r.InstantOrNull(25), r.InstantOrNull(26));
}

/// <summary>Looks clients up: all of them for an administrator, one's own for an integrator.</summary>
internal sealed class ListOidcClients(Db db, TimeProvider clock)
{
    /// The newest clients, waiting ones first, at most 500.
    public Task<List<ClientRow>> All(CancellationToken ct) => db.Many(Sql.List, [null, clock.GetUtcNow()], ClientRow.Read, ct);

    public Task<List<ClientRow>> AskedBy(Caller caller, CancellationToken ct) => db.Many(Sql.List, [caller.Id, clock.GetUtcNow()], ClientRow.Read, ct);

    /// One client; <paramref name="askedBy"/> null: whoever asked for it.
    public Task<ClientRow?> One(string client, string? askedBy, CancellationToken ct) => db.One(Sql.One, [client, clock.GetUtcNow(), askedBy], ClientRow.Read, ct);

    static class Sql
    {
        private const string More = "c.state, c.reason, c.asked_by, c.asked_at, c.decided_at, case when c.old_jwks_until > $2 then c.old_jwks_until end";

        public const string List = $"""
            select {OidcClient.Columns}, {More} from identity.oidc_client c
            where $1::text is null or c.asked_by = $1 order by c.state <> 'asked', c.asked_at desc limit 500
            """;

        public const string One = $"select {OidcClient.Columns}, {More} from identity.oidc_client c where c.id = $1 and ($3::text is null or c.asked_by = $3)";
    }
}
