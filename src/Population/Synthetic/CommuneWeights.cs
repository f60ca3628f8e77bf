using LienThong.Directory;

namespace LienThong.Population.Synthetic;

/// <summary>The communes that synthetic people live in: those of the directory on a day.</summary>
public static class CommuneWeights
{
    /// <summary>All communes of the day; urban ones are phường.</summary>
    public static IReadOnlyList<CommuneWeight> Of(IDirectory directory, DateOnly day) =>
    [
        .. from province in directory.Provinces(day)
           from commune in directory.Communes(province.Code, day)
           select new CommuneWeight(commune.Code, province.Code, commune.Type == "Phường"),
    ];
}
