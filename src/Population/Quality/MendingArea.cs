using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Time;

namespace LienThong.Population.Quality;

/// <summary>Whose records an officer mends: those of the commune, or of all communes of the province, where the agency works; a body of the whole country mends everywhere.</summary>
internal sealed class MendingArea(IDirectory directory, TimeProvider clock)
{
    /// <summary>The communes whose records the caller mends; null for all.</summary>
    public string[]? Communes(Caller caller) => AreaOf(caller) switch
    {
        (false, _) => [],
        (true, null) => null,
        (true, { Length: 5 } commune) => [commune],
        (true, { } province) => [.. directory.Communes(province, clock.Today()).Select(c => c.Code)],
    };

    public bool Covers(Caller caller, string commune) => AreaOf(caller) is (true, var area) && directory.Covers(area, commune, clock.Today());

    private (bool Known, string? Area) AreaOf(Caller caller) => directory.TerritoryOf(caller.Agency, clock.Today());
}
