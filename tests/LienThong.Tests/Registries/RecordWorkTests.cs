using System.Net;
using System.Net.Http.Json;
using AngleSharp.Html.Parser;
using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Ledger;
using LienThong.Population.Synthetic;
using LienThong.Registries;
using LienThong.Registries.Bulk;
using LienThong.Registries.Definitions;
using LienThong.Registries.HandOvers;
using LienThong.Registries.Records;
using LienThong.Tests.Exchange;
using LienThong.Tests.Fixture;
using static LienThong.Tests.Registries.RegistryHouse;

namespace LienThong.Tests.Registries;

/// <summary>A keeper finds, types and loads records; a register changes hands.</summary>
public sealed class RecordWorkTests(FilledHouse house) : IClassFixture<FilledHouse>
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly Caller Traffic = TestCaller.Official("G01", RegistryScopes.Read, RegistryScopes.Write, RegistryScopes.Define, RegistryScopes.Follow);
    private static readonly Caller Finance = TestCaller.Official("G12", RegistryScopes.Read, RegistryScopes.Write, RegistryScopes.Define);

    private async Task<RegistryDefinition> Registry(string code) => (await house.Get<IRegistries>().Find(code, Ct))!;

    [Fact]
    public async Task Records_are_found_without_tone_marks_page_by_page_each_once_and_in_the_ledger()
    {
        var search = house.Get<SearchRecords>();
        var registry = await Registry("businesses");
        var seen = new List<RegistryRecord>();
        string? after = null;
        do
        {
            var page = (await search.Find(Finance, registry, new("business.name", "CÔNG ty tnhh", null, after), Ct)).Value;
            page.Records.Count.ShouldBeLessThanOrEqualTo(20);
            seen.AddRange(page.Records);
            after = page.Next;
        }
        while (after is not null);
        var all = await house.Db<RegistriesModule>().One("select count(*) from registries.record where registry = 'businesses' and data ->> 'business.name' like 'Công ty TNHH%'", [], r => r.GetInt64(0), Ct);
        seen.Count.ShouldBe((int)all);
        seen.Count.ShouldBeGreaterThan(20);
        seen.Select(r => r.Subject).ShouldBeUnique();
        (await house.LastEntryAbout(seen[0].Subject)).Actor.ShouldBe(Finance.Id);
        (await search.Find(Finance, registry, new("business.name", "zzzz", null, null), Ct)).Value.Records.ShouldBeEmpty();
        (await search.Find(Finance, registry, new("business.name", "c", null, null), Ct)).Faults[0].Error.ShouldBe(RegistriesErrors.SearchTooBroad);
        (await search.Find(Finance, registry, new("business.capital", "1000", null, null), Ct)).Faults[0].Error.ShouldBe(RegistriesErrors.SearchTooBroad);
        (await search.Find(Traffic, registry, new("business.name", "cong ty", null, null), Ct)).Faults[0].Error.ShouldBe(RegistriesErrors.NotKeeper);
    }

    [Fact]
    public async Task A_changed_value_is_found_by_its_new_word_and_no_longer_by_the_old_one()
    {
        var search = house.Get<SearchRecords>();
        var registry = await Registry("businesses");
        var subject = SubjectKeys.Organisation("2399999999");
        RecordDraft Named(string name) => new(subject, Values(("business.number", "2399999999"), ("business.name", name), ("business.kind", "llc1"), ("business.status", "active")), Day, null, new(Origin.Typed, "T"));
        (await house.Get<IRegistries>().PutRecords(Keeper, "businesses", [Named("Quỳnh Lâm Một")], Ct)).Failed.ShouldBeFalse();
        (await house.Get<IRegistries>().PutRecords(Keeper, "businesses", [Named("Đặng Gia Hai")], Ct)).Failed.ShouldBeFalse();
        (await search.Find(Finance, registry, new("business.name", "quynh lam", null, null), Ct)).Value.Records.ShouldBeEmpty();
        (await search.Find(Finance, registry, new("business.name", "dang gia", null, null), Ct)).Value.Records.Single().Subject.ShouldBe(subject);
        (await search.Find(Finance, registry, new(null, null, "2399999999", null), Ct)).Value.Records.Single().Subject.ShouldBe(subject);
    }

    [Fact]
    public async Task A_file_is_tried_loaded_and_loading_it_again_changes_nothing()
    {
        var people = house.People.Where(p => p.Birth.Year < 1960).Take(3).ToList();
        var file = $"""
            number,Số giấy phép lái xe,Hạng giấy phép lái xe,licence.issuedOn,from
            {people[0].Number},990000000001,B,02/03/2021,2021-03-02
            {people[1].Number},990000000002,B9,02/03/2021,2021-03-02
            099999999998,990000000003,B,02/03/2021,2021-03-02
            {people[2].Number},"990000000004",C,2021-04-05,05/04/2021
            {people[2].Number},khong phai so,C,2021-04-05,05/04/2021
            {people[1].Number},990000000005,B
            """;
        var load = house.Get<LoadFile>();
        async Task<LoadReport> Load(bool dry)
        {
            using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(file));
            return (await load.Load(Traffic, await Registry("driving-licences"), (content, "Chuyển đổi 1", dry), Ct)).Value;
        }

        var tried = await Load(dry: true);
        (tried.Rows, tried.Good, tried.Rejected, tried.Changed).ShouldBe((6, 2, 4, 0));
        var loaded = await Load(dry: false);
        (loaded.Good, loaded.Rejected, loaded.Changed).ShouldBe((2, 4, 2));
        (await Load(dry: false)).Changed.ShouldBe(0);
        using var client = house.As(Traffic);
        var rejects = await client.GetStringAsync($"/api/registries/v1/loads/{loaded.Id}/rejects");
        rejects.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(5);
        rejects.ShouldContain("Không tìm thấy người có số định danh này");
        using var other = house.As(TestCaller.Official("G01", RegistryScopes.Write));
        (await other.GetAsync($"/api/registries/v1/loads/{loaded.Id}/rejects")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var record = (await house.Get<IRegistries>().ReadRecords(Keeper, "driving-licences", [new(people[2].Person)], Ct)).Value.Single();
        (record.Values[new("licence.number")], record.Values[new("licence.issuedOn")]).ShouldBe(("990000000004", "2021-04-05"));
        var origin = record.Origins.GetValueOrDefault("licence.number") ?? record.Origins["*"];
        (origin.Origin, origin.Document, origin.Agency).ShouldBe((Origin.Sent, "Chuyển đổi 1", "G01"));
    }

    [Fact]
    public async Task A_file_that_does_not_fit_is_refused_as_a_whole()
    {
        var load = house.Get<LoadFile>();
        async Task<string> Refused(string text, string? document = "T")
        {
            using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
            return (await load.Load(Traffic, await Registry("driving-licences"), (content, document, true), Ct)).Faults[0].Error.Code;
        }

        (await Refused("number,colour\n1,2\n")).ShouldBe("REG-0130");
        (await Refused("")).ShouldBe("KRN-0020");
        (await Refused("number\n1\n", document: " ")).ShouldBe("REG-0133");
        using var content = new MemoryStream("number\n1\n"u8.ToArray());
        (await load.Load(Finance, await Registry("driving-licences"), (content, "T", true), Ct)).Faults[0].Error.ShouldBe(RegistriesErrors.NotKeeper);
    }

    [Fact]
    public async Task An_officer_types_a_record_and_sees_its_history_and_where_each_value_comes_from()
    {
        var who = house.People.First(p => p.Birth.Year < 1955 && p.IsHead);
        using var client = house.As(Traffic);
        const string Enter = "/registries/vehicles/enter";
        var to = await client.Send(Enter, Enter, ("number", who.Number), ("vehicle.plate", "24Z-999.01"), ("vehicle.kind", "car"), ("vehicle.registeredOn.day", "3"), ("vehicle.registeredOn.month", "2"), ("vehicle.registeredOn.year", "2024"),
            ("vehicle.colour", "Trắng"), ("from.day", "3"), ("from.month", "2"), ("from.year", "2024"), ("document", "Giấy đăng ký 1"));
        to.ShouldBe($"/registries/vehicles/records/{who.Person}?written=true");
        (await client.Send(Enter, Enter, ("number", who.Number), ("vehicle.plate", "24Z-999.01"), ("vehicle.colour", "Đỏ"), ("from.day", "1"), ("from.month", "6"), ("from.year", "2025"), ("document", "Giấy đăng ký 2"))).ShouldBe(to);
        var text = new HtmlParser().ParseDocument(await client.GetStringAsync(to)).QuerySelector("main")!.TextContent;
        foreach (var word in new[] { "24Z-999.01", "Đỏ", "Gõ từ giấy", "Giấy đăng ký 2", "Giấy đăng ký 1", "Bộ Công an", "Phiên bản 2", "Trắng" }) text.ShouldContain(word);
        var then = new HtmlParser().ParseDocument(await client.GetStringAsync($"/registries/vehicles/records/{who.Person}?on.day=1&on.month=1&on.year=2025")).QuerySelectorAll(".govuk-summary-list");
        then.Select(t => t.TextContent).ShouldContain(t => t.Contains("24Z-999.01", StringComparison.Ordinal) && t.Contains("Trắng", StringComparison.Ordinal));      // the person may own other vehicles
        (await house.LastEntryAbout(new(who.Person))).Kind.ShouldBe(LedgerKinds.Read);

        (await client.Send(Enter, Enter, ("number", "1"), ("vehicle.plate", "x"))).ShouldStartWith("422: Cho biết bản ghi về ai");
        (await client.Send("/registries/vehicles/records", "/registries/vehicles/records", ("field", "vehicle.plate"), ("text", "24z-999"))).ShouldStartWith("200");
        using var stranger = house.As(Finance);
        foreach (var page in new[] { "/registries/vehicles/records", $"/registries/vehicles/records/{who.Person}", Enter, "/registries/vehicles/load" })
            (await stranger.GetAsync(page)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, page);
        (await client.GetAsync($"/registries/vehicles/records/{Guid.CreateVersion7()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_keepers_system_names_people_by_number_and_things_by_key()
    {
        var who = house.People[10];
        using var client = house.As(Traffic with { Kind = CallerKind.System });
        var sent = await client.PostOnce("/api/registries/v1/registers/places/records", new { document = "Đo 1", records = new[] { new { values = new Dictionary<string, string> { ["place.code"] = "00001-900001", ["place.name"] = "Chợ", ["place.kind"] = "other" }, from = "2026-06-01" } } });
        sent.StatusCode.ShouldBe(HttpStatusCode.OK, await sent.Content.ReadAsStringAsync());
        (await sent.Content.ReadFromJsonAsync<List<RecordReceipt>>(Json.Options))!.Single().Subject.ShouldBe(SubjectKeys.Thing("places", "00001-900001"));
        var unknown = await client.PostOnce("/api/registries/v1/registers/vehicles/records", new { document = "Đo 1", records = new[] { new { number = "099999999997", values = new Dictionary<string, string> { ["vehicle.plate"] = "x" }, from = "2026-06-01" } } });
        (await unknown.Content.ReadAsStringAsync()).ShouldContain("REG-0014");
        var found = await client.PostAsJsonAsync("/api/registries/v1/vehicles/records/search", new { number = who.Number });
        found.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_register_changes_hands_with_its_history_and_goes_on_answering()
    {
        var drafts = house.Get<DraftDefinition>();
        var code = "vu-chay";
        var definition = new RegistryDefinition(code, code, "Sổ vụ cháy", "Fires", "Mỗi bản ghi là một vụ.", "G01", [new("fireSafety.certificateNo")], "Luật 55/2024", new(2026, 1, 1))
        { KeyedBy = RegistrySubject.Free, Key = new("fireSafety.certificateNo"), Rights = [new("*", ["*"], ["*"])] };
        (await drafts.Begin(Traffic, definition, Ct)).Failed.ShouldBeFalse();
        (await house.Get<PublishDefinition>().Publish(Traffic, code, Ct)).Failed.ShouldBeFalse();
        var thing = SubjectKeys.Thing(code, "1/NT");
        await house.Get<IRegistries>().PutRecords(Traffic, code, [new(thing, Values(("fireSafety.certificateNo", "1/NT")), Day, null, new(Origin.Typed, "T"))], Ct);

        using var keeper = house.As(Traffic);
        using var receiver = house.As(Finance);
        const string Page = "/registries/vu-chay/handover";
        (await keeper.Send(Page, Page, ("to", "G99"), ("document", ""))).ShouldStartWith("422: Không có cơ quan mang mã");
        (await keeper.Send(Page, Page, ("to", "G12"), ("document", "Biên bản 5/2026"), ("effective.day", $"{house.Today.Day}"), ("effective.month", $"{house.Today.Month}"), ("effective.year", $"{house.Today.Year}"))).ShouldBe(Page);
        (await keeper.Send(Page, Page + "?handler=Accept")).ShouldStartWith("no form");
        (await house.Get<HandOver>().Accept(Traffic, code, Ct)).Faults[0].Error.ShouldBe(HandOverErrors.NotReceiver);
        (await house.Get<IRegistries>().Find(code, Ct))!.Keeper.ShouldBe("G01");
        (await receiver.Send(Page, Page + "?handler=Accept")).ShouldBe(Page);

        var now = (await house.Get<IRegistries>().Find(code, Ct))!;
        now.Keeper.ShouldBe("G12");
        (await house.Get<LiveSources>().Current(Ct)).Single(s => s.Database == code).Fields.ShouldContain(new FieldCode("fireSafety.certificateNo"));     // owned by G01 still
        (await house.Get<IRegistries>().History(Finance, code, thing, "1/NT", Ct)).Value.Count.ShouldBe(1);
        (await house.Get<IRegistries>().ReadRecords(Traffic, code, [thing], Ct)).Faults[0].Error.ShouldBe(RegistriesErrors.NotKeeper);
        (await house.Get<IRegistries>().Changes(Finance, code, new(0, 100), Ct)).Value.Lines.Select(l => l.Kind).ShouldBe(["defined", "added", "handedOver"]);
        (await receiver.GetStringAsync(Page)).ShouldContain("Biên bản 5/2026");
        (await house.Get<HandOver>().Accept(Finance, code, Ct)).Faults[0].Error.ShouldBe(HandOverErrors.NoneOpen);
    }
}
