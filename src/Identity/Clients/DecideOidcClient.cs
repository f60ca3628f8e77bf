using LienThong.Identity.Accounts;
using LienThong.Identity.Security;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;

namespace LienThong.Identity.Clients;

/// <summary>The administrator approves or refuses what an integrator asked for, or takes a client back. Reasons are kept and shown to the asker.</summary>
internal sealed class DecideOidcClient(Db db, ClientBook book, SecurityLog log, TimeProvider clock)
{
    /// <summary>Approves; a client without keys gets its secret when its owner takes it from the page (<see cref="RenewClientKeys"/>).</summary>
    public Task<Result> Approve(Caller caller, string client, string? reason, CancellationToken ct) =>
        Decide(caller, client, new(ClientState.Approved, Sql.Decide, SecurityEventKind.ClientAdded), reason, ct);

    public Task<Result> Refuse(Caller caller, string client, string? reason, CancellationToken ct) =>
        string.IsNullOrWhiteSpace(reason) ? Task.FromResult<Result>(IdentityErrors.ReasonMissing.At("/reason")) : Decide(caller, client, new(ClientState.Refused, Sql.Decide, SecurityEventKind.ClientRefused), reason, ct);

    /// <summary>Stops the client within five seconds on every node. Grants given to it end with it, because every use asks the book.</summary>
    public Task<Result> Revoke(Caller caller, string client, string? reason, CancellationToken ct) =>
        string.IsNullOrWhiteSpace(reason) ? Task.FromResult<Result>(IdentityErrors.ReasonMissing.At("/reason")) : Decide(caller, client, new(ClientState.Revoked, Sql.Revoke, SecurityEventKind.ClientRevoked), reason, ct);

    private sealed record Decision(ClientState State, string Sql, string Kind);

    private async Task<Result> Decide(Caller caller, string client, Decision decision, string? typed, CancellationToken ct)
    {
        if (Refusals.OfManager(caller) is { } denied) return denied;
        var reason = string.IsNullOrWhiteSpace(typed) ? null : VietnameseText.Normalise(typed);
        if (reason is { Length: > 500 }) return IdentityErrors.ReasonMissing.At("/reason");
        var now = clock.GetUtcNow();
        var done = await db.Write(caller,
        [
            new(Sql.EndConsents, [client, now, decision.State == ClientState.Revoked]) { AnyRows = true },
            new(decision.Sql, [client, decision.State.Word(), reason, caller.Id, now]), ClientHistory.Row(client, now, caller, decision.State.Word(), reason),
            log.Row(decision.Kind, account: null, $"{client} by {caller.Id}"),
        ], [], ct);
        book.Forget(client);
        return done.Failed ? ClientErrors.LiveNeedsApproval : done;
    }

    static class Sql
    {
        public const string EndConsents = "update identity.consent set withdrawn_at = $2, withdrawn_why = 'client-revoked' where client = $1 and withdrawn_at is null and $3";

        public const string Decide = """
            update identity.oidc_client set state = $2, reason = $3, decided_by = $4, decided_at = $5, version = version + 1
            where id = $1 and state = 'asked'
            """;

        public const string Revoke = """
            update identity.oidc_client set state = $2, reason = $3, decided_by = $4, decided_at = $5, version = version + 1
            where id = $1 and state = 'approved'
            """;
    }
}
