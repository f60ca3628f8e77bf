using LienThong.Identity.Accounts;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Clients;

/// <summary>
/// The API over <see cref="IApiClients"/>. Issuing takes no idempotency key on purpose: the kept answer would hold the key of the system in
/// clear. A repeat makes a second key, which the list shows and the administrator takes back.
/// </summary>
internal static class ManageClients
{
    public static void Map(ModuleRoutes r)
    {
        r.Api.MapGet("clients", async (IApiClients clients, CancellationToken ct) => await clients.List(ct)).Requires(Refusals.Manage);
        r.Api.MapPost("clients", Add).Requires(Refusals.Manage)
            .Refuses(IdentityErrors.NameMissing, IdentityErrors.AgencyMissing, IdentityErrors.ScopeUnknown, IdentityErrors.PeriodInverted);
        r.Api.MapDelete("clients/{id:guid}", (Guid id, Caller caller, IApiClients clients, CancellationToken ct) => clients.Revoke(caller, id, ct))
            .Requires(Refusals.Manage).Refuses(IdentityErrors.ClientUnknown);
    }

    private static Task<Result<IssuedKey>> Add(NewApiClient client, Caller caller, IApiClients clients, CancellationToken ct) => clients.Add(caller, client, ct);
}
