using LienThong.Kernel.Data;
using LienThong.Population.Residence;

namespace LienThong.Population.Households;

/// <summary>Founds a household at a place. Its dossier number (số hồ sơ cư trú) is the commune, the day, and the tail of its key.</summary>
internal static class OpenHousehold
{
    public static Place At(List<Change> changes, string commune, string address, DateOnly from, DateTimeOffset now)
    {
        var id = new HouseholdId(Guid.CreateVersion7(now));
        changes.Add(new(HouseholdRows.Sql.Open, [id.Value, commune, address, $"{commune}-{from:yyyyMMdd}-{id.ToString()[^6..].ToUpperInvariant()}", from, now]));
        return new(id, commune, address);
    }
}
