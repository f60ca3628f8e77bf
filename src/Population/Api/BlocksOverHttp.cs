using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Population.Api;

/// <summary>Blocks of numbers for communes that work without a line.</summary>
internal static class BlocksOverHttp
{
    public static void Map(ModuleRoutes r)
    {
        r.Api.MapPost("number-blocks", Take).Requires(PopulationScopes.Manage).Idempotent()
            .Refuses(PopulationErrors.BlockSize, PopulationErrors.BlockYear, PopulationErrors.AreaUnknown, PopulationErrors.NumbersExhausted, PopulationErrors.RegistryWorkOnly);
        r.Api.MapPost("number-blocks/reconciliations", Reconcile).Requires(PopulationScopes.Manage).Idempotent()
            .Refuses(PopulationErrors.BlockUnknown, PopulationErrors.BlockOfOthers, PopulationErrors.NumberTwice, PopulationErrors.TooManyQuestions, PopulationErrors.RegistryWorkOnly);
        r.Api.MapGet("number-blocks/{commune}", async (string commune, INumberBlocks blocks, CancellationToken ct) => await blocks.BlocksOf(commune, ct)).Requires(PopulationScopes.Manage);
    }

    private static async Task<Result<NumberBlock>> Take(NumberBlockRequest request, Caller caller, INumberBlocks blocks, CancellationToken ct) =>
        RegisterOverHttp.RefusesOutsiders(caller) is { } refusal ? refusal : await blocks.Take(caller, request, ct);

    private static async Task<Result<BlockReconciled>> Reconcile(BlockReconciliation work, Caller caller, INumberBlocks blocks, CancellationToken ct) =>
        RegisterOverHttp.RefusesOutsiders(caller) is { } refusal ? refusal : await blocks.Reconcile(caller, work, ct);
}
