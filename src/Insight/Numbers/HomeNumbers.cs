using LienThong.Kernel.Data;
using LienThong.Kernel.Measures;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using LienThong.Programme;
using LienThong.Programme.Targets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Insight.Numbers;

/// <summary>One number of the command centre.</summary>
/// <param name="Info">null when no module offers the measure: the page says so</param>
/// <param name="Target">the target it serves, judged over the same scope</param>
public sealed record HomeNumber(string Measure, string Owner, MeasureInfo? Info, MeasureValue? Now, string? Plan, LiveTarget? Target, bool OnMap)
{
    /// <summary>Per cent or count; null when there was nothing to measure.</summary>
    public double? Value => Info is null ? null : TargetJudge.Value(Info.Unit, Now);
}

/// <summary>The numbers of the home page, live.</summary>
internal sealed class HomeNumbers(Db db, MeasureCatalogue catalogue, IProgramme programme, TimeProvider clock)
{
    public static void Map(ModuleRoutes r) => r.Api.MapGet("numbers", async (HomeNumbers numbers, CancellationToken ct) => new Answer(await numbers.All(null, ct))).Requires(Scopes.Read);

    public sealed record Answer(IReadOnlyList<HomeNumber> Numbers);

    /// This year until today, in one province or in all.
    public MeasureScope Scope(string? province)
    {
        var today = clock.Today();
        return new MeasureScope(new DateOnly(today.Year, 1, 1), today, Province: province);
    }

    public async Task<IReadOnlyList<HomeNumber>> All(string? province, CancellationToken ct)
    {
        var scope = Scope(province);
        var numbers = new List<HomeNumber>();
        foreach (var row in await db.Many(Sql.All, [], static r => (Measure: r.GetString(0), Plan: r.TextOrNull(1), Target: r.TextOrNull(2), Owner: r.GetString(3), OnMap: r.GetBoolean(4)), ct))
        {
            var info = catalogue.Find(row.Measure);
            var target = row is { Plan: { } plan, Target: { } code } ? await programme.Target(plan, code, scope, ct) : null;
            // A target bound to this very measure was measured already.
            var now = info is null ? null : target?.Info?.Code == info.Code ? target.Now : await catalogue.Evaluate(info.Code, scope, ct);
            numbers.Add(new HomeNumber(row.Measure, row.Owner, info, now, row.Plan, target, row.OnMap));
        }
        return numbers;
    }

    private static class Sql
    {
        public const string All = "select measure, plan, target, owner, on_map from insight.number order by position";
    }
}
