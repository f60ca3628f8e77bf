using System.Net;
using System.Net.Http.Json;
using LienThong.Exchange;
using LienThong.Exchange.Agreements;
using LienThong.Kernel.Content;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Exchange;

public sealed class AgreementTests(TestHouse house) : IClassFixture<TestHouse>
{
    private static readonly string[] Fields = ["person.fullName", "marriage.certificateNo"]; // Ministry of Public Security and Ministry of Justice

    private HttpClient As(string agency) => house.As(TestCaller.Official(agency, ExchangeScopes.Manage));

    [Fact]
    public async Task An_agreement_flows_only_after_every_owner_of_its_data_approved_it_and_stops_when_one_suspends_it()
    {
        var code = Fresh();
        var asked = await As("H05").PostOnce("/api/exchange/v1/agreements", Request(code));
        asked.StatusCode.ShouldBe(HttpStatusCode.OK, await asked.Content.ReadAsStringAsync());
        (await State(asked)).ShouldBe(("requested", "G01,G15"));

        (await State(await Decide(code, "G01", "approve"))).ShouldBe(("requested", "G15"));
        (await State(await Decide(code, "G15", "approve"))).ShouldBe(("approved", ""));
        (await State(await Decide(code, "G15", "suspend", "có dấu hiệu dùng sai mục đích"))).ShouldBe(("suspended", "G15"));
        (await State(await Decide(code, "G15", "resume", "đã khắc phục xong sai phạm"))).ShouldBe(("approved", ""));
        (await State(await Decide(code, "G01", "end", "chuyển sang thỏa thuận mới"))).Item1.ShouldBe("ended");

        var events = await house.Db<ExchangeModule>().Many("select change from exchange.agreement_event where agreement = $1 order by id", [code], r => r.GetString(0), default);
        events.ShouldBe(["requested", "approve", "approve", "suspend", "resume", "end"]);
        var news = await house.Db<ExchangeModule>().Many("select payload->>'state' from kernel.outbox where subject = $1 order by position", [code], r => r.GetString(0), default);
        news.ShouldBe(["requested", "requested", "approved", "suspended", "approved", "ended"]);
    }

    [Fact]
    public async Task Only_an_owner_decides_and_only_what_makes_sense_now()
    {
        var code = Fresh();
        await As("H05").PostOnce("/api/exchange/v1/agreements", Request(code));

        (await Code(await Decide(code, "G18", "approve"))).ShouldBe("EXC-0026");
        (await Code(await Decide(code, "H05", "approve"))).ShouldBe("EXC-0026");
        (await Code(await Decide(code, "G01", "resume", "thử xem có được không"))).ShouldBe("EXC-0027");
        (await Code(await Decide(code, "G01", "suspend", "ngắn"))).ShouldBe("EXC-0024");
        (await Code(await Decide("no-such-agreement", "G01", "approve"))).ShouldBe("EXC-0001");
        (await house.As(TestCaller.Official("G01")).PostOnce($"/api/exchange/v1/agreements/{code}/decisions", new { act = "approve" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await house.Anonymous().PostOnce($"/api/exchange/v1/agreements/{code}/decisions", new { act = "approve" })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_request_with_faults_is_told_all_of_them_at_once_and_nothing_is_written()
    {
        var answer = await As("H05").PostOnce("/api/exchange/v1/agreements", new
        {
            code = "Bad Code", name = "x", why = "ngắn", consumer = "G99", purpose = "procedure", bases = Array.Empty<string>(),
            fields = new[] { "person.fullName", "person.shoeSize" }, legalBasis = "", from = "2026-01-01", to = "2025-01-01",
        });
        var problem = (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>())!;
        problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("pointer").GetString()).Distinct()
            .ShouldBe(["/code", "/why", "/legalBasis", "/consumer", "/fields", "/bases", "/to"], ignoreOrder: true);
        (await house.Db<ExchangeModule>().One("select count(*) from exchange.agreement where code = 'Bad Code'", [], r => r.GetInt64(0), default)).ShouldBe(0);
    }

    [Fact]
    public async Task A_code_in_use_is_refused()
    {
        var code = Fresh();
        (await As("H05").PostOnce("/api/exchange/v1/agreements", Request(code))).EnsureSuccessStatusCode();
        (await Code(await As("H05").PostOnce("/api/exchange/v1/agreements", Request(code)))).ShouldBe("EXC-0020");
    }

    [Fact]
    public async Task Agreements_of_the_law_are_loaded_and_loading_again_changes_nothing_not_even_a_suspension()
    {
        var db = house.Db<ExchangeModule>();
        var before = await Rows();
        before.Select(r => r.Code).ShouldContain("procedures-residence");
        before.Select(r => r.Code).ShouldContain("procedures-birth");
        before.Select(r => r.Code).ShouldContain("own-data");
        await db.Execute("update exchange.agreement set state = 'suspended' where code = 'inspection'", [], default);

        await new ExchangeModule().LoadContent(house.Services, Content(out var report), report, default);

        report.Faults.ShouldBeEmpty();
        (await Rows()).Select(r => (r.Code, r.Version)).ShouldBe(before.Select(r => (r.Code, r.Version)));
        (await Rows()).Single(r => r.Code == "inspection").State.ShouldBe("suspended");
        await db.Execute("update exchange.agreement set state = 'approved' where code = 'inspection'", [], default);

        Task<List<(string Code, int Version, string State)>> Rows() => db.Many(
            "select code, version, state from exchange.agreement where origin = 'content' order by code", [], r => (r.GetString(0), r.GetInt32(1), r.GetString(2)), default);
    }

    [Fact]
    public async Task Faults_in_a_content_file_are_told_with_their_line()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("lienthong-agreements");
        System.IO.Directory.CreateDirectory(Path.Combine(folder.FullName, "agreements"));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "agreements", "bad.yaml"), """
            agreements:
              - code: Wrong_Code
                vi: Sai
                en: Wrong
                why: thử
                consumers: [G99]
                purpose: procedure
                bases: [dossier]
                fields: [person.shoeSize, "database:nothing"]
                effectiveFrom: 2026-01-01
                legalBasis: không có
            """);
        var report = new ContentReport();
        await new ExchangeModule().LoadContent(house.Services, new ContentFolder(folder.FullName, report), report, default);

        var said = string.Join('\n', report.Faults);
        said.ShouldContain("agreements/bad.yaml:2");
        foreach (var word in (string[])["Wrong_Code", "G99", "person.shoeSize", "database:nothing"]) said.ShouldContain(word);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("requested", "waiting", AgreementAct.Approve, "Approved")]
    [InlineData("requested", "approved", AgreementAct.Approve, null)]
    [InlineData("approved", "approved", AgreementAct.Suspend, "Suspended")]
    [InlineData("suspended", "suspended", AgreementAct.Resume, "Approved")]
    [InlineData("ended", "approved", AgreementAct.End, null)]
    [InlineData("ended", "approved", AgreementAct.Approve, null)]
    [InlineData("draft", "waiting", AgreementAct.Approve, null)]
    public void States_follow_one_another_in_one_way_only(string state, string mine, AgreementAct act, string? next) =>
        DecideAgreement.Next(Enum.Parse<AgreementState>(state, ignoreCase: true), new Dictionary<string, string> { ["G01"] = mine }, "G01", act)?.ToString().ShouldBe(next);

    private static ContentFolder Content(out ContentReport report)
    {
        report = new ContentReport();
        return new ContentFolder(Path.Combine(AppContext.BaseDirectory, "content"), report);
    }

    private static string Fresh() => "t-" + Guid.CreateVersion7().ToString("N")[16..];

    private static object Request(string code) => new
    {
        code, name = "Nhà ở xã hội", why = "Xét điều kiện mua nhà ở xã hội", consumer = "class:provinces", purpose = "programme", bases = new[] { "dossier" },
        fields = Fields, legalBasis = "Luật Nhà ở 27/2023/QH15", from = "2026-01-01",
    };

    private Task<HttpResponseMessage> Decide(string code, string agency, string act, string? reason = null) =>
        As(agency).PostOnce($"/api/exchange/v1/agreements/{code}/decisions", new { act, reason });

    private static async Task<(string, string)> State(HttpResponseMessage answer)
    {
        var json = await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
        return (json.GetProperty("state").GetString()!, string.Join(',', json.GetProperty("waitingFor").EnumerateArray().Select(w => w.GetString())));
    }

    private static async Task<string?> Code(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("code").GetString();
}
