using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Population.Past;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Population.Api;

/// <summary>"As it was on D, as known on K". Read through the broker first: the look stands in the ledger like any other.</summary>
internal static class PastOverHttp
{
    public static void Map(ModuleRoutes r)
    {
        r.Api.MapGet("persons/{id}/then", Person).Requires(PopulationScopes.Read).Refuses(PopulationErrors.PersonUnknown, PopulationErrors.NotKnownThen);
        r.Api.MapGet("persons/{id}/household/then", Household).Requires(PopulationScopes.Read).Refuses(PopulationErrors.PersonUnknown, PopulationErrors.NotKnownThen);
        r.Api.MapGet("persons/{id}/acts", Acts).Requires(PopulationScopes.Read).Refuses(PopulationErrors.PersonUnknown);
    }

    private static async Task<Result<PersonThen>> Person(
        PersonId id, DateOnly? on, DateTimeOffset? knownAt, Caller caller, PastPopulation past, ReadAsKeeper read, CancellationToken ct)
    {
        var allowed = await read.Existing(caller, id, ReadAsKeeper.Identity, ct);
        if (allowed.Failed) return allowed.Faults;
        return await past.Person(id, on, knownAt, ct) is { } then ? then : PopulationErrors.NotKnownThen;
    }

    private static async Task<Result<HouseholdThen>> Household(
        PersonId id, DateOnly? on, DateTimeOffset? knownAt, Caller caller, PastPopulation past, ReadAsKeeper read, CancellationToken ct)
    {
        var allowed = await read.Existing(caller, id, ReadAsKeeper.Members, ct);
        if (allowed.Failed) return allowed.Faults;
        return await past.HouseholdOf(id, on, knownAt, ct) is { } then ? then : PopulationErrors.NotKnownThen;
    }

    private static async Task<Result<IReadOnlyList<ActEntered>>> Acts(PersonId id, Caller caller, PastPopulation past, ReadAsKeeper read, CancellationToken ct)
    {
        var allowed = await read.Existing(caller, id, ReadAsKeeper.Residences, ct);
        return allowed.Failed ? allowed.Faults : (await past.ActsOf(id, ct)).ToArray();
    }
}
