using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Population.Api;

/// <summary>People by area, age and sex. Counts only.</summary>
internal static class StatisticsOverHttp
{
    public static void Map(ModuleRoutes r) => r.Api.MapGet("statistics/people", Handle).Requires(PopulationScopes.Read).Refuses(PopulationErrors.ProvinceNeeded);

    private static async Task<Result<PeopleCounts>> Handle(AreaCut? cut, string? province, AreaMap? map, IPopulationStatistics statistics, CancellationToken ct) =>
        cut == AreaCut.Commune && province is null ? PopulationErrors.ProvinceNeeded : await statistics.Count(new(cut ?? AreaCut.Province, province, map ?? AreaMap.Today), ct);
}
