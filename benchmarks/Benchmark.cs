using LienThong.Kernel.Data;

namespace LienThong.Bench;

/// <summary>A named measurement. What it answers is a ratio to a baseline of the same run, because machines are noisy and shared.</summary>
interface IBenchmark
{
    /// <summary>As typed after ./bench.</summary>
    string Name { get; }

    /// <summary>One line: what is measured against what.</summary>
    string Story { get; }

    /// <summary>How many people, unless <c>--people</c> says otherwise.</summary>
    int People => 1_000_000;

    Task<Measured> Run(BenchRoom room, CancellationToken ct);
}

/// <summary>Where a benchmark works: a fresh database with schema and content, and how many people to make.</summary>
/// <param name="ConnectionString">The database, as its owner.</param>
/// <param name="Folder">A folder for files, deleted afterwards.</param>
/// <param name="People">Size of the synthetic population.</param>
/// <param name="Seed">Seed of people and errors other than the usual one, for benchmarks whose result hangs on it.</param>
/// <param name="Say">Progress for people; standard error.</param>
sealed record BenchRoom(string ConnectionString, string Folder, int People, int? Seed, Action<string> Say);

/// <summary>The outcome. Ratio above 1 means faster than the baseline.</summary>
/// <param name="Name">The benchmark.</param>
/// <param name="Ratio">measured ÷ baseline, both as speed.</param>
/// <param name="Baseline">Speed of the baseline, in <paramref name="Unit"/>.</param>
/// <param name="Measured">Our speed, in <paramref name="Unit"/>.</param>
/// <param name="Unit">For instance reads/s.</param>
/// <param name="Details">More figures by name.</param>
sealed record Measured(string Name, double Ratio, double Baseline, double MeasuredSpeed, string Unit, IReadOnlyDictionary<string, string> Details);
