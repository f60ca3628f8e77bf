using LienThong.Directory;
using LienThong.Kernel.Measures;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Insight.Provinces;

/// <summary>The value of one province. Null share: nothing to measure there.</summary>
public sealed record ProvinceFigure(string Code, string Name, long Numerator, long Denominator)
{
    /// <summary>Per cent, or null.</summary>
    public double? Percent => Denominator == 0 ? null : 100.0 * Numerator / Denominator;
}

/// <summary>One measure over the provinces of today.</summary>
internal sealed class MeasureProvinces(MeasureCatalogue catalogue, IDirectory directory, TimeProvider clock)
{
    public static void Map(ModuleRoutes r) => r.Api
        .MapGet("measures/{code}/provinces", async (string code, MeasureProvinces use, CancellationToken ct) => await use.Answer(code, ct))
        .Requires(Scopes.Read).Refuses(InsightErrors.MeasureUnknown);

    public sealed record List(string Measure, IReadOnlyList<ProvinceFigure> Provinces);

    public async Task<IReadOnlyList<ProvinceFigure>> All(string measure, CancellationToken ct)
    {
        var today = clock.Today();
        var figures = new List<ProvinceFigure>();
        foreach (var province in directory.Provinces(today))
        {
            var value = await catalogue.Evaluate(measure, new MeasureScope(new DateOnly(today.Year, 1, 1), today, Province: province.Code), ct);
            figures.Add(new ProvinceFigure(province.Code, province.FullName, value.Numerator, value.Denominator));
        }
        return figures;
    }

    private async Task<Result<List>> Answer(string code, CancellationToken ct) =>
        catalogue.Find(code) is null ? InsightErrors.MeasureUnknown.With(code) : new List(code, await All(code, ct));
}
