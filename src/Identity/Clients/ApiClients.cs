using LienThong.Identity.Accounts;
using LienThong.Identity.Security;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using LienThong.Kernel.Time;
using Npgsql;

namespace LienThong.Identity.Clients;

/// <summary>Registers systems and takes their keys back. A key is shown once; only its hash stays.</summary>
internal sealed class ApiClients(Db db, SecurityLog log, TimeProvider clock, IdentifyClient identify) : IApiClients
{
    private const int ShownStart = 12;

    public async Task<Result<IssuedKey>> Add(Caller caller, NewApiClient client, CancellationToken ct)
    {
        if (Refusals.OfManager(caller) is { } denied) return denied;
        var name = VietnameseText.Normalise(client.Name);
        var check = new Check();
        check.That(name.Length is >= 1 and <= 200, "/name", IdentityErrors.NameMissing);
        check.That(client.Agency.Length is >= 1 and <= 35, "/agency", IdentityErrors.AgencyMissing);
        check.That(client.EndsOn is not { } last || last >= clock.Today(), "/endsOn", IdentityErrors.PeriodInverted);
        var allowed = (await Scopes(ct)).Select(s => s.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var scope in client.Scopes.Where(s => !allowed.Contains(s))) check.That(ok: false, IdentityErrors.ScopeUnknown.With(scope).At("/scopes"));
        if (!check.Ok) return check.Faults;

        var key = (client.Live ? "lt_live_" : "lt_test_") + Secrets.NewHandle();
        var id = Guid.CreateVersion7();
        object?[] row = [id, name, client.Agency, client.Live, client.Scopes.Distinct(StringComparer.Ordinal).ToArray(), Secrets.Hash(key), key[..ShownStart], clock.GetUtcNow(), caller.Id, client.EndsOn];
        var result = await db.Write(caller, [new(Sql.Add, row), log.Row(SecurityEventKind.KeyIssued, account: null, $"{id} by {caller.Id}")], [], ct);
        return result.Failed ? Result<IssuedKey>.Refused(result.Faults) : new IssuedKey(id, key);
    }

    public async Task<IReadOnlyList<ApiClient>> List(CancellationToken ct) => await db.Many(Sql.List, [], Read, ct);

    public async Task<Result> Revoke(Caller caller, Guid client, CancellationToken ct)
    {
        if (Refusals.OfManager(caller) is { } denied) return denied;
        var result = await db.Write(caller,
            [new(Sql.Revoke, [client, clock.GetUtcNow()]), log.Row(SecurityEventKind.KeyRevoked, account: null, $"{client} by {caller.Id}")], [], ct);
        identify.ForgetAll();
        return result.Failed ? IdentityErrors.ClientUnknown : result;
    }

    /// Scopes that a system can have.
    public Task<List<ClientScope>> Scopes(CancellationToken ct) => db.Many(Sql.Scopes, [], r => new ClientScope(r.GetString(0), r.GetString(1), r.GetString(2)), ct);

    private static ApiClient Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetBoolean(3), r.GetFieldValue<string[]>(4), r.GetString(5), r.Instant(6), r.DateOrNull(7), r.DateOrNull(8), r.InstantOrNull(9));

    static class Sql
    {
        public const string Add = """
            insert into identity.api_client (id, name, agency, live, scopes, key_hash, key_start, created_at, created_by, ends_on)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """;

        public const string List = """
            select id, name, agency, live, scopes, key_start, created_at, used_on, ends_on, revoked_at
            from identity.api_client order by revoked_at is not null, created_at desc limit 500
            """;

        public const string Revoke = "update identity.api_client set revoked_at = $2 where id = $1 and revoked_at is null";

        public const string Scopes = "select code, vi, en from identity.scope where clients order by code";
    }
}

internal sealed record ClientScope(string Code, string Vi, string En);
