using System.Runtime.CompilerServices;

namespace LienThong.Population.Synthetic;

/// <summary>
/// Marks what runs once per synthetic person. A load is over before the runtime would have found these methods busy and compiled them well: of 7.8 µs of processor a person, 5 went into
/// unoptimised code and its counting (measured with population-load).
/// </summary>
internal static class Hot
{
    public const MethodImplOptions Loop = MethodImplOptions.AggressiveOptimization;
}
