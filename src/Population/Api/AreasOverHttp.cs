using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Population.Api;

/// <summary>Decisions on areas, by officers of the register.</summary>
internal static class AreasOverHttp
{
    public static void Map(ModuleRoutes r)
    {
        r.Api.MapGet("area-decisions", async (IAreaDecisions areas, CancellationToken ct) => await areas.List(ct)).Requires(PopulationScopes.Read);
        r.Api.MapPost("area-decisions", Enter).Requires(PopulationScopes.Manage).Idempotent()
            .Refuses(PopulationErrors.MovesCount, PopulationErrors.MoveTwice, PopulationErrors.AreaUnknown, PopulationErrors.CommuneUnknown, PopulationErrors.DocumentMissing, PopulationErrors.RegistryWorkOnly);
        r.Api.MapGet("area-decisions/suggestion", (DateOnly on, string? province, IAreaDecisions areas, CancellationToken ct) => areas.FromDirectory(on, province, ct))
            .Requires(PopulationScopes.Manage).Refuses(PopulationErrors.NoAreaChange);
        r.Api.MapGet("area-decisions/{id}/preview", (Guid id, IAreaDecisions areas, CancellationToken ct) => areas.Preview(id, ct)).Requires(PopulationScopes.Manage).Refuses(PopulationErrors.DecisionUnknown);
        r.Api.MapPost("area-decisions/{id}/application", Apply).Requires(PopulationScopes.Manage).Idempotent()
            .Refuses(PopulationErrors.DecisionUnknown, PopulationErrors.DecisionInForce, PopulationErrors.DecisionNotDue, PopulationErrors.RegistryWorkOnly);
        r.Api.MapPost("area-decisions/{id}/withdrawal", Withdraw).Requires(PopulationScopes.Manage).Idempotent().Refuses(PopulationErrors.DecisionUnknown, PopulationErrors.DecisionInForce, PopulationErrors.RegistryWorkOnly);
        r.Api.MapGet("area-decisions/{id}/doubts", async (Guid id, HouseholdId? after, IAreaDecisions areas, CancellationToken ct) => await areas.Doubts(id, after, ct)).Requires(PopulationScopes.Manage);
        r.Api.MapPost("area-decisions/doubts", Settle).Requires(PopulationScopes.Manage).Idempotent()
            .Refuses(PopulationErrors.DecisionUnknown, PopulationErrors.CommuneUnknown, PopulationErrors.TooManyQuestions, PopulationErrors.RegistryWorkOnly);
    }

    private static async Task<Result<AreaDecision>> Enter(AreaDecisionDraft draft, Caller caller, IAreaDecisions areas, CancellationToken ct) =>
        RegisterOverHttp.RefusesOutsiders(caller) is { } refusal ? refusal : await areas.Enter(caller, draft, ct);

    private static async Task<Result<AreaDecision>> Apply(Guid id, Caller caller, IAreaDecisions areas, CancellationToken ct) =>
        RegisterOverHttp.RefusesOutsiders(caller) is { } refusal ? refusal : await areas.Apply(caller, id, ct);

    private static async Task<Result<AreaDecision>> Withdraw(Guid id, Caller caller, IAreaDecisions areas, CancellationToken ct) =>
        RegisterOverHttp.RefusesOutsiders(caller) is { } refusal ? refusal : await areas.Withdraw(caller, id, ct);

    private static async Task<Result<DoubtsSettled>> Settle(DoubtSettlement work, Caller caller, IAreaDecisions areas, CancellationToken ct) =>
        RegisterOverHttp.RefusesOutsiders(caller) is { } refusal ? refusal : await areas.Settle(caller, work, ct);
}
