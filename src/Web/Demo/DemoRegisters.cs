using System.Globalization;
using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Population.Synthetic;
using LienThong.Registries;
using LienThong.Web.Demo.Sectors;

namespace LienThong.Web.Demo;

/// <summary>Sector registers made from the synthetic people: marriages of the couples, dwellings of the heads, health cards, the birth notice of the newborn.</summary>
static class DemoRegisters
{
    public static async Task Load(IServiceProvider services, IReadOnlyList<SyntheticFact> facts, CancellationToken ct)
    {
        var registries = services.GetRequiredService<IRegistries>();
        var counts = await registries.Counts(ct);
        var today = services.GetRequiredService<TimeProvider>().Today();
        var byId = facts.ToDictionary(f => f.Person);
        await Fill("marriages", Marriages(facts, byId));
        await Fill("dwellings", Dwellings(facts, services.GetRequiredService<IDirectory>().DemoCommune.Code));
        await Fill("health-cards", HealthCards(facts, today));
        await Fill("birth-notices", [BirthNotice(today, services.GetRequiredService<IDirectory>().DemoCommune)]);
        await Sectors(services.GetRequiredService<IDirectory>());

        async Task Sectors(IDirectory directory)
        {
            var communes = new Dictionary<string, Area?>(StringComparer.Ordinal);
            Area? Commune(string code) => communes.TryGetValue(code, out var known) ? known : communes[code] = directory.AreaAt(code, today);
            string Province(string commune) => Commune(commune)?.ProvinceCode ?? "00";
            var enterprises = Enterprise.Of(facts, today);
            var (mobility, work, places) = (new Mobility(facts, Province, today), new Work(facts, Province, enterprises, directory, today), new Places(directory, today));
            await Fill("births", Births(facts, today));
            await Fill("driving-licences", mobility.Licences());
            await Fill("vehicles", mobility.Vehicles());
            await Fill("vehicle-inspections", mobility.Inspections());
            await Fill("land-parcels", Places.Parcels(facts, c => Commune(c)?.Type == "Phường", today));
            await Fill("businesses", Enterprise.Records(enterprises));
            await Fill("construction-organisations", Enterprise.Builders(enterprises, today));
            await Fill("officials", work.Officials());
            await Fill("social-insurance-records", work.SocialInsurance());
            await Fill("taxpayers", work.Taxpayers());
            await Fill("places", places.All());
            if (counts.GetValueOrDefault("places") > 0) return;
            // Written one after the other, as an office would: the second leaves the first true for its own days.
            foreach (var state in places.History())
            {
                var put = await registries.PutRecords(Caller.Program("demo"), "places", [state], ct);
                if (put.Failed) throw new StartupException($"Không ghi được lịch sử địa điểm: {put.Faults[0].Text(CultureInfo.InvariantCulture)}");
            }
        }

        async Task Fill(string registry, IEnumerable<RecordDraft> records)
        {
            if (counts.GetValueOrDefault(registry) > 0) return;
            var loaded = await registries.LoadBulk(registry, records, ct);
            if (loaded.Failed) throw new StartupException($"Không tạo được sổ {registry}: {loaded.Faults[0].Text(CultureInfo.InvariantCulture)}");
        }
    }

    private static IEnumerable<RecordDraft> Births(IReadOnlyList<SyntheticFact> facts, DateOnly today)
    {
        // The electronic book begins in 2016; earlier births stand in paper books until they are digitised.
        var numbers = new Dictionary<(string, int), int>();
        foreach (var child in facts.Where(f => f.Birth.Year >= 2016 && f.Birth.Year < today.Year))
        {
            var number = numbers[(child.Commune, child.Birth.Year)] = numbers.GetValueOrDefault((child.Commune, child.Birth.Year)) + 1;
            var on = child.Birth.AddDays(10);
            yield return SectorDraft.Of(child, on, null, "Giấy khai sinh",
                ("birth.certificateNo", string.Create(CultureInfo.InvariantCulture, $"{number}/{child.Birth.Year}")), ("birth.registeredOn", Iso(on)));
        }
    }

    private static IEnumerable<RecordDraft> Marriages(IReadOnlyList<SyntheticFact> facts, Dictionary<Guid, SyntheticFact> byId)
    {
        var number = 0;
        foreach (var fact in facts)
        {
            if (fact.Sex != 2 || fact.Spouse is not { } key || !byId.TryGetValue(key, out var husband)) continue;
            var on = fact.MarriedOn ?? husband.MarriedOn ?? fact.Birth.AddYears(24);
            var certificate = string.Create(CultureInfo.InvariantCulture, $"{++number % 400 + 1}/{on.Year}");
            yield return Marriage(fact, husband, certificate, on);
            yield return Marriage(husband, fact, certificate, on);
        }
    }

    private static RecordDraft Marriage(SyntheticFact of, SyntheticFact with, string certificate, DateOnly on) =>
        Draft(of.Person, on, null, "GCN kết hôn " + certificate,
            ("marriage.certificateNo", certificate), ("marriage.registeredOn", Iso(on)), ("marriage.spouseName", with.FullName), ("marriage.spouseNumber", with.Number));

    // Every head owns the dwelling of the household. The demo mother has her husband's consent to register in his.
    private static IEnumerable<RecordDraft> Dwellings(IReadOnlyList<SyntheticFact> facts, string demoCommune)
    {
        foreach (var head in facts.Where(f => f.IsHead))
        {
            yield return Dwelling(head.Person, head, "owner", consent: null);
            if (head.Person == DemoPeople.Husband.Id.Value && head.Commune == demoCommune)
            {
                yield return Dwelling(DemoPeople.Mother.Id.Value, head, "family", consent: new DateOnly(2026, 11, 10));
            }
        }
    }

    private static RecordDraft Dwelling(Guid of, SyntheticFact owner, string right, DateOnly? consent)
    {
        var size = 45 + new Draw(owner.Number, 95).Below(90);
        var from = new DateOnly(Math.Max(owner.Birth.Year + 20, 2005), 1, 1);
        var address = Json.Text(new { commune = owner.Commune, detail = owner.Address });
        var person = Json.Text(new { number = owner.Number, name = owner.FullName, nationality = "VNM" });
        return Draft(of, from < new DateOnly(2026, 1, 1) ? from : new DateOnly(2026, 1, 1), null, "Giấy chứng nhận quyền sử dụng đất",
            ("dwelling.address", address), ("dwelling.owner", person), ("dwelling.floorArea", size.ToString(CultureInfo.InvariantCulture)),
            ("dwelling.right", right), ("dwelling.ownerConsent", consent is { } day ? Iso(day) : null));
    }

    private static IEnumerable<RecordDraft> HealthCards(IReadOnlyList<SyntheticFact> facts, DateOnly today) =>
        facts.Where(f => f.Number[^1] != '7').Select(f => Draft(f.Person, new DateOnly(today.Year, 1, 1), new DateOnly(today.Year, 12, 31), "Thẻ bảo hiểm y tế",
            ("insurance.cardNumber", "24" + f.Number[^8..]), ("insurance.validFrom", Iso(new DateOnly(today.Year, 1, 1))),
            ("insurance.validTo", Iso(new DateOnly(today.Year, 12, 31))), ("insurance.facility", "Trạm y tế xã")));

    private static RecordDraft BirthNotice(DateOnly today, Area commune)
    {
        var child = DemoPeople.Newborn(today);
        return Draft(child.Mother.Value, child.BirthDate, null, "Giấy chứng sinh điện tử",
            ("birth.noticeNo", "CS-" + child.BirthDate.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + "-0017"), ("birth.noticeDate", Iso(child.BirthDate)),
            ("birth.noticeTime", "06:40"), ("birth.noticeSex", child.Sex == Sex.Female ? "female" : "male"), ("birth.noticeFacility", "Bệnh viện Sản Nhi Bắc Ninh"),
            ("birth.noticePlace", Json.Text(new { commune = commune.Code, detail = "Bệnh viện Sản Nhi Bắc Ninh" })));
    }

    private static RecordDraft Draft(Guid subject, DateOnly from, DateOnly? to, string document, params ReadOnlySpan<(string Field, string? Value)> values)
    {
        var byField = new Dictionary<FieldCode, string?>();
        foreach (var (field, value) in values)
        {
            if (value is not null) byField[new FieldCode(field)] = value;
        }
        return new RecordDraft(new SubjectId(subject), byField, from, to, new Provenance(Origin.Sent, document));
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
