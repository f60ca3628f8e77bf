using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Registries;
using static LienThong.Tests.Registries.RegistryHouse;

namespace LienThong.Tests.Registries;

public sealed class NewsTests(RegistryHouse house) : IClassFixture<RegistryHouse>
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private async Task Tell(LienThong.Kernel.Events.IEvent news)
    {
        (await house.Db<PopulationModule>().Write(Caller.Program("test"), [], [news], Ct)).Failed.ShouldBeFalse();
        await house.DeliverNews();
    }

    private static PersonBorn Born(Guid child, string commune, string dossier) =>
        new(new(child), PersonalNumber.Of(99_326_000_001), new(2026, 11, 12), Sex.Female, null, null, commune, null, dossier);

    [Fact]
    public async Task Registered_births_get_the_next_numbers_of_the_book_of_their_commune()
    {
        var commune = house.Get<IDirectory>().DemoCommune.Code;
        var (first, second, elsewhere) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await Tell(Born(first, commune, "D-1"));
        await Tell(Born(second, commune, "D-2"));
        await Tell(Born(elsewhere, house.Get<IDirectory>().Communes("01", TimeProvider.System.Today())[0].Code, "D-3"));

        var year = TimeProvider.System.Today().Year;
        (await house.Cell("civil-status", new(first), "birth.certificateNo")).Value.ShouldBe($"1/{year}");
        (await house.Cell("civil-status", new(second), "birth.certificateNo")).Value.ShouldBe($"2/{year}");
        (await house.Cell("civil-status", new(elsewhere), "birth.certificateNo")).Value.ShouldBe($"1/{year}");
        (await house.Cell("civil-status", new(first), "birth.registryOffice")).Value.ShouldBe(house.Get<IDirectory>().CommuneBody(commune, CommuneBodyKind.PeoplesCommittee, TimeProvider.System.Today())!.Code);
        var record = (await house.Registries.ReadRecords(Keeper, "births", [new(first)], Ct)).Value.Single();
        (record.Origins["*"].Origin, record.Origins["*"].Document).ShouldBe((Origin.Decided, "D-1"));
    }

    [Fact]
    public async Task Records_of_a_person_who_died_stay_and_are_told_as_locked()
    {
        var (dead, alive) = (Somebody(), Somebody());
        await house.Registries.PutRecords(Keeper, "health-cards", [Card(dead), Card(alive)], Ct);
        await Tell(new PersonDied(new(dead.Value), PartialDate.OfDay(new(2026, 11, 20)), null, "D-9"));
        var rows = await (await house.Source("health-insurance")).Read([dead, alive], [new("insurance.cardNumber")], Ct);
        rows.Single(r => r.Subject == dead).Locked.ShouldBeTrue();
        rows.Single(r => r.Subject == dead).Cells[0].Value.ShouldBe("2412345678");
        rows.Single(r => r.Subject == alive).Locked.ShouldBeFalse();
    }

    [Fact]
    public async Task A_marriage_stands_once_for_each_under_one_number_of_the_commune_and_a_divorce_ends_it()
    {
        var commune = house.Get<IDirectory>().DemoCommune.Code;
        var office = house.Get<IDirectory>().CommuneBody(commune, CommuneBodyKind.PeoplesCommittee, TimeProvider.System.Today())!.Code;
        var (husband, wife) = (Somebody(), Somebody());
        PersonMarried Married(SubjectId who, SubjectId with, string name, string number) => new(new(who.Value), new(with.Value), new(2026, 3, 2), "KH-1") { SpouseName = name, SpouseNumber = number, Agency = office };
        await Tell(Married(husband, wife, "Nguyễn Thị Lan", "099326000002"));
        await Tell(Married(wife, husband, "Trần Văn Nam", "099226000003"));
        var his = (await house.Registries.ReadRecords(Keeper, "marriages", [husband], Ct)).Value.Single();
        var hers = (await house.Registries.ReadRecords(Keeper, "marriages", [wife], Ct)).Value.Single();
        (his.Key, hers.Key).ShouldBe(($"1/{TimeProvider.System.Today().Year}", his.Key));
        (his.From, his.To, his.Values[new("marriage.spouseName")], hers.Values[new("marriage.spouseName")]).ShouldBe((new(2026, 3, 2), null, "Nguyễn Thị Lan", "Trần Văn Nam"));
        (his.Values[new("marriage.registryOffice")], his.Origins["*"].Origin, his.Origins["*"].Document, his.Origins["*"].Agency).ShouldBe((office, Origin.Decided, "KH-1", office));
        await Tell(Married(husband, wife, "Nguyễn Thị Lan", "099326000002"));
        (await house.Registries.ReadRecords(Keeper, "marriages", [husband], Ct)).Value.Single().Version.ShouldBe(1, "told again, entered once");

        await Tell(new PersonDivorced(new(husband.Value), new(wife.Value), new(2026, 11, 2), "BA-7"));
        await Tell(new PersonDivorced(new(wife.Value), new(husband.Value), new(2026, 11, 2), "BA-7"));
        foreach (var one in new[] { husband, wife })
        {
            var ended = (await house.Registries.ReadRecords(Keeper, "marriages", [one], Ct)).Value.Single();
            (ended.From, ended.To, ended.Values[new("divorce.decisionNo")], ended.Values[new("divorce.effectiveOn")], ended.Origins["divorce.decisionNo"].Document)
                .ShouldBe((new(2026, 3, 2), new(2026, 11, 1), "BA-7", "2026-11-02", "BA-7"));
        }
        await Tell(new PersonDivorced(new(Guid.CreateVersion7()), null, new(2026, 11, 2), "BA-8"));
    }

    [Fact]
    public async Task Records_of_a_merged_person_answer_for_the_survivor_through_any_chain_until_it_is_undone()
    {
        var (first, second, third) = (Somebody(), Somebody(), Somebody());
        await house.Registries.PutRecords(Keeper, "health-cards", [Card(first)], Ct);
        await Tell(Merged(first, second));
        await Tell(Merged(second, third));

        (await Facility(third)).ShouldBe("Trạm y tế phường");
        (await Facility(second)).ShouldBeNull("the chain goes on to its end");
        var rows = await (await house.Source("health-insurance")).Read([first, third], [new("insurance.facility")], Ct);
        rows.Single(r => r.Subject == first).Locked.ShouldBeTrue();
        rows.Single(r => r.Subject == third).Locked.ShouldBeFalse();
        var kept = (await house.Registries.ReadRecords(Keeper, "health-cards", [third], Ct)).Value.Single();
        kept.Subject.ShouldBe(first, "records stay under the key under which they were written");
        (await house.Registries.ReadAsOf(Keeper, "health-cards", [third], new(Day, null), Ct)).Value.Count.ShouldBe(1);

        await house.Registries.PutRecords(Keeper, "health-cards", [Card(third, "Bệnh viện tỉnh") with { From = Day.AddDays(30) }], Ct);
        (await Facility(third)).ShouldBe("Bệnh viện tỉnh", "the newest in force speaks");

        await Tell(Unmerged(second, third));
        (await Facility(second)).ShouldBe("Trạm y tế phường");
        (await Facility(third)).ShouldBe("Bệnh viện tỉnh");
        await Tell(Unmerged(first, second));
        (await Facility(second)).ShouldBeNull();
        (await Facility(first)).ShouldBe("Trạm y tế phường");
        (await (await house.Source("health-insurance")).Read([first], [new("insurance.facility")], Ct)).Single().Locked.ShouldBeFalse();
    }

    private async Task<string?> Facility(SubjectId subject) => (await house.Cell("health-insurance", subject, "insurance.facility")).Value;

    private static PersonsMerged Merged(SubjectId who, SubjectId into) => new(new(into.Value), new(who.Value), PersonalNumber.Of(99_326_000_001), new(2026, 11, 20), "QĐ-1");

    private static PersonUnmerged Unmerged(SubjectId who, SubjectId from) => new(new(from.Value), new(who.Value), PersonalNumber.Of(99_326_000_001), new(2026, 11, 20), PlaceRestored: true, "QĐ-2");
}
