using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Files;
using LienThong.Ledger;
using LienThong.Population;
using LienThong.Population.Api;
using LienThong.Population.Import;
using LienThong.Tests.Fixture;
using LienThong.Tests.Population.History;

namespace LienThong.Tests.Population.Import;

/// <summary>Import over HTTP and by the contract inside: what is decided row by row, and what depends on the register.</summary>
public sealed class ImportTests(PeopledHouse house) : IClassFixture<PeopledHouse>
{
    private const string Header = "so dinh danh;ho ten;ngay sinh;gioi tinh;noi dang ky khai sinh;que quan;so dinh danh cha;xa;dia chi;ma ho;quan he voi chu ho;thuong tru tu ngay";
    private static readonly Caller Police = TestCaller.Official("H05.07210.CA", "population.read", "population.manage");
    private readonly HttpClient officer = house.As(Police);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_sent_guessed_checked_taken_in_and_its_people_are_in_the_register_with_their_document()
    {
        var (id, view) = await Checked("""
            099070700001;Lý Văn Một;01/02/1970;Nam;07210;24;;Phường Chũ, Bắc Ninh;Thôn 1;H1;Chủ hộ;2001-05-06
            099270700002;Lý Thị Hai;2001;Nữ;07210;24;099070700001;Phường Chũ, Bắc Ninh;Thôn 1;H1;Con;
            099070700003;Lý Văn Ba;03/1975;Nam;07210;Tỉnh Bắc Giang;;;;;;
            099070700004;Lý Văn Bốn;01/02/1970;Nam;07210;24;;07210;=1+1;;Chủ hộ;
            """);
        view.GetProperty("good").GetInt64().ShouldBe(4, view.GetRawText());
        (await house.Ask("select count(*) from population.person where number = 99070700001", [], r => r.GetInt64(0))).ShouldBe(0, "a check writes nothing");
        await Take(id);
        var child = await house.Ask("""
            select p.full_name, p.birth_precision, p.birth_declared, f.full_name, h.document, r.address, m.relation, (select count(*) from population.registration a where a.persons @> array[p.id] and a.kind = 'import'), lower(r.valid)
            from population.person p join population.person f on f.id = p.father join population.person_history h on h.person = p.id and h.version = 1 and h.event = 'imported'
            join population.residence r on r.person = p.id join population.household_member m on m.person = p.id where p.number = 99270700002
            """, [], r => (Name: r.GetString(0), Precision: r.GetInt16(1), Declared: r.GetString(2), Father: r.GetString(3), Document: r.GetString(4), Address: r.GetString(5), Relation: r.GetInt16(6), Acts: r.GetInt64(7), Since: r.GetFieldValue<DateOnly>(8)));
        child.ShouldBe(("Lý Thị Hai", (short)1, "2001", "Lý Văn Một", "KH-12", "Thôn 1", (short)3, 1L, new DateOnly(2026, 11, 1)));
        (await house.Ask("select address from population.residence r join population.person p on p.id = r.person where p.number = 99070700004", [], r => r.GetString(0))).ShouldBe("=1+1");
        (await HistoryInvariants.Violations(house.Databases.Owner)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_is_in_the_register_is_told_and_never_made_twice_and_the_ledger_has_the_comparison()
    {
        var demo = LienThong.Population.Synthetic.DemoPeople.Husband.Number;
        var (id, view) = await Checked($"""
            {demo};Trần Minh Hòa;22/08/1994;Nam;07210;24;;;;;;
            {demo};Trần Minh Hòa;22/08/1994;Nam;07210;24;;;;;;
            """);
        view.GetProperty("present").GetInt64().ShouldBe(1, view.GetRawText());
        Codes(view).ShouldBe(["POP-0230", "POP-0241"], ignoreOrder: true);
var now = TimeProvider.System.GetUtcNow();
        var entries = (await house.Get<ILedger>().Search(new(From: now.AddHours(-1), To: now.AddHours(1), Take: 100), Ct)).Value.Entries;
        entries.ShouldContain(e => e.Kind == LedgerKinds.Comparison && e.Actor == Police.Id && e.Agreement == "registry-upkeep-population" && e.Details == "{\"persons\":1}");
        (await officer.PostOnce($"/api/population/v1/imports/{id}/withdraw", new { })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var (_, other) = await Checked($"{demo};Người Khác;22/08/1994;Nam;07210;24;;;;;;");
        Codes(other).ShouldBe(["POP-0231"]);
    }

    [Fact]
    public async Task A_row_put_right_finds_the_household_that_came_before()
    {
        const string Head = "099070710001;Hà Văn Một;01/02/1970;Nam;07210;24;;07213;Thôn 9;H9;Chủ hộ;";
        var (first, view) = await Checked($"{Head}\n099070710002;Hà Thị Hai;31/02/1980;Nữ;07210;24;;07213;Thôn 9;H9;Vợ;");
        Codes(view).ShouldBe(["POP-0219"]);
        await Take(first);
        var rejects = await officer.GetStringAsync($"/api/population/v1/imports/{first}/rejects");
        rejects.ShouldContain("3;POP-0219;\"Ngày sinh không đọc được.");
        rejects.ShouldContain("099070710002;Hà Thị Hai;31/02/1980;");
        var (second, put) = await Checked("099070710002;Hà Thị Hai;28/02/1980;Nữ;07210;24;;07213;Thôn 9;H9;Vợ;");
        put.GetProperty("good").GetInt64().ShouldBe(1, put.GetRawText());
        await Take(second);
        (await house.Ask("select count(*), count(distinct m.household) from population.household_member m join population.person p on p.id = m.person where p.number in (99070710001, 99070710002)", [], r => (r.GetInt64(0), r.GetInt64(1)))).ShouldBe((2, 1));
        var (_, third) = await Checked("099070710003;Hà Văn Ba;28/02/1980;Nam;07210;24;;07213;Thôn 9;H9;Chủ hộ;");
        Codes(third).ShouldBe(["POP-0235"]);
        (await HistoryInvariants.Violations(house.Databases.Owner)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_registered_after_the_check_is_not_made_twice()
    {
        var (id, view) = await Checked("099070720001;Mã Văn Một;01/02/1970;Nam;07210;24;;07213;Thôn 8;H8;Chủ hộ;\n099070720002;Mã Thị Hai;01/02/1980;Nữ;07210;24;;07213;Thôn 8;H8;Vợ;");
        view.GetProperty("good").GetInt64().ShouldBe(2);
        await house.Register.Execute("insert into population.person (id, number, full_name, name_key, search_key, birth, birth_precision, sex, ethnicity, marital, birth_place, birth_registration_place, home_place) values (gen_random_uuid(), 99070720001, 'X', 'x', 'x', '1960-01-01', 3, 1, 1, 1, '24', '24', '24')", [], Ct);
        await Take(id);
        (await house.Ask("select count(*) from population.person where number in (99070720001, 99070720002)", [], r => r.GetInt64(0))).ShouldBe(1);
        Codes(await View(id)).ShouldBe(["POP-0231", "POP-0232"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_number_that_a_commune_took_for_work_without_a_line_does_not_come_in_and_one_that_came_in_is_never_taken()
    {
        var blocks = house.Get<INumberBlocks>();
        async Task<NumberBlock> Block() => (await blocks.Take(PeopledHouse.Clerk, new(PeopledHouse.Key(), "07210", Sex.Female, 2025, 3), Ct)).Value;
        Task Close(NumberBlock block) => blocks.Reconcile(PeopledHouse.Clerk, new(block.Block, [], Close: true), Ct);
        static string Row(PersonalNumber number, string name) => $"{number};{name};05/01/2025;Nữ;07210;24;;07213;Thôn 7;{name};Chủ hộ;";

        var first = await Block();
        var (_, view) = await Checked($"{Row(first.Numbers[0], "Ninh Thị Một")}\n099270740002;Ninh Thị Hai;01/02/2001;Nữ;07210;24;;;;;;");
        (view.GetProperty("good").GetInt64(), Codes(view).Single()).ShouldBe((1, "POP-0243"));

        await Close(first);
        var (id, free) = await Checked($"{Row(first.Numbers[0], "Ninh Thị Ba")}\n{Row(first.Numbers[1], "Ninh Thị Bốn")}");
        Codes(free).ShouldBeEmpty();
        var second = await Block();
        second.Numbers.ShouldContain(first.Numbers[0]);
        await Take(id);
        Codes(await View(id)).Distinct().ShouldBe(["POP-0243"]);
        (await house.Ask("select count(*) from population.person where number = any($1)", [first.Numbers.Select(n => n.Value).ToArray()], r => r.GetInt64(0))).ShouldBe(0);

        await Close(second);
        var (late, _) = await Checked(Row(first.Numbers[0], "Ninh Thị Năm"));
        await Take(late);
        var third = await Block();
        third.Numbers.Count.ShouldBe(3);
        third.Numbers.ShouldNotContain(first.Numbers[0]);
        await Close(third);
        (await HistoryInvariants.Violations(house.Databases.Owner)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_mapping_that_misses_a_needed_item_is_refused_and_other_agencies_see_nothing()
    {
        var (id, _) = await Send("a;b\n1;2\n");
        var refused = await officer.PutAsJsonAsync($"/api/population/v1/imports/{id}/mapping", new { columns = new Dictionary<string, int> { ["person.number"] = 0, ["person.fullName"] = 0 }, asOf = "2026-11-01", document = Paper }, Ct);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync(Ct)).ShouldSatisfyAllConditions(t => t.ShouldContain("POP-0201"), t => t.ShouldContain("POP-0202"));
        var others = house.As(TestCaller.Official("H05.07213.CA", "population.read", "population.manage"));
        (await others.GetAsync($"/api/population/v1/imports/{id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await others.GetAsync($"/population/imports/{id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await house.As(TestCaller.Official("H05.07210.CA", "population.read")).GetAsync("/population/imports", Ct)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await house.As(TestCaller.Person(Guid.CreateVersion7(), "population.manage")).PostAsync("/api/population/v1/imports", new StringContent("a\n1"), Ct)).StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Objects_on_lines_come_in_by_the_codes_of_the_dictionary()
    {
        var (id, view) = await Send("{\"person.number\":\"099070730001\",\"person.fullName\":\"Tô Văn Một\",\"person.birthDate\":\"1970-02-01\",\"person.sex\":\"male\",\"person.birthRegistrationPlace\":\"07210\",\"person.homePlace\":\"24\"}\n{\"person.number\":7}\n");
        await Map(id, view);
        Codes(await View(id)).ShouldContain("POP-0216");
        await Take(id);
        (await house.Ask("select full_name from population.person where number = 99070730001", [], r => r.GetString(0))).ShouldBe("Tô Văn Một");
        (await officer.GetStringAsync($"/api/population/v1/imports/{id}/rejects", Ct)).ShouldContain("\"line\":2,\"codes\":\"POP-0215 POP-0216\"");
    }

    [Fact]
    public void Headings_are_guessed_with_and_without_accents_and_each_column_once()
    {
        var guess = ImportItems.Guess(new(TableFormat.Csv, ',', ["HỌ VÀ TÊN", "Số CCCD", "Ngày, tháng, năm sinh", "Giới tính", "Số định danh của mẹ", "Ghi chú", "Quê quán (xã, tỉnh)"]));
        guess.Columns.ShouldBe(new Dictionary<string, int> { ["person.number"] = 1, ["person.fullName"] = 0, ["person.birthDate"] = 2, ["person.sex"] = 3, ["person.mother.number"] = 4, ["person.homePlace"] = 6 }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("person.ethnicity", "ethnic-groups", "KINH", "01"), InlineData("person.ethnicity", "ethnic-groups", "Hmong", "08"), InlineData("person.ethnicity", "ethnic-groups", "Klingon", null), InlineData("household.relationToHead", "relations-to-head", "vợ", "spouse"), InlineData("household.relationToHead", "relations-to-head", "con de", "child")]
    public async Task Codes_are_found_as_people_write_them(string field, string list, string written, string? code)
    {
        var edition = await house.Get<IDictionary>().Current(Ct);
        WrittenCode.Find(edition.CodeList(list)!, written)?.Code.ShouldBe(code, field);
    }

    [Theory]
    [InlineData("Phường Bắc Giang, Bắc Ninh", true, true), InlineData("Tân An", true, false), InlineData("99999", false, false), InlineData("07210", true, true)]
    public void Areas_are_found_by_code_or_name_and_an_unclear_one_is_said_to_be(string written, bool known, bool clear)
    {
        var area = new AreaWords(house.Get<LienThong.Directory.IDirectory>(), new(2026, 11, 1), new(2026, 11, 21)).Read(written, commune: true);
        (area.Known, area.Clear).ShouldBe((known, clear));
    }

    private static readonly object Paper = new { kind = "decision", number = "KH-12", date = "2026-10-30", agency = "UBND tỉnh Bắc Ninh" };

    private async Task<(Guid Id, JsonElement View)> Checked(string rows)
    {
        var (id, view) = await Send($"{Header}\n{rows}\n");
        await Map(id, view);
        return (id, await View(id));
    }

    private async Task<(Guid Id, JsonElement View)> Send(string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/population/v1/imports?name=so.csv") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)) };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        var sent = await officer.SendAsync(request, Ct);
        sent.StatusCode.ShouldBe(HttpStatusCode.OK, await sent.Content.ReadAsStringAsync(Ct));
        var view = await sent.Content.ReadFromJsonAsync<JsonElement>(Ct);
        return (view.GetProperty("id").GetGuid(), view);
    }

    private async Task Map(Guid id, JsonElement view)
    {
        var columns = view.GetProperty("mapping").EnumerateObject().ToDictionary(m => m.Name, m => m.Value.GetInt32());
        var mapped = await officer.PutAsJsonAsync($"/api/population/v1/imports/{id}/mapping", new { columns, asOf = "2026-11-01", document = Paper }, Ct);
        mapped.StatusCode.ShouldBe(HttpStatusCode.NoContent, await mapped.Content.ReadAsStringAsync(Ct));
        await Until(id, "checked");
    }

    private async Task Take(Guid id)
    {
        (await officer.PostOnce($"/api/population/v1/imports/{id}/take", new { })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Until(id, "done");
    }

    // the job of the program may work on it at the same time: whoever holds the lock does
    private async Task Until(Guid id, string state)
    {
        while ((await View(id)).GetProperty("state").GetString() != state)
        {
            var run = await house.Get<RunImports>().Run(id, static _ => Task.CompletedTask, Ct);
            run.Failed.ShouldBeFalse(run.Failed ? run.Faults[0].Error.Code : "");
        }
    }

    private async Task<JsonElement> View(Guid id) => await officer.GetFromJsonAsync<JsonElement>($"/api/population/v1/imports/{id}", Ct);

    private static List<string> Codes(JsonElement view) => [.. view.GetProperty("findings").EnumerateArray().Where(f => f.GetProperty("code").GetString() != "POP-0242").Select(f => f.GetProperty("code").GetString()!)];
}
