using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Population.Api;

/// <summary>Acts of residence by the register's own officers. The key of the request is the key of the effect.</summary>
internal static class ResidenceOverHttp
{
    private static readonly Error[] Common =
        [PopulationErrors.DocumentKindUnknown, PopulationErrors.DocumentMissing, PopulationErrors.ActInFuture, PopulationErrors.PersonUnknown, PopulationErrors.PersonLocked, PopulationErrors.RegistryWorkOnly];

    public static void Map(ModuleRoutes r)
    {
        Act<TemporaryResidence>(r, "temporary-residences", static (s, c, a, ct) => s.RegisterTemporary(c, a, ct),
            PopulationErrors.TermWrong, PopulationErrors.TemporaryAtHome, PopulationErrors.CommuneUnknown, PopulationErrors.HouseholdUnknown);
        Act<TemporaryRenewal>(r, "temporary-residences/renewals", static (s, c, a, ct) => s.RenewTemporary(c, a, ct), PopulationErrors.NoTemporary, PopulationErrors.RenewTooEarly, PopulationErrors.TermWrong);
        Act<ResidenceRemoval>(r, "temporary-residences/removals", static (s, c, a, ct) => s.EndTemporary(c, a, ct), PopulationErrors.CaseUnknown, PopulationErrors.NoTemporary);
        Act<ResidenceRemoval>(r, "residences/removals", static (s, c, a, ct) => s.RemovePermanent(c, a, ct),
            PopulationErrors.CaseUnknown, PopulationErrors.NoPermanent, PopulationErrors.HeadLeaves, PopulationErrors.SuccessorUnknown);
        Act<AbsenceDeclaration>(r, "absences", static (s, c, a, ct) => s.DeclareAbsence(c, a, ct), PopulationErrors.CaseUnknown, PopulationErrors.AbsentAlready, PopulationErrors.ReasonNeeded);
        Act<AbsenceEnd>(r, "absences/ends", static (s, c, a, ct) => s.EndAbsence(c, a, ct), PopulationErrors.NotAbsent);
        Act<StayNotice>(r, "stays", static (s, c, a, ct) => s.NotifyStay(c, a, ct), PopulationErrors.StayTooLong, PopulationErrors.CaseUnknown, PopulationErrors.CommuneUnknown);
        Act<HouseholdSplit>(r, "households/splits", static (s, c, a, ct) => s.SplitHousehold(c, a, ct),
            PopulationErrors.OneHead, PopulationErrors.SplitWhole, PopulationErrors.NotOneHousehold, PopulationErrors.HeadLeaves, PopulationErrors.SuccessorUnknown, PopulationErrors.HeadTooYoung);
        Act<HouseholdMerge>(r, "households/merges", static (s, c, a, ct) => s.MergeHouseholds(c, a, ct),
            PopulationErrors.SameHousehold, PopulationErrors.OtherCommune, PopulationErrors.RelationMissing, PopulationErrors.HouseholdUnknown);
        Act<HeadChange>(r, "households/heads", static (s, c, a, ct) => s.ChangeHead(c, a, ct), PopulationErrors.HeadAlready, PopulationErrors.HeadTooYoung, PopulationErrors.HouseholdUnknown);
        Act<AddressAdjustment>(r, "households/addresses", static (s, c, a, ct) => s.AdjustAddress(c, a, ct), PopulationErrors.AddressNeeded, PopulationErrors.HouseholdUnknown);
        r.Api.MapPost("confirmations", Confirm).Requires(PopulationScopes.Manage).Idempotent().Refuses(PopulationErrors.PersonUnknown, PopulationErrors.NoPermanent, PopulationErrors.RegistryWorkOnly);
    }

    private static void Act<TAct>(ModuleRoutes r, string route, Func<IResidenceRegister, Caller, TAct, CancellationToken, Task<Result<ActRegistered>>> run, params Error[] refusals) where TAct : RegistryAct =>
        r.Api.MapPost(route, async (TAct act, Caller caller, IResidenceRegister register, CancellationToken ct) =>
                RegisterOverHttp.RefusesOutsiders(caller) is { } refusal ? refusal : await run(register, caller, act, ct))
            .Requires(PopulationScopes.Manage).Idempotent().Refuses([.. Common, .. refusals]);

    // what is confirmed is personal: it is read through the broker, so the paper stands in the ledger
    private static async Task<Result<ResidenceConfirmation>> Confirm(ConfirmationRequest request, Caller caller, IResidenceRegister register, ReadAsKeeper read, CancellationToken ct)
    {
        if (RegisterOverHttp.RefusesOutsiders(caller) is { } refusal) return refusal;
        var allowed = await read.Existing(caller, request.Person, request.WithHousehold ? ReadAsKeeper.Confirmed : ReadAsKeeper.Residences, ct);
        return allowed.Failed ? allowed.Faults : await register.Confirm(caller, request, ct);
    }
}
