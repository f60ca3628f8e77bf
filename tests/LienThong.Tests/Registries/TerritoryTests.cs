using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Population.Synthetic;
using LienThong.Registries;
using LienThong.Registries.Definitions;
using LienThong.Tests.Fixture;
using LienThong.Tests.Population;
using static LienThong.Tests.Registries.RegistryHouse;

namespace LienThong.Tests.Registries;

/// <summary>A register that all commune committees keep: each writes what is of its own commune.</summary>
public sealed class TerritoryTests(PeopledHouse house) : IClassFixture<PeopledHouse>
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly Caller Here = TestCaller.Official("H05.07210", RegistryScopes.Write);

    private Caller Elsewhere => TestCaller.Official(
        "H05." + house.Get<IDirectory>().Communes("24", TimeProvider.System.Today()).First(c => c.Code != "07210").Code, RegistryScopes.Write);

    private static RecordDraft Birth(PersonId who, string number, string? agency) =>
        new(new(who.Value), Values(("birth.certificateNo", number), ("birth.registeredOn", "1990-02-01")), Day, null, new(Origin.Typed, "T-" + number, agency));

    private RecordDraft Marriage(PersonId who, string number) => new(new(who.Value),
        Values(("marriage.certificateNo", number), ("marriage.registeredOn", "1990-02-01"), ("marriage.spouseName", "Nguyễn Văn Nam")), Day, null, new(Origin.Typed, "T-" + number, Elsewhere.Agency));

    private Task<Result<List<RecordReceipt>>> Put(Caller caller, string registry, params RecordDraft[] drafts) => house.Get<IRegistries>().PutRecords(caller, registry, drafts, Ct);

    private static void Done(Result<List<RecordReceipt>> put) => put.Failed.ShouldBeFalse(put.Failed ? string.Join('\n', put.Faults.Select(f => f.Pointer + " " + f.Text(new("vi")))) : "");

    [Fact]
    public async Task A_registrar_writes_about_the_people_of_the_own_commune_only_and_nothing_is_written_otherwise()
    {
        var (mine, second) = (DemoPeople.Officer.Id, DemoPeople.Leader.Id);
        var refused = await Put(Elsewhere, "births", Birth(mine, "1/1990", Elsewhere.Agency), Birth(second, "2/1990", Elsewhere.Agency));
        refused.Faults.Select(f => (f.Error, f.Pointer)).ShouldBe([(RegistriesErrors.OtherTerritory, "/0"), (RegistriesErrors.OtherTerritory, "/1")]);
        (await house.Get<IRegistries>().ReadRecords(Keeper, "births", [new(mine.Value), new(second.Value)], Ct)).Value.ShouldBeEmpty();
        (await Put(Here, "births", Birth(mine, "1/1990", "H05.07210"), Birth(second, "2/1990", "H05.07210"))).Failed.ShouldBeFalse();
    }

    [Fact]
    public async Task Who_belongs_to_two_communes_is_written_by_either_until_one_of_them_keeps_the_record()
    {
        // born and registered here, living there
        var moved = (await house.NewHousehold(2, commune: Elsewhere.Agency![4..]));
        (await house.Get<IPopulation>().CommunesOf(moved, Ct))[moved[0]].ShouldBe(["07210", Elsewhere.Agency[4..]], ignoreOrder: true);
        Done(await Put(Elsewhere, "deaths", Death(moved[0], "3/2026", Elsewhere.Agency)));
        Done(await Put(Here, "deaths", Death(moved[1], "3/2026", Here.Agency)));
        (await Put(Here, "deaths", Death(moved[0], "4/2026", Here.Agency))).Faults.Single().Error.ShouldBe(RegistriesErrors.OtherTerritory);
        Done(await Put(Elsewhere, "deaths", Death(moved[0], "5/2026", Elsewhere.Agency)));

        static RecordDraft Death(PersonId who, string number, string? agency) =>
            new(new(who.Value), Values(("death.certificateNo", number), ("death.registeredOn", "2026-02-01")), Day, null, new(Origin.Typed, "T", agency));
    }

    [Fact]
    public async Task Where_the_definition_says_so_territory_does_not_limit_and_the_program_is_never_limited()
    {
        (await house.Get<IRegistries>().Find("marriages", Ct))!.Anywhere.ShouldBeTrue();
        (await Put(Elsewhere, "marriages", Marriage(DemoPeople.Inspector.Id, "9/1990"))).Failed.ShouldBeFalse();
        (await Put(Keeper, "births", Birth(DemoPeople.Inspector.Id, "9/1980", Elsewhere.Agency))).Failed.ShouldBeFalse();
        (await Put(Here, "births", Birth(DemoPeople.Inspector.Id, "10/1980", "H05.07210"))).Faults.Single().Error.ShouldBe(RegistriesErrors.OtherTerritory);
    }

    [Fact]
    public async Task A_thing_belongs_to_the_commune_that_its_address_names()
    {
        var code = "sights-" + Guid.CreateVersion7().ToString("N")[20..];
        var sights = new RegistryDefinition(code, code, "Sổ di tích", "Sights", "Mỗi bản ghi là một di tích.", "class:commune-pc", [new("place.code"), new("place.name")], "Luật thử 1/2026", new(2026, 1, 1))
        {
            KeyedBy = RegistrySubject.Free, Key = new("place.code"), Optional = [new("place.address")], Rights = [new("*", ["*"], ["*"])],
        };
        var published = await house.Get<PublishDefinition>().Publish(Caller.Program("content"), sights, fromContent: true, Ct);
        published.Failed.ShouldBeFalse(published.Failed ? published.Faults[0].Text(new("vi")) : "");
        RegistryYaml.Of(sights with { Anywhere = true }).ShouldContain("anywhere: true");
        (await Put(Elsewhere, code, Sight("07210-000001", """{"commune":"07210","detail":"Thôn Đông"}"""))).Faults.ShouldHaveSingleItem().Error.ShouldBe(RegistriesErrors.OtherTerritory);
        (await Put(Here, code, Sight("07210-000001", """{"commune":"07210","detail":"Thôn Đông"}"""))).Failed.ShouldBeFalse();
        (await Put(Elsewhere, code, Sight("07210-000002", null))).Failed.ShouldBeFalse("nobody else's: who writes it keeps it");
        (await Put(Here, code, Sight("07210-000002", null, "Đình Đông"))).Faults.Single().Error.ShouldBe(RegistriesErrors.OtherTerritory);

        RecordDraft Sight(string key, string? address, string name = "Đình") => new(
            SubjectKeys.Thing(code, key), Values(("place.code", key), ("place.name", name), ("place.address", address)), Day, null, new(Origin.Typed, "T", key == "07210-000002" ? Elsewhere.Agency : "H05.07210"));
    }
}
