using LienThong.Kernel.Time;

namespace LienThong.Tests.Kernel;

public sealed class LegalTimeTests
{
    private sealed record Fee(int Amount, DateOnly EffectiveFrom, DateOnly? EffectiveTo, string LegalBasis = "TT 75/2022/TT-BTC") : ILegal;

    private static readonly Fee Old = new(10_000, D("2022-01-01"), D("2025-06-30"));
    private static readonly Fee New = new(20_000, D("2025-07-01"), null);

    [Theory]
    [InlineData("2021-12-31", null)]
    [InlineData("2022-01-01", 10_000)]
    [InlineData("2025-06-30", 10_000)]
    [InlineData("2025-07-01", 20_000)]
    [InlineData("2040-01-01", 20_000)]
    public void The_rule_of_the_day_is_chosen_and_both_ends_are_in_force(string day, int? amount) => Effective.At([New, Old], D(day))?.Amount.ShouldBe(amount!.Value);

    [Fact]
    public void No_rule_is_in_force_before_the_first() => Effective.At([Old, New], D("2021-12-31")).ShouldBeNull();

    [Fact]
    public void Versions_that_follow_each_other_have_no_fault() => Effective.Faults([New, Old]).ShouldBeEmpty();

    [Fact]
    public void An_overlap_is_reported_with_its_days_and_the_later_rule_wins()
    {
        var early = New with { EffectiveFrom = D("2025-06-01") };
        Effective.Faults([Old, early]).ShouldBe([new(LegalFaultKind.Overlap, Old, early, D("2025-06-01"), D("2025-06-30"))]);
        Effective.At([Old, early], D("2025-06-15")).ShouldBe(early);
    }

    [Fact]
    public void A_gap_is_reported_with_its_days()
    {
        var late = New with { EffectiveFrom = D("2025-08-01") };
        Effective.Faults([late, Old]).ShouldBe([new(LegalFaultKind.Gap, Old, late, D("2025-07-01"), D("2025-07-31"))]);
    }

    [Fact]
    public void A_short_rule_inside_a_long_one_overlaps_and_hides_no_gap_after_the_long_one()
    {
        var pilot = new Fee(0, D("2023-01-01"), D("2023-12-31"));
        var late = New with { EffectiveFrom = D("2025-08-01") };
        Effective.Faults([Old, pilot, late]).Select(f => f.Kind).ShouldBe([LegalFaultKind.Overlap, LegalFaultKind.Gap]);
    }

    [Fact]
    public void A_rule_that_ends_before_it_begins_is_reported() =>
        Effective.Faults([Old with { EffectiveTo = D("2021-01-01") }]).Single().Kind.ShouldBe(LegalFaultKind.Inverted);

    private static DateOnly D(string day) => DateOnly.Parse(day);
}
