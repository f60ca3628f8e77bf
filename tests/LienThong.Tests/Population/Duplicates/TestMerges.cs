using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Population.Duplicates;

/// <summary>Merging and undoing in words, for tests of all modules that hear of it.</summary>
internal static class TestMerges
{
    public static DateOnly Today => HanoiTime.Today(TimeProvider.System);

    public static LegalDocument Paper => new("decision", "QĐ-7/2026", Today.AddDays(-1), "Công an tỉnh");

    public static Task<Result<ActRegistered>> Merge(this TestHouse house, PersonId survivor, PersonId merged, DateOnly? on = null) => house.Get<IDuplicates>().Merge(
        PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper, On = on ?? Today, Survivor = survivor, Merged = merged }, CancellationToken.None);

    public static Task<Result<ActRegistered>> Unmerge(this TestHouse house, PersonId merged) => house.Get<IDuplicates>().Unmerge(
        PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper, On = Today, Merged = merged }, CancellationToken.None);

    /// <summary>A grown-up who belongs to no household and is nobody's relative.</summary>
    public static async Task<PersonId> Homeless(this TestHouse house, Sex sex = Sex.Male, DateOnly? born = null, PersonId? mother = null, PersonId? father = null) =>
        (await house.Get<IPopulation>().RegisterBirth(PeopledHouse.Clerk, PeopledHouse.Birth(PeopledHouse.Key(), "Lê Không Nhà " + PeopledHouse.Key()[^8..] + "x", sex, born ?? new(1990, 1, 1)) with
        {
            Mother = mother, Father = father, HouseholdOf = null, Ethnicity = 1, HomePlace = "07210",
        }, CancellationToken.None)).Value.Child;
}
