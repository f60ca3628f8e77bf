using System.Globalization;
using LienThong.Directory;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;

namespace LienThong.Population.Numbers;

/// <summary>
/// The first three digits of a new number: the province of the commune that registers, or the unissued 099 for the demonstration, which no real person has. Decree 137/2015 art. 13.
/// </summary>
internal static class NumberPrefix
{
    private const int Synthetic = 99;

    public static Result<int> Of(HouseOptions house, IDirectory directory, string commune, DateOnly on)
    {
        if (house.Demo) return Synthetic;
        // the code of a commune does not begin with the code of its province
        return directory.AreaAt(commune, on) is { Level: AreaLevel.Commune } area
            ? int.Parse(area.ProvinceCode, NumberStyles.None, CultureInfo.InvariantCulture)
            : PopulationErrors.CommuneUnknown.At("/birthRegistrationPlace");
    }

    /// <summary>A number of the demonstration is refused everywhere else, and a real one in the demonstration.</summary>
    public static bool Belongs(HouseOptions house, PersonalNumber number) => number.IsSynthetic == house.Demo;
}
