using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Population.Api;

/// <summary>Civil-status events as the civil-status database sends them. The key of the request is the key of the effect.</summary>
internal static class CivilStatusOverHttp
{
    private static readonly Error[] Common =
        [PopulationErrors.DocumentKindUnknown, PopulationErrors.DocumentMissing, PopulationErrors.ActInFuture, PopulationErrors.PersonUnknown, PopulationErrors.PersonLocked, PopulationErrors.RegistryWorkOnly];

    public static void Map(ModuleRoutes r)
    {
        Act<MarriageRegistration>(r, "marriages", static (s, c, a, ct) => s.RegisterMarriage(c, a, ct),
            PopulationErrors.TooYoungToMarry, PopulationErrors.MarriedAlready, PopulationErrors.Kin, PopulationErrors.MarriageSex);
        Act<DivorceRegistration>(r, "divorces", static (s, c, a, ct) => s.RegisterDivorce(c, a, ct), PopulationErrors.JudgmentNeeded, PopulationErrors.NotMarried);
        Act<ParentRecognition>(r, "recognitions", static (s, c, a, ct) => s.RecogniseParent(c, a, ct), PopulationErrors.ParentKnown, PopulationErrors.ParentUnknown, PopulationErrors.ParentImplausible);
        Act<AdoptionRegistration>(r, "adoptions", static (s, c, a, ct) => s.RegisterAdoption(c, a, ct),
            PopulationErrors.AdopterNeeded, PopulationErrors.AdoptionAge, PopulationErrors.AdopterTooYoung, PopulationErrors.ParentUnknown);
        Act<PersonItemsChange>(r, "items", static (s, c, a, ct) => s.ChangeItems(c, a, ct),
            PopulationErrors.ItemsNeeded, PopulationErrors.ItemNotForKind, PopulationErrors.ItemValueWrong, PopulationErrors.NothingChanges, PopulationErrors.NameInvalid, PopulationErrors.EthnicityUnknown);
    }

    private static void Act<TAct>(ModuleRoutes r, string route, Func<ICivilStatus, Caller, TAct, CancellationToken, Task<Result<ActRegistered>>> run, params Error[] refusals) where TAct : RegistryAct =>
        r.Api.MapPost(route, async (TAct act, Caller caller, ICivilStatus register, CancellationToken ct) =>
                RegisterOverHttp.RefusesOutsiders(caller) is { } refusal ? refusal : await run(register, caller, act, ct))
            .Requires(PopulationScopes.Manage).Idempotent().Refuses([.. Common, .. refusals]);
}
