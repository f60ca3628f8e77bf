using LienThong.Kernel.Data;

namespace LienThong.Population.Synthetic;

/// <summary>What the registers of other sectors are made from, so that a synthetic Vietnam agrees with itself.</summary>
/// <param name="Person">Key.</param>
/// <param name="Number">Personal number, 12 digits.</param>
/// <param name="FullName">As declared.</param>
/// <param name="Birth">First day of the known period.</param>
/// <param name="Sex">1 male, 2 female.</param>
/// <param name="Commune">5-digit code of the permanent residence.</param>
/// <param name="Address">Free part of it.</param>
/// <param name="IsHead">Head of the household.</param>
/// <param name="Spouse">Key of the living spouse.</param>
/// <param name="MarriedOn">When they married.</param>
public sealed record SyntheticFact(
    Guid Person, string Number, string FullName, DateOnly Birth, int Sex, string Commune, string Address, bool IsHead, Guid? Spouse, DateOnly? MarriedOn);

/// <summary>Streams the living synthetic people. Only for making demo data: consumers of real data ask the broker.</summary>
public sealed class SyntheticReader(Db<PopulationModule> db)
{
    public IAsyncEnumerable<SyntheticFact> Facts(CancellationToken ct) => db.Stream(Sql.Facts, [], static r => new SyntheticFact(
        r.GetGuid(0), r.GetInt64(1).ToString("D12", System.Globalization.CultureInfo.InvariantCulture), r.GetString(2), r.Date(3), r.GetInt16(4),
        r.GetString(5), r.GetString(6), r.GetBoolean(7), r.GuidOrNull(8), r.DateOrNull(9)), ct);

    private static class Sql
    {
        public const string Facts = """
            select p.id, p.number, p.full_name, p.birth, p.sex, r.commune, r.address, m.relation = 1, p.spouse, p.marital_since
            from population.person p
            join population.residence r on r.person = p.id and r.kind = 1 and r.recorded_until is null and upper_inf(r.valid)
            join population.household_member m on m.person = p.id and m.household = r.household and m.until is null
            where p.died is null
            """;
    }
}
