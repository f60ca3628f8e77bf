using Microsoft.Extensions.DependencyInjection;
using LienThong.Dictionary;
using LienThong.Registries;
using static LienThong.Tests.Registries.RegistryHouse;

namespace LienThong.Tests.Registries;

public sealed class SourceTests(RegistryHouse house) : IClassFixture<RegistryHouse>
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Every_database_of_the_registers_is_one_source_whose_fields_the_dictionary_knows()
    {
        var registers = await house.Registries.All(Ct);
        var sources = (await house.Get<LiveSources>().Current(Ct)).Where(s => registers.Any(r => r.Database == s.Database)).ToList();
        sources.Select(s => s.Database).Order().ShouldBe([
            "birth-notice", "business", "civil-status", "construction-activity", "driving-licence", "health-insurance", "land", "officials", "place-identification",
            "social-insurance", "tax", "vehicle", "vehicle-inspection",
        ]);
        sources.Single(s => s.Database == "civil-status").Fields.ShouldContain(new FieldCode("birth.certificateNo"));
        sources.Single(s => s.Database == "civil-status").Fields.ShouldContain(new FieldCode("marriage.certificateNo"));
    }

    [Fact]
    public async Task One_query_answers_many_subjects_in_the_order_of_the_fields_and_leaves_out_the_unknown()
    {
        var people = Enumerable.Range(0, 40).Select(_ => Somebody()).ToList();
        await house.Registries.PutRecords(Keeper, "health-cards", [.. people.Select((p, i) => Card(p, $"Bệnh viện {i}"))], Ct);
        var rows = await (await house.Source("health-insurance")).Read(
            [.. people, Somebody()], [new("insurance.facility"), new("insurance.group"), new("insurance.validTo")], Ct);
        rows.Count.ShouldBe(40);
        var third = rows.Single(r => r.Subject == people[3]);
        third.Cells.Select(c => c.Value).ShouldBe(["Bệnh viện 3", null, "2030-12-31"]);
        third.Cells[2].Display.ShouldBe("31/12/2030");
    }

    [Fact]
    public async Task Registers_of_one_database_answer_together()
    {
        var who = Somebody();
        await house.Registries.PutRecords(Keeper, "births", [new(who, Values(("birth.certificateNo", "7/1995"), ("birth.registeredOn", "1995-03-20")), Day, null, new(Origin.Digitised, "B-7"))], Ct);
        await house.Registries.PutRecords(Keeper, "marriages",
            [new(who, Values(("marriage.certificateNo", "45/2020"), ("marriage.registeredOn", "2020-05-20"), ("marriage.spouseName", "TRẦN VĂN NAM")), Day, null, new(Origin.Digitised, "M-45"))], Ct);
        var row = (await (await house.Source("civil-status")).Read([who], [new("marriage.certificateNo"), new("birth.certificateNo"), new("marriage.spouseName")], Ct)).Single();
        row.Cells.Select(c => c.Value).ShouldBe(["45/2020", "7/1995", "TRẦN VĂN NAM"]);
    }

    [Fact]
    public async Task A_record_speaks_only_on_days_on_which_it_holds()
    {
        var (over, coming) = (Somebody(), Somebody());
        var future = Card(coming) with { From = new(2100, 1, 1) };
        await house.Registries.PutRecords(Keeper, "health-cards", [Card(over, to: Day.AddDays(1)), future], Ct);
        (await (await house.Source("health-insurance")).Read([over, coming], [new("insurance.cardNumber")], Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_address_is_shown_with_the_path_of_its_commune_and_its_value_keeps_the_code()
    {
        var who = Somebody();
        var commune = house.Get<LienThong.Directory.IDirectory>().DemoCommune;
        var address = $"{{\"commune\":\"{commune.Code}\",\"detail\":\"Số 5, Thôn Đông\"}}";
        await house.Registries.PutRecords(Keeper, "dwellings",
            [new(who, Values(("dwelling.address", address), ("dwelling.owner", "{\"name\":\"NGUYỄN THỊ HOA\"}"), ("dwelling.floorArea", "72.5"), ("dwelling.right", "owner")), Day, null, new(Origin.Digitised, "GCN-9"))], Ct);
        var cell = await house.Cell("land", who, "dwelling.address");
        cell.Display.ShouldBe("Số 5, Thôn Đông, " + house.Get<LienThong.Directory.IDirectory>().PathOf(commune.Id));
        cell.Value.ShouldNotBeNull().ShouldContain(commune.Code);
        (await house.Cell("land", who, "dwelling.floorArea")).Display.ShouldBe("72,5 m²");
        (await house.Cell("land", who, "dwelling.owner")).Display.ShouldBe("NGUYỄN THỊ HOA");
    }

    [Fact]
    public async Task Bulk_loading_checks_every_record_and_keeps_all_or_none()
    {
        var people = Enumerable.Range(0, 3000).Select(_ => Somebody()).ToList();
        (await house.Registries.LoadBulk("health-cards", people.Select(p => Card(p)), Ct)).Value.ShouldBe(3000);
        (await house.Cell("health-insurance", people[^1], "insurance.cardNumber")).Value.ShouldBe("2412345678");

        var fresh = Somebody();
        var faulty = Card(Somebody()) with { Values = Values(("insurance.cardNumber", "12")) };
        var refused = await house.Registries.LoadBulk("health-cards", [Card(fresh), faulty], Ct);
        refused.Faults.ShouldContain(f => f.Pointer == "/1/insurance.cardNumber");
        (await house.Cell("health-insurance", fresh, "insurance.cardNumber")).Value.ShouldBeNull();
        (await house.Registries.LoadBulk("health-cards", [Card(people[0])], Ct)).Faults.Single().Error.ShouldBe(RegistriesErrors.AlreadyThere);
    }
}
