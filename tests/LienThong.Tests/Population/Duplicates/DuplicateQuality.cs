using LienThong.Kernel.Data;
using LienThong.Population;
using LienThong.Population.Synthetic;

namespace LienThong.Tests.Population.Duplicates;

/// <summary>One point of the curve of precision and recall.</summary>
internal sealed record CurvePoint(double Threshold, double Precision, double Recall, int Found);

/// <summary>Compares what the search found with what was put in.</summary>
internal static class DuplicateQuality
{
    public static readonly IReadOnlyList<double> Thresholds = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999];

    public static async Task<IReadOnlyList<CurvePoint>> Curve(Db<PopulationModule> register, SeededDuplicates seeded, CancellationToken ct)
    {
        var truth = seeded.Pairs.ToHashSet();
        var found = await register.Many("select a, b, probability from population.duplicate_candidate", [], static r => (Pair: (r.GetGuid(0), r.GetGuid(1)), Probability: (double)r.GetFloat(2)), ct);
        return [.. Thresholds.Select(t =>
        {
            var taken = found.Where(f => f.Probability >= t).ToList();
            var right = taken.Count(f => truth.Contains(f.Pair));
            return new CurvePoint(t, taken.Count == 0 ? 1 : (double)right / taken.Count, (double)right / truth.Count, taken.Count);
        })];
    }
}
