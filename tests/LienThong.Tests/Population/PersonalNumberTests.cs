using FsCheck;
using FsCheck.Fluent;
using LienThong.Population;
using LienThong.Population.Synthetic;

namespace LienThong.Tests.Population;

public sealed class PersonalNumberTests
{
    [Fact]
    public void A_series_gives_a_million_different_numbers()
    {
        var series = PersonalNumbers.Series(99, Sex.Female, 2026);
        var seen = new bool[PersonalNumbers.PerSeries];
        for (var ordinal = 0; ordinal < PersonalNumbers.PerSeries; ordinal++)
        {
            var digits = (int)(PersonalNumbers.Number(series, ordinal) % 1_000_000);
            seen[digits].ShouldBeFalse();
            seen[digits] = true;
        }
    }

    [Fact]
    public void A_number_tells_prefix_century_sex_and_year() => Prop.ForAll(
        ArbMap.Default.ArbFor<bool>(), Gen.Choose(1900, 2199).ToArbitrary(), Gen.Choose(1, 99).ToArbitrary(), (man, year, prefix) =>
        {
            var number = PersonalNumber.Of(PersonalNumbers.Number(PersonalNumbers.Series(prefix, man ? Sex.Male : Sex.Female, year), year % 1000));
            return number.BirthYear == year && number.CenturyDigit % 2 == (man ? 0 : 1) && number.ToString()[..3] == prefix.ToString("D3") && number.IsSynthetic == (prefix == 99);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("099197000001", true)]
    [InlineData("001197000001", true)]
    [InlineData("99197000001", false)]
    [InlineData("0991970000012", false)]
    [InlineData("09919700000a", false)]
    [InlineData("٠99197000001", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_twelve_ascii_digits_are_a_number(string? text, bool ok) => PersonalNumber.TryParse(text, null, out _).ShouldBe(ok);

    [Fact]
    public void Live_births_of_the_demo_start_behind_all_generated_numbers()
    {
        PersonalNumbers.FirstLive(PersonalNumbers.Series(99, Sex.Male, 2026)).ShouldBe(PersonalNumbers.DemoEnd);
        PersonalNumbers.FirstLive(PersonalNumbers.Series(24, Sex.Male, 2026)).ShouldBe(0);
    }
}
