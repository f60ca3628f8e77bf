namespace LienThong.Directory;

/// <summary>Where a body works, and what lies there.</summary>
public static class Territories
{
    /// <summary>The area of a body of that day or of the nearest body above it that has one; Area is null for bodies of the whole country. Known is false when there was no such body.</summary>
    public static (bool Known, string? Area) TerritoryOf(this IDirectory directory, string? agency, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(directory);
        if (agency is null || directory.AgencyAt(agency, on) is not { } found) return (false, null);
        for (var body = found; body is not null; body = body.Parent is { } parent ? directory.AgencyAt(parent, on) : null)
        {
            if (body.Area is { } area) return (true, area);
        }

        return (true, null);
    }

    /// <summary>True when a commune of that day lies in a territory: the commune itself, its province, or (null) the whole country.</summary>
    public static bool Covers(this IDirectory directory, string? area, string commune, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return area is null || area == commune || directory.AreaAt(commune, on)?.ProvinceCode == area;
    }

    /// <summary>The communes of that day where a code of any time lies: itself while it lives, else what it became.</summary>
    public static IEnumerable<string> CommunesOn(this IDirectory directory, string code, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(directory);
        if (directory.AreaAt(code, on) is not null) return [code];
        return directory.LivesOf(code) is [.., var last] ? directory.AreasOn(last.Id, on).Select(a => a.Code) : [];
    }
}
