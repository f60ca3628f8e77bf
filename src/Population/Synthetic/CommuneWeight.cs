namespace LienThong.Population.Synthetic;

/// <summary>A commune that synthetic people may live in: 5-digit code, 2-digit code of its province, and whether it is urban (phường).</summary>
public readonly record struct CommuneWeight(string Code, string Province, bool Urban);

/// <summary>What to make. The same options and communes always make the same people.</summary>
public sealed record SyntheticOptions
{
    /// <summary>The number of living people; 1,000 to 10,000,000. The dead of the last years and the demo family come on top.</summary>
    public int People { get; init; } = 100_000;

    /// <summary>Seed of every draw.</summary>
    public int Seed { get; init; } = 6;

    /// <summary>The day that the population stands at. Fixed by default, so that it does not depend on the day of the start.</summary>
    public DateOnly AsOf { get; init; } = new(2026, 11, 1);

    /// <summary>Commune of the demo family; the first urban commune of the demo province when it is unknown.</summary>
    public string DemoCommune { get; init; } = "07210";

    internal void Check()
    {
        if (People is < 1_000 or > 10_000_000) throw new ArgumentOutOfRangeException(nameof(People), People, "1,000 to 10,000,000 people");
    }
}
