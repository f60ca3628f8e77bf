using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Population.Duplicates;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Population.Api;

/// <summary>Candidates for duplicates and what officers decide. A case names keys and weights; who wants to see the persons reads them, through the broker.</summary>
internal static class DuplicatesOverHttp
{
    private static readonly Error[] Common = [PopulationErrors.RegistryWorkOnly, PopulationErrors.DocumentKindUnknown, PopulationErrors.DocumentMissing, PopulationErrors.ActInFuture];

    public static void Map(ModuleRoutes r)
    {
        r.Api.MapGet("duplicates", Queue).Requires(PopulationScopes.Manage);
        r.Api.MapGet("duplicates/{one}/{other}", Find).Requires(PopulationScopes.Manage).Refuses(DuplicateErrors.PairUnknown);
        r.Api.MapGet("persons/{id}/survivor", Survivor).Requires(PopulationScopes.Read);
        Act<DuplicateDecline>(r, "duplicates/declined", static (d, c, a, ct) => d.Decline(c, a, ct), DuplicateErrors.PairUnknown, DuplicateErrors.PairDecided, DuplicateErrors.ReasonNeeded);
        Act<PersonMerge>(r, "merges", static (d, c, a, ct) => d.Merge(c, a, ct), PopulationErrors.PersonUnknown, DuplicateErrors.SamePerson, DuplicateErrors.MergeLocked, DuplicateErrors.MergeSpouses,
            DuplicateErrors.MergeKin, PopulationErrors.ActBeforeMembership);
        Act<PersonUnmerge>(r, "merges/undone", static (d, c, a, ct) => d.Unmerge(c, a, ct), DuplicateErrors.NotMerged, DuplicateErrors.UnmergeLocked, DuplicateErrors.UnmergeSpouse);
    }

    private static Task<IReadOnlyList<DuplicateCandidate>> Queue(string? commune, IDuplicates duplicates, CancellationToken ct) => duplicates.Queue(commune, null, ct);

    private static async Task<Result<DuplicateCase>> Find(PersonId one, PersonId other, IDuplicates duplicates, CancellationToken ct) =>
        await duplicates.Find(one, other, ct) is { } found ? found : DuplicateErrors.PairUnknown;

    public sealed record SurvivorAnswer(PersonId Survivor);

    private static async Task<SurvivorAnswer> Survivor(PersonId id, IDuplicates duplicates, CancellationToken ct) => new(await duplicates.SurvivorOf(id, ct));

    private static void Act<TAct>(ModuleRoutes r, string route, Func<IDuplicates, Caller, TAct, CancellationToken, Task<Result<ActRegistered>>> run, params Error[] refusals) where TAct : RegistryAct =>
        r.Api.MapPost(route, async (TAct act, Caller caller, IDuplicates duplicates, CancellationToken ct) =>
                RegisterOverHttp.RefusesOutsiders(caller) is { } refusal ? refusal : await run(duplicates, caller, act, ct))
            .Requires(PopulationScopes.Manage).Idempotent().Refuses([.. Common, .. refusals]);
}
