using LienThong.Dictionary;
using LienThong.Registries;
using LienThong.Tests.Exchange;
using LienThong.Tests.Fixture;
using static LienThong.Tests.Registries.RegistryHouse;

namespace LienThong.Tests.Registries;

/// <summary>Records on both axes of time, and who of the keeper sees which field.</summary>
public sealed class TimeTests(RegistryHouse house) : IClassFixture<RegistryHouse>
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private async Task<string?> Facility(SubjectId who, DateOnly on, DateTimeOffset? known = null) =>
        (await house.Registries.ReadAsOf(Keeper, "health-cards", [who], new(on, known), Ct)).Value.SingleOrDefault()?.Values[new("insurance.facility")];

    private static RecordDraft From(SubjectId who, string facility, DateOnly from, DateOnly? to = null) =>
        new(who, Values(("insurance.facility", facility)), from, to, new(Origin.Typed, "T-" + facility));

    [Fact]
    public async Task A_later_value_leaves_the_earlier_one_true_for_its_own_days()
    {
        var who = Somebody();
        await house.Registries.PutRecords(Keeper, "health-cards", [Card(who, "A")], Ct);                        // holds from 5 January
        await house.Registries.PutRecords(Keeper, "health-cards", [From(who, "B", new(2026, 6, 1))], Ct);
        await house.Registries.PutRecords(Keeper, "health-cards", [From(who, "C", new(2026, 9, 1))], Ct);
        (await Facility(who, new(2026, 1, 4))).ShouldBeNull();
        (await Facility(who, new(2026, 1, 5))).ShouldBe("A");
        (await Facility(who, new(2026, 5, 31))).ShouldBe("A");
        (await Facility(who, new(2026, 6, 1))).ShouldBe("B");
        (await Facility(who, new(2026, 8, 31))).ShouldBe("B");
        (await Facility(who, new(2030, 1, 1))).ShouldBe("C");
    }

    [Fact]
    public async Task A_correction_changes_what_is_known_and_keeps_what_was_known()
    {
        var who = Somebody();
        await house.Registries.PutRecords(Keeper, "health-cards", [Card(who, "A")], Ct);
        await house.Registries.PutRecords(Keeper, "health-cards", [From(who, "B", new(2026, 6, 1))], Ct);
        var known = (await house.Registries.ReadRecords(Keeper, "health-cards", [who], Ct)).Value.Single().RecordedAt;
        await house.Registries.PutRecords(Keeper, "health-cards", [From(who, "C", new(2026, 3, 1))], Ct);          // it was C since March already
        (await Facility(who, new(2026, 2, 28))).ShouldBe("A");
        (await Facility(who, new(2026, 4, 1))).ShouldBe("C");
        (await Facility(who, new(2026, 7, 1))).ShouldBe("C");
        (await Facility(who, new(2026, 2, 28), known)).ShouldBe("A");
        (await Facility(who, new(2026, 4, 1), known)).ShouldBe("A");
        (await Facility(who, new(2026, 7, 1), known)).ShouldBe("B");
        (await Facility(who, new(2026, 7, 1), known.AddDays(-1))).ShouldBeNull();

        await house.Registries.PutRecords(Keeper, "health-cards", [From(who, "D", new(2025, 1, 1))], Ct);          // even from before the record began
        (await Facility(who, new(2026, 2, 28))).ShouldBe("D");
        (await Facility(who, new(2025, 1, 1))).ShouldBe("D");
        (await house.Registries.History(Keeper, "health-cards", who, "", Ct)).Value.Select(s => s.Version).ShouldBe([4, 3, 2, 1]);
    }

    [Fact]
    public async Task A_value_of_a_coming_day_does_not_speak_before_it()
    {
        var (who, coming) = (Somebody(), TimeProvider.System.GetUtcNow().AddDays(40));
        await house.Registries.PutRecords(Keeper, "health-cards", [Card(who, "A")], Ct);
        await house.Registries.PutRecords(Keeper, "health-cards", [From(who, "B", DateOnly.FromDateTime(coming.UtcDateTime))], Ct);
        (await house.Cell("health-insurance", who, "insurance.facility")).Value.ShouldBe("A");
    }

    [Fact]
    public async Task A_record_that_ended_is_not_true_after_its_end_and_a_new_period_leaves_the_gap()
    {
        var who = Somebody();
        await house.Registries.PutRecords(Keeper, "health-cards", [Card(who, "A", to: new(2026, 3, 31))], Ct);
        await house.Registries.PutRecords(Keeper, "health-cards", [From(who, "B", new(2026, 6, 1), new(2026, 6, 30))], Ct);
        (await Facility(who, new(2026, 3, 31))).ShouldBe("A");
        (await Facility(who, new(2026, 4, 1))).ShouldBeNull();
        (await Facility(who, new(2026, 6, 30))).ShouldBe("B");
        (await Facility(who, new(2026, 7, 1))).ShouldBeNull();
    }

    [Fact]
    public async Task Each_post_sees_and_changes_only_its_fields()
    {
        var who = Somebody();
        var draft = new RecordDraft(who, Values(("insurance.socialNumber", "0123456789"), ("social.kind", "compulsory"), ("social.joinedOn", "2015-03"), ("social.months", "12"), ("social.salaryBase", "7500000")),
            Day, null, new(Origin.Typed, "T-1"));
        await house.Registries.PutRecords(Keeper, "social-insurance-records", [draft], Ct);
        var clerk = TestCaller.Official("G12", RegistryScopes.Write) with { Post = "clerk" };
        var accountant = TestCaller.Official("G12.05", RegistryScopes.Write) with { Post = "social-insurance-accountant" };

        var seen = (await house.Registries.ReadRecords(clerk, "social-insurance-records", [who], Ct)).Value.Single();
        seen.Values.Keys.ShouldNotContain(new FieldCode("social.salaryBase"));
        seen.Values.Keys.ShouldContain(new FieldCode("social.months"));
        (await house.LastEntryAbout(who)).Fields.ShouldNotContain("social.salaryBase");
        (await house.Registries.ReadRecords(accountant, "social-insurance-records", [who], Ct)).Value.Single().Values[new("social.salaryBase")].ShouldBe("7500000");
        (await house.Registries.History(clerk, "social-insurance-records", who, "", Ct)).Value.ShouldAllBe(r => !r.Values.ContainsKey(new("social.salaryBase")));

        var raise = draft with { Values = Values(("social.salaryBase", "8000000")) };
        (await house.Registries.PutRecords(clerk, "social-insurance-records", [raise], Ct)).Faults.Single().Error.ShouldBe(RegistriesErrors.FieldNotYours);
        (await house.Registries.PutRecords(accountant, "social-insurance-records", [raise], Ct)).Value.Single().Version.ShouldBe(2);
        (await house.Registries.ReadRecords(TestCaller.Official("G10", RegistryScopes.Write), "social-insurance-records", [who], Ct)).Faults.Single().Error.ShouldBe(RegistriesErrors.NotKeeper);
        (await house.Registries.ReadRecords(TestCaller.Official("G12"), "social-insurance-records", [who], Ct)).Faults.Single().Error.ShouldBe(RegistriesErrors.NotKeeper);
    }
}
