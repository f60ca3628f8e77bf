using LienThong.Kernel.Access;

namespace LienThong.Identity.Clients;

internal sealed record ClientChange(DateTimeOffset At, string Actor, string Change, string? Reason);

/// <summary>What happened to a client, for its owner and for the administrator. Rows are only added.</summary>
internal static class ClientHistory
{
    public static Change Row(string client, DateTimeOffset at, Caller caller, string change, string? reason) =>
        new(Sql.Add, [Guid.CreateVersion7(at), client, at, caller.Id, change, reason]);

    /// The newest changes, at most 100.
    public static Task<List<ClientChange>> Of(Db db, string client, CancellationToken ct) =>
        db.Many(Sql.Of, [client], r => new ClientChange(r.Instant(0), r.GetString(1), r.GetString(2), r.TextOrNull(3)), ct);

    static class Sql
    {
        public const string Add = "insert into identity.oidc_client_event (id, client, at, actor, change, reason) values ($1, $2, $3, $4, $5, $6)";
        public const string Of = "select at, actor, change, reason from identity.oidc_client_event where client = $1 order by id desc limit 100";
    }
}
