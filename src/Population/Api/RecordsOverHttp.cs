using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Population.Persons;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Population.Api;

/// <summary>Representation, declared states and papers, by the register's own officers.</summary>
internal static class RecordsOverHttp
{
    private static readonly Error[] Common =
        [PopulationErrors.DocumentKindUnknown, PopulationErrors.DocumentMissing, PopulationErrors.ActInFuture, PopulationErrors.PersonUnknown, PopulationErrors.PersonLocked, PopulationErrors.RegistryWorkOnly];

    public static void Map(ModuleRoutes r)
    {
        Act<RepresentativeRegistration>(r, "representatives", static (s, c, a, ct) => s.RegisterRepresentative(c, a, ct), PopulationErrors.CaseUnknown, PopulationErrors.TieAlready);
        Act<StatusRegistration>(r, "statuses", static (s, c, a, ct) => s.RegisterStatus(c, a, ct), PopulationErrors.CourtNeeded, PopulationErrors.TieAlready);
        Act<TieEnd>(r, "ties/ends", static (s, c, a, ct) => s.EndTie(c, a, ct), PopulationErrors.NoTie, PopulationErrors.TieUnclear);
        Act<PaperRegistration>(r, "papers", static (s, c, a, ct) => s.RegisterPaper(c, a, ct), PopulationErrors.CmndInvalid, PopulationErrors.PassportInvalid);
        r.Api.MapGet("persons/{id}/papers", Papers).Requires(PopulationScopes.Read).Refuses(PopulationErrors.PersonUnknown);
    }

    private static async Task<Result<IReadOnlyList<PersonPaper>>> Papers(PersonId id, Caller caller, PersonRecords records, ReadAsKeeper read, CancellationToken ct)
    {
        var allowed = await read.Existing(caller, id, ReadAsKeeper.Papers, ct);
        return allowed.Failed ? allowed.Faults : (await records.PapersOf(id, ct)).ToArray();
    }

    private static void Act<TAct>(ModuleRoutes r, string route, Func<IPersonRecords, Caller, TAct, CancellationToken, Task<Result<ActRegistered>>> run, params Error[] refusals) where TAct : RegistryAct =>
        r.Api.MapPost(route, async (TAct act, Caller caller, IPersonRecords records, CancellationToken ct) =>
                RegisterOverHttp.RefusesOutsiders(caller) is { } refusal ? refusal : await run(records, caller, act, ct))
            .Requires(PopulationScopes.Manage).Idempotent().Refuses([.. Common, .. refusals]);
}
