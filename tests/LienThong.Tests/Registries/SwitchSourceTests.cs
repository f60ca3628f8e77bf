using System.Net;
using System.Net.Http.Json;
using AngleSharp.Html.Parser;
using LienThong.Dictionary;
using LienThong.Kernel.Data;
using LienThong.Registries;
using LienThong.Tests.Fixture;
using static LienThong.Tests.Registries.RegistryHouse;

namespace LienThong.Tests.Registries;

public sealed class SwitchSourceTests(RegistryHouse house) : IClassFixture<RegistryHouse>
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task A_source_that_is_switched_off_is_unavailable_until_it_is_switched_on()
    {
        var who = Somebody();
        await house.Registries.PutRecords(Keeper, "birth-notices", [Notice(who, "77/2026", "2026-10-01")], Ct);
        (await house.Registries.SwitchSource(Administrator, "birth-notice", on: false, "Thử khi ngành y tế ngừng trả lời", Ct)).Failed.ShouldBeFalse();
        var away = await Should.ThrowAsync<SourceUnavailableException>(() => house.Cell("birth-notice", who, "birth.noticeNo"));
        away.Database.ShouldBe("birth-notice");
        await Should.ThrowAsync<SourceUnavailableException>(() => house.Cell("birth-notice", Somebody(), "birth.noticeNo"));      // also for those it does not know

        await house.Registries.SwitchSource(Administrator, "birth-notice", on: true, "Hết thử, bật lại như cũ", Ct);
        (await house.Cell("birth-notice", who, "birth.noticeNo")).Value.ShouldBe("77/2026");
        (await house.Registries.SwitchLog(Ct)).Where(s => s.Database == "birth-notice").Select(s => s.On).Take(2).ShouldBe([true, false]);
    }

    [Fact]
    public async Task Other_sources_go_on_and_the_switch_is_told()
    {
        var who = Somebody();
        await house.Registries.PutRecords(Keeper, "health-cards", [Card(who)], Ct);
        await house.Registries.SwitchSource(Administrator, "land", on: false, "Bảo trì cơ sở dữ liệu đất đai", Ct);
        (await house.Cell("health-insurance", who, "insurance.cardNumber")).Value.ShouldNotBeNull();
        var told = await house.Db<RegistriesModule>().Many("select payload from kernel.outbox where type = $1 and subject = 'land'", [SourceSwitched.EventType], r => r.FromJson<SourceSwitched>(0), Ct);
        told[^1].ShouldBe(new SourceSwitched("land", false, "Bảo trì cơ sở dữ liệu đất đai"));
        await house.Registries.SwitchSource(Administrator, "land", on: true, "Bảo trì đã xong rồi", Ct);
    }

    [Fact]
    public async Task A_switch_needs_a_known_database_and_a_reason()
    {
        var refused = await house.Registries.SwitchSource(Administrator, "nowhere", on: false, "  vì sao ", Ct);
        refused.Faults.Select(f => f.Error).ShouldBe([RegistriesErrors.DatabaseUnknown, RegistriesErrors.ReasonMissing], ignoreOrder: true);
    }

    [Fact]
    public async Task The_page_is_for_administrators_only()
    {
        using var stranger = house.As(TestCaller.Official("H05.07210", "dossier.handle"));
        (await stranger.GetAsync("/registries/sources")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var nobody = house.Anonymous();
        (await nobody.GetAsync("/registries/sources")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await nobody.GetAsync("/api/registries/v1/registers")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_administrator_switches_by_page_and_is_told_when_the_reason_is_missing()
    {
        using var client = house.As(Administrator);
        var page = new HtmlParser().ParseDocument(await client.GetStringAsync("/registries/sources"));
        page.QuerySelectorAll("form[method=post]").Count(f => f.QuerySelector("input[name=database]") is not null).ShouldBe(13);

        var refused = await Post(client, "civil-status", "");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Nêu lý do");

        (await Post(client, "civil-status", "Kiểm tra đường lùi về giấy")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await house.Registries.Sources(Ct)).Single(s => s.Database == "civil-status").On.ShouldBeFalse();
        (await client.GetStringAsync("/registries/sources?done=civil-status")).ShouldContain("Kiểm tra đường lùi về giấy");
        await house.Registries.SwitchSource(Administrator, "civil-status", on: true, "Xong phần kiểm tra", Ct);
    }

    private async Task<HttpResponseMessage> Post(HttpClient client, string database, string reason)
    {
        var page = await client.GetAsync("/registries/sources");
        var token = new HtmlParser().ParseDocument(await page.Content.ReadAsStringAsync()).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var request = new HttpRequestMessage(HttpMethod.Post, "/registries/sources")
        {
            Content = new FormUrlEncodedContent([new("database", database), new("on", "false"), new($"reason-{database}", reason), new("__RequestVerificationToken", token)]),
        };
        request.Headers.Add("Cookie", page.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        return await client.SendAsync(request);
    }

    [Fact]
    public async Task The_API_lists_registers_takes_records_and_switches()
    {
        using var administrator = house.As(Administrator);
        (await administrator.GetFromJsonAsync<List<System.Text.Json.Nodes.JsonObject>>("/api/registries/v1/registers"))!.Count.ShouldBe(16);

        using var keeper = house.As(Commune);
        var who = Somebody();
        var body = new { document = "TIN-1", records = new[] { new { subject = who.Value, from = "2016-01-01", values = new Dictionary<string, string> { ["birth.certificateNo"] = "9/2016", ["birth.registeredOn"] = "2016-02-01" } } } };
        (await keeper.PostOnce("/api/registries/v1/registers/births/records", body)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await house.Cell("civil-status", who, "birth.certificateNo")).Value.ShouldBe("9/2016");
        (await administrator.PostOnce("/api/registries/v1/registers/births/records", body)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
