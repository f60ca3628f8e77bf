using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Time;

namespace LienThong.Population.Quality;

/// <summary>Whose records an officer mends: those of the commune, or of all communes of the province, where the agency works; a body of the whole country mends everywhere.</summary>
internal sealed class MendingArea(IDirectory directory, TimeProvider clock)
{
    public bool Covers(Caller caller, string commune)
    {
        if (caller.Agency is not { } code || directory.AgencyAt(code, clock.Today()) is not { } agency) return false;
        for (var body = agency; body is not null; body = body.Parent is { } parent ? directory.AgencyAt(parent, clock.Today()) : null)
        {
            if (body.Area is { } area) return area == commune || directory.AreaAt(commune, clock.Today())?.ProvinceCode == area;
        }

        return true;
    }
}
