using System.Text.Json.Nodes;
using LienThong.Dictionary;
using LienThong.Exchange.Agreements;
using LienThong.Kernel.Access;
using LienThong.Ledger;
using LienThong.Population;
using LienThong.Population.Synthetic;
using LienThong.Directory;
using LienThong.Registries;
using LienThong.Tests.Exchange;
using LienThong.Tests.Fixture;
using LienThong.Web.Demo;
using static LienThong.Tests.Registries.RegistryHouse;

namespace LienThong.Tests.Registries;

/// <summary>A house with synthetic people and every shipped register filled.</summary>
public sealed class FilledHouse(PostgresRun run) : TestHouse(run)
{
    public IReadOnlyList<SyntheticFact> People { get; private set; } = [];

    public DateOnly Today { get; } = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(7));

    protected override async Task Fill()
    {
        var communes = CommuneWeights.Of(Get<IDirectory>(), Today);
        await new SyntheticLoad(Db<PopulationModule>(), TimeProvider.System).Load(new SyntheticOptions { People = 6_000 }, communes, _ => { }, CancellationToken.None);
        People = await DemoHouse.Facts(Services, CancellationToken.None);
        await DemoRegisters.Load(Services, People, CancellationToken.None);
    }
}

/// <summary>The shipped registers: filled, coherent with the people, and sources of the broker.</summary>
public sealed class ShippedRegistersTests(FilledHouse house) : IClassFixture<FilledHouse>
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private sealed record Row(Guid Subject, string Key, JsonObject Data);

    private async Task<List<Row>> Rows(string registry) => await house.Db<RegistriesModule>().Many(
        "select subject, key, data from registries.record where registry = $1", [registry], r => new Row(r.GetGuid(0), r.GetString(1), (JsonObject)JsonNode.Parse(r.GetString(2))!), Ct);

    public static TheoryData<string, string> Registers => new()
    {
        { "marriages", "marriage.certificateNo" }, { "births", "birth.certificateNo" }, { "health-cards", "insurance.cardNumber" }, { "social-insurance-records", "social.months" },
        { "driving-licences", "licence.class" }, { "vehicles", "vehicle.plate" }, { "vehicle-inspections", "inspection.validTo" }, { "dwellings", "dwelling.floorArea" },
        { "land-parcels", "parcel.area" }, { "taxpayers", "tax.number" }, { "businesses", "business.name" }, { "officials", "official.post" },
        { "construction-organisations", "construction.grade" }, { "places", "place.point" }, { "birth-notices", "birth.noticeNo" },
    };

    [Theory, MemberData(nameof(Registers))]
    public async Task Each_shipped_register_answers_the_broker_with_a_line_in_the_ledger(string registry, string field)
    {
        var row = (await Rows(registry)).First(r => r.Data.ContainsKey(field));
        var agreement = await house.Agree(new() { Fields = [field], Bases = ["order"] });
        house.Get<AgreementBook>().Forget();
        var read = await house.Get<IDataBroker>().Read(ExchangeTestExtensions.Ask(agreement, new(row.Subject), field) with { Basis = new(BasisKind.Order, "QĐ-1") }, Ct);
        var answer = read.Value.Values.Single();
        (answer.Outcome, answer.Database).ShouldBe((ReadOutcome.Found, (await house.Get<IRegistries>().Find(registry, Ct))!.Database));
        answer.Value.ShouldNotBeNullOrEmpty();
        var line = await house.LastEntryAbout(new(row.Subject));
        (line.Kind, line.Agreement, line.Outcome).ShouldBe((LedgerKinds.Read, agreement, "ok"));
        line.Fields.ShouldBe([field]);
    }

    [Fact]
    public async Task Licences_vehicles_and_inspections_fit_together()
    {
        var people = house.People.ToDictionary(p => p.Person);
        var licences = (await Rows("driving-licences")).ToDictionary(r => r.Subject, r => (string)r.Data["licence.class"]!);
        licences.Keys.ShouldAllBe(p => people[p].Birth <= house.Today.AddYears(-18));
        var vehicles = await Rows("vehicles");
        vehicles.ShouldNotBeEmpty();
        vehicles.ShouldAllBe(v => licences.ContainsKey(v.Subject));
        vehicles.Where(v => (string)v.Data["vehicle.kind"]! == "car").ShouldAllBe(v => licences[v.Subject] == "B");
        vehicles.Select(v => v.Key).ShouldBeUnique();
        var plates = vehicles.Where(v => (string)v.Data["vehicle.kind"]! != "motorcycle").Select(v => v.Key).ToHashSet();
        var inspections = await Rows("vehicle-inspections");
        inspections.Select(i => i.Key).ShouldBe(plates, ignoreOrder: true);
        inspections.ShouldAllBe(i => i.Subject == SubjectKeys.Thing("vehicle-inspections", i.Key).Value);
    }

    [Fact]
    public async Task Work_tax_and_enterprises_fit_together()
    {
        var people = house.People.ToDictionary(p => p.Person);
        var byNumber = house.People.ToDictionary(p => p.Number);
        (await Rows("taxpayers")).ShouldAllBe(t => (string)t.Data["tax.number"]! == people[t.Subject].Number && people[t.Subject].Birth <= house.Today.AddYears(-18));
        var enterprises = await Rows("businesses");
        var owners = enterprises.Select(e => byNumber[(string)e.Data["business.representative"]!["number"]!]).ToList();
        owners.ShouldAllBe(o => o.Birth <= house.Today.AddYears(-21));
        enterprises.ShouldAllBe(e => ((string)e.Data["business.phone"]!).StartsWith("010") && e.Subject == SubjectKeys.Organisation((string)e.Data["business.number"]!).Value);
        enterprises.Select(e => (string)e.Data["business.name"]!).ShouldBeUnique();
        var ownerKeys = owners.Select(o => o.Person).ToHashSet();
        var officials = await Rows("officials");
        officials.ShouldAllBe(o => !ownerKeys.Contains(o.Subject));
        var agencies = house.Get<IDirectory>();
        officials.ShouldAllBe(o => agencies.AgencyAt((string)o.Data["official.agency"]!, house.Today, null) != null);
        officials.Single(o => o.Subject == DemoPeople.Owner.Id.Value).Data["official.agency"]!.GetValue<string>().ShouldBe("G01");
        var insured = await Rows("social-insurance-records");
        insured.ShouldAllBe(i => people[i.Subject].Birth <= house.Today.AddYears(-18) && people[i.Subject].Birth > house.Today.AddYears(-61));
        var employers = enterprises.Select(e => (string)e.Data["business.name"]!).Concat(officials.Select(o => agencies.AgencyAt((string)o.Data["official.agency"]!, house.Today, null)!.Name)).ToHashSet();
        insured.Where(i => i.Data.ContainsKey("social.employer")).ShouldAllBe(i => employers.Contains((string)i.Data["social.employer"]!));
        (await Rows("construction-organisations")).ShouldAllBe(c => enterprises.Any(e => e.Subject == c.Subject && (string)e.Data["business.industry"]! == "f"));
    }

    [Fact]
    public async Task Land_belongs_to_heads_and_places_have_points_inside_the_country_and_a_history()
    {
        var heads = house.People.Where(p => p.IsHead).ToDictionary(p => p.Person);
        var parcels = await Rows("land-parcels");
        parcels.ShouldAllBe(p => ((string)p.Data["parcel.code"]!).StartsWith(heads[p.Subject].Commune + "_"));
        parcels.Select(p => p.Key).ShouldBeUnique();
        var places = await Rows("places");
        places.Count.ShouldBeGreaterThan(9_000);
        places.ShouldAllBe(p => (double)p.Data["place.point"]!["lat"]! > 8 && (double)p.Data["place.point"]!["lat"]! < 23.5 && (double)p.Data["place.point"]!["lon"]! > 102 && (double)p.Data["place.point"]!["lon"]! < 110);
        var code = house.Get<IDirectory>().DemoCommune.Code + "-000001";
        var seat = SubjectKeys.Thing("places", code);
        var names = new List<string>();
        foreach (var day in new[] { new DateOnly(2024, 1, 1), house.Today })
            names.Add((await house.Get<IRegistries>().ReadAsOf(Keeper, "places", [seat], new(day), Ct)).Value.Single().Values[new("place.name")]);
        names[0].ShouldNotBe(names[1]);
        names[1].ShouldEndWith(house.Get<IDirectory>().DemoCommune.FullName);
    }

    [Fact]
    public async Task Sizes_are_counted_as_they_are_and_every_filling_is_in_the_feed()
    {
        var counts = await house.Get<IRegistries>().Counts(Ct);
        foreach (var registry in await house.Get<IRegistries>().All(Ct)) counts.GetValueOrDefault(registry.Code).ShouldBe((await Rows(registry.Code)).Count, registry.Code);
        (await house.Get<IRegistries>().Changes(Keeper, "vehicles", new(0, 10), Ct)).Value.Lines.ShouldContain(l => l.Kind == "filled");
        (await house.Db<RegistriesModule>().One("select count(*) from registries.term where registry = 'vehicles'", [], r => r.GetInt64(0), Ct)).ShouldBe(counts["vehicles"]);
    }
}
