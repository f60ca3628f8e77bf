using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LienThong.Kernel.Time;

namespace LienThong.Tests.Kernel;

public sealed class PartialDateTests
{
    [Theory]
    [InlineData("1950", "1950", "1950", DatePrecision.Year)]
    [InlineData("1950-03", "1950-03", "03/1950", DatePrecision.Month)]
    [InlineData("1950-03-07", "1950-03-07", "07/03/1950", DatePrecision.Day)]
    [InlineData("07/03/1950", "1950-03-07", "07/03/1950", DatePrecision.Day)]
    [InlineData("7/3/1950", "1950-03-07", "07/03/1950", DatePrecision.Day)]
    [InlineData(" 7.3.1950 ", "1950-03-07", "07/03/1950", DatePrecision.Day)]
    [InlineData("7-3-1950", "1950-03-07", "07/03/1950", DatePrecision.Day)]
    [InlineData("03/1950", "1950-03", "03/1950", DatePrecision.Month)]
    [InlineData("00/00/1950", "1950", "1950", DatePrecision.Year)]
    [InlineData("00/03/1950", "1950-03", "03/1950", DatePrecision.Month)]
    [InlineData("29/02/2024", "2024-02-29", "29/02/2024", DatePrecision.Day)]
    [InlineData("", "", "Không rõ", DatePrecision.Unknown)]
    [InlineData("   ", "", "Không rõ", DatePrecision.Unknown)]
    public void Reads_what_cards_and_people_write(string typed, string text, string display, DatePrecision precision)
    {
        PartialDate.TryParse(typed, null, out var date).ShouldBeTrue();
        date.ToString().ShouldBe(text);
        date.Display.ShouldBe(display);
        date.Precision.ShouldBe(precision);
    }

    [Theory]
    [InlineData("29/02/2023")]
    [InlineData("31/04/2000")]
    [InlineData("13/1950")]
    [InlineData("7/00/1950")]
    [InlineData("0000")]
    [InlineData("50")]
    [InlineData("7/3/50")]
    [InlineData("7/3-1950")]
    [InlineData("7/3/1950/")]
    [InlineData("/3/1950")]
    [InlineData("7//1950")]
    [InlineData("1950-")]
    [InlineData("1950-1950")]
    [InlineData("1/2/3/1950")]
    [InlineData("195O")]
    [InlineData("１９５０")]
    [InlineData("-1950")]
    [InlineData("1950-03-07T00:00")]
    [InlineData("mùng 3")]
    public void Refuses_what_is_no_date(string typed)
    {
        PartialDate.TryParse(typed, null, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => PartialDate.Parse(typed));
    }

    [Fact]
    public void Null_is_not_a_date() => PartialDate.TryParse(null, null, out _).ShouldBeFalse();

    [Fact]
    public void Every_date_survives_its_text_form_its_display_and_JSON() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Dates, date =>
        PartialDate.Parse(date.ToString()) == date
        && (date.Precision == DatePrecision.Unknown || PartialDate.Parse(date.Display) == date)
        && JsonSerializer.Deserialize<PartialDate>(JsonSerializer.Serialize(date)) == date));

    [Fact]
    public void A_date_lies_between_its_earliest_and_latest_day_and_could_be_its_own_parts() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Dates, date =>
        date.Earliest <= date.Latest
        && date.CouldBeSameAs(PartialDate.OfDay(date.Earliest)) && date.CouldBeSameAs(PartialDate.OfDay(date.Latest))
        && (date.Year is not { } year || date.CouldBeSameAs(PartialDate.OfYear(year)))));

    [Theory]
    [InlineData("1950", "07/03/1950", true)]
    [InlineData("1950-03", "1950-04", false)]
    [InlineData("1950-03", "1950", true)]
    [InlineData("", "1950", true)]
    [InlineData("1950-03-07", "1950-03-08", false)]
    public void Tells_whether_two_dates_could_be_the_same(string one, string other, bool could)
    {
        PartialDate.Parse(one).CouldBeSameAs(PartialDate.Parse(other)).ShouldBe(could);
        PartialDate.Parse(other).CouldBeSameAs(PartialDate.Parse(one)).ShouldBe(could);
    }

    [Theory]
    [InlineData("2012-11-21", 14, 14)]
    [InlineData("2012-11-22", 13, 13)]
    [InlineData("2012-11", 13, 14)]
    [InlineData("2012", 13, 14)]
    [InlineData("2026", 0, 0)]
    public void Counts_years_lived_as_a_range(string born, int least, int most) =>
        PartialDate.Parse(born).YearsOn(new DateOnly(2026, 11, 21)).ShouldBe((least, most));

    [Fact]
    public void Years_of_an_unknown_or_future_birth_are_not_known()
    {
        PartialDate.Unknown.YearsOn(new DateOnly(2026, 1, 1)).ShouldBeNull();
        PartialDate.Parse("2027").YearsOn(new DateOnly(2026, 12, 31)).ShouldBeNull();
    }

    [Theory]
    [InlineData("1950")]
    [InlineData("null")]
    [InlineData("\"31/02/2020\"")]
    public void JSON_that_is_no_date_is_refused(string json) => Should.Throw<JsonException>(() => JsonSerializer.Deserialize<PartialDate>(json));

    private static readonly Arbitrary<PartialDate> Dates = Gen.OneOf(
        Gen.Constant(PartialDate.Unknown),
        Gen.Choose(1, 9999).Select(PartialDate.OfYear),
        Gen.Choose(1, 9999).SelectMany(_ => Gen.Choose(1, 12), PartialDate.OfMonth),
        Gen.Choose(0, DateOnly.MaxValue.DayNumber).Select(n => PartialDate.OfDay(DateOnly.FromDayNumber(n)))).ToArbitrary();
}
