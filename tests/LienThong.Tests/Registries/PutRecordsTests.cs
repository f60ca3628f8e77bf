using LienThong.Dictionary;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Ledger;
using LienThong.Registries;
using LienThong.Tests.Fixture;
using static LienThong.Tests.Registries.RegistryHouse;

namespace LienThong.Tests.Registries;

public sealed class PutRecordsTests(RegistryHouse house) : IClassFixture<RegistryHouse>
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private Task<Result<List<RecordReceipt>>> Put(string registry, params RecordDraft[] drafts) => house.Registries.PutRecords(Keeper, registry, drafts, Ct);

    private async Task<List<RecordChanged>> Told(SubjectId about) => await house.Db<RegistriesModule>().Many(
        "select payload from kernel.outbox where type = $1 and subject = $2 order by position", [RecordChanged.EventType, about.ToString()], r => r.FromJson<RecordChanged>(0), Ct);

    [Fact]
    public async Task A_new_record_stands_is_told_and_is_in_the_ledger()
    {
        var who = Somebody();
        (await Put("health-cards", Card(who))).Value.ShouldBe([new RecordReceipt(who, "", 1, true)]);

        var news = (await Told(who)).ShouldHaveSingleItem();
        (news.Registry, news.Database, news.Version).ShouldBe(("health-cards", "health-insurance", 1));
        news.Fields.Count.ShouldBe(4);
        var entries = (await house.Get<ILedger>().Search(new LedgerQuery(Subject: who.Value), Ct)).Value.Entries;
        entries.ShouldHaveSingleItem().Kind.ShouldBe(LedgerKinds.Change);
        entries[0].Fields.ShouldContain("insurance.facility");
    }

    [Fact]
    public async Task A_change_keeps_what_the_record_said_before_and_where_each_field_comes_from()
    {
        var who = Somebody();
        await Put("health-cards", Card(who));
        var change = new RecordDraft(who, Values(("insurance.facility", "Bệnh viện huyện")), Day, null, new(Origin.Decided, "H05.07210-261121-0001", "G12"));
        (await Put("health-cards", change)).Value.Single().Version.ShouldBe(2);

        var states = (await house.Registries.History(Keeper, "health-cards", who, "", Ct)).Value;
        states.Select(s => s.Version).ShouldBe([2, 1]);
        states[0].Values[new("insurance.facility")].ShouldBe("Bệnh viện huyện");
        states[0].Values[new("insurance.cardNumber")].ShouldBe("2412345678");
        states[1].Values[new("insurance.facility")].ShouldBe("Trạm y tế phường");
        states[1].ReplacedAt.ShouldBe(states[0].RecordedAt);
        states[0].Origins["insurance.facility"].Document.ShouldBe("H05.07210-261121-0001");
        states[0].Origins["*"].Document.ShouldBe("T-1");
        (await Told(who))[^1].Fields.ShouldBe([new FieldCode("insurance.facility")]);
        (await house.Cell("health-insurance", who, "insurance.facility")).AsOf.ShouldBeGreaterThan((await house.Cell("health-insurance", who, "insurance.cardNumber")).AsOf);
    }

    [Fact]
    public async Task A_draft_that_says_the_same_again_writes_nothing()
    {
        var who = Somebody();
        await Put("health-cards", Card(who));
        (await Put("health-cards", Card(who))).Value.ShouldBe([new RecordReceipt(who, "", 1, false)]);
        (await Told(who)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_structure_with_its_members_in_another_order_says_the_same()
    {
        var who = Somebody();
        RecordDraft Dwelling(string owner) => new(
            who, Values(("dwelling.address", "Thôn Đông"), ("dwelling.owner", owner), ("dwelling.floorArea", "72.5"), ("dwelling.right", "owner")), Day, null, new(Origin.Digitised, "GCN-1"));
        await Put("dwellings", Dwelling("{\"number\":\"099195000123\",\"name\":\"Hoa\"}"));
        (await Put("dwellings", Dwelling("{\"name\":\"Hoa\",\"number\":\"099195000123\"}"))).Value.Single().Changed.ShouldBeFalse();
    }

    [Fact]
    public async Task All_faults_of_all_records_are_told_and_nothing_is_written()
    {
        var (good, bad) = (Somebody(), Somebody());
        var draft = new RecordDraft(bad,
            Values(("insurance.cardNumber", "12"), ("insurance.validTo", "31/12/2026"), ("person.sex", "female")), Day, Day.AddDays(-1), new(Origin.Typed, "T-2"));
        var refused = await Put("health-cards", Card(good), draft);
        refused.Faults.Select(f => (f.Error.Code, f.Pointer)).ShouldBe(
        [
            ("DIC-0012", "/1/insurance.cardNumber"), ("DIC-0013", "/1/insurance.validTo"), ("REG-0002", "/1/person.sex"), ("REG-0004", "/1/to"),
        ], ignoreOrder: true);
        (await house.Cell("health-insurance", good, "insurance.cardNumber")).Value.ShouldBeNull();
    }

    [Fact]
    public async Task A_new_record_needs_every_compulsory_field_and_a_known_one_does_not()
    {
        var who = Somebody();
        var part = new RecordDraft(who, Values(("insurance.facility", "Bệnh viện huyện")), Day, null, new(Origin.Typed, "T-3"));
        (await Put("health-cards", part)).Faults.Select(f => f.Error).Distinct().ShouldBe([RegistriesErrors.FieldMissing]);
        await Put("health-cards", Card(who));
        (await Put("health-cards", part)).Value.Single().Version.ShouldBe(2);
    }

    [Fact]
    public async Task A_writer_who_saw_an_older_version_is_refused()
    {
        var who = Somebody();
        await Put("health-cards", Card(who) with { ExpectedVersion = 0 });
        await Put("health-cards", Card(who, "Bệnh viện A") with { ExpectedVersion = 1 });
        (await Put("health-cards", Card(who, "Bệnh viện B") with { ExpectedVersion = 1 })).Faults.Single().Error.ShouldBe(RegistriesErrors.VersionPassed);
        (await Put("health-cards", Card(who) with { ExpectedVersion = 0 })).Faults.Single().Error.ShouldBe(RegistriesErrors.VersionPassed);
        (await house.Cell("health-insurance", who, "insurance.facility")).Value.ShouldBe("Bệnh viện A");
    }

    [Fact]
    public async Task Writers_of_one_record_at_once_lose_nothing_of_its_history()
    {
        var who = Somebody();
        await Put("health-cards", Card(who));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Put("health-cards", Card(who, $"Bệnh viện {i}"))));
        outcomes.ShouldAllBe(o => !o.Failed);
        (await house.Registries.History(Keeper, "health-cards", who, "", Ct)).Value.Select(s => s.Version).ShouldBe(Enumerable.Range(1, 13).Reverse());
    }

    [Fact]
    public async Task Two_who_create_the_same_record_at_once_make_one()
    {
        var who = Somebody();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Put("health-cards", Card(who, $"Bệnh viện {i}") with { ExpectedVersion = 0 })));
        outcomes.Count(o => !o.Failed).ShouldBe(1);
        outcomes.Where(o => o.Failed).ShouldAllBe(o => o.Faults[0].Error == KernelErrors.Conflict || o.Faults[0].Error == RegistriesErrors.VersionPassed);
    }

    [Fact]
    public async Task A_mother_has_a_notice_for_each_child_and_the_newest_speaks()
    {
        var mother = Somebody();
        await Put("birth-notices", Notice(mother, "01/2024", "2024-03-01", "male"), Notice(mother, "09/2026", "2026-09-30"));
        (await house.Registries.ReadRecords(Keeper, "birth-notices", [mother], Ct)).Value.Count.ShouldBe(2);
        (await house.Cell("birth-notice", mother, "birth.noticeNo")).Value.ShouldBe("09/2026");
        (await house.Cell("birth-notice", mother, "birth.noticeSex")).Display.ShouldBe("Nữ");
    }

    [Fact]
    public async Task The_same_record_twice_in_one_write_is_refused()
    {
        var who = Somebody();
        (await Put("health-cards", Card(who), Card(who, "Bệnh viện B"))).Faults.Single().Error.ShouldBe(RegistriesErrors.WrittenTwice);
    }

    [Fact]
    public async Task Only_keepers_write_and_read_here()
    {
        var stranger = TestCaller.Official("H05.07210", "dossier.handle");
        (await house.Registries.PutRecords(stranger, "health-cards", [Card(Somebody())], Ct)).Faults.Single().Error.ShouldBe(RegistriesErrors.NotKeeper);
        (await house.Registries.ReadRecords(stranger, "health-cards", [Somebody()], Ct)).Faults.Single().Error.ShouldBe(RegistriesErrors.NotKeeper);
        (await house.Registries.PutRecords(Keeper, "no-register", [Card(Somebody())], Ct)).Faults.Single().Error.ShouldBe(RegistriesErrors.RegistryUnknown);
    }

    [Fact]
    public async Task A_reading_by_the_keeper_is_in_the_ledger_even_when_nothing_is_there()
    {
        var who = Somebody();
        (await house.Registries.ReadRecords(Keeper, "health-cards", [who], Ct)).Value.ShouldBeEmpty();
        var entry = (await house.Get<ILedger>().Search(new LedgerQuery(Subject: who.Value), Ct)).Value.Entries.ShouldHaveSingleItem();
        (entry.Kind, entry.Actor).ShouldBe((LedgerKinds.Read, Keeper.Id));
        entry.Fields.ShouldBeEmpty();
    }
}
