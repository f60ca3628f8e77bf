using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Registries.Definitions;

/// Lists the registers with their size and whether their source answers.
static class ListRegistries
{
    public static void Map(ModuleRoutes r) => r.Api
        .MapGet("registers", Handle)
        .WithSummary("Các sổ dữ liệu, số bản ghi và trạng thái nguồn")
        .Requires(RegistryScopes.Read);

    public sealed record Answer(RegistryDefinition Register, long Records, SourceState Source);

    static async Task<List<Answer>> Handle(IRegistries registries, CancellationToken ct)
    {
        var counts = await registries.Counts(ct);
        var sources = (await registries.Sources(ct)).ToDictionary(s => s.Database, StringComparer.Ordinal);
        return [.. (await registries.All(ct)).Select(d => new Answer(d, counts.GetValueOrDefault(d.Code), sources[d.Database]))];
    }
}
