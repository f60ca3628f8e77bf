using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LienThong.Exchange;
using LienThong.Kernel.Access;
using LienThong.Ledger;
using LienThong.Population;
using LienThong.Population.Synthetic;
using LienThong.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Tests.Exchange;

/// <summary>The whole way over HTTP, with the population register as its source.</summary>
public sealed class HttpTests(HttpTests.Peopled house) : IClassFixture<HttpTests.Peopled>
{
    private static readonly DemoPerson Mother = DemoPeople.Mother;

    private HttpClient System => house.As(TestCaller.System("H05", ExchangeScopes.Read));

    [Fact]
    public async Task A_system_reads_agreed_fields_by_personal_number_and_the_person_sees_it_at_once()
    {
        var answer = await Read(System, await house.Code(), Mother.Number.ToString(), "person.fullName", "person.birthDate", "person.sex");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        json.GetProperty("subject").GetGuid().ShouldBe(Mother.Id.Value);
        json.GetProperty("values").EnumerateArray().Select(v => (v.GetProperty("field").GetString(), v.GetProperty("value").GetString(), v.GetProperty("outcome").GetString()))
            .ShouldBe([("person.fullName", Mother.FullName, "found"), ("person.birthDate", "1997-03-14", "found"), ("person.sex", "female", "found")]);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Nguyễn", Case.Sensitive, "letters, not escapes");

        var mother = house.As(TestCaller.Person(Mother.Id.Value, ExchangeScopes.Own));
        var seen = await mother.GetFromJsonAsync<JsonElement>("/api/exchange/v1/own-access");
        var line = seen.GetProperty("lines").EnumerateArray().First();
        line.GetProperty("entry").GetGuid().ShouldBe(json.GetProperty("entry").GetGuid());
        line.GetProperty("fields").EnumerateArray().Count().ShouldBe(3);
        line.GetProperty("refused").GetBoolean().ShouldBeFalse();
        line.GetProperty("who").GetString()!.ShouldContain("Bắc Ninh");
        var page = await mother.GetStringAsync("/my/access");
        page.ShouldContain("Bắc Ninh");
        page.ShouldContain("xác minh thông tin");
    }

    [Fact]
    public async Task The_log_of_a_person_is_theirs_alone_and_holds_refusals_too()
    {
        var code = await house.Code();
        var husband = DemoPeople.Husband.Id.Value;
        await Read(System, code, husband.ToString(), "person.religion");

        var own = await house.As(TestCaller.Person(husband, ExchangeScopes.Own)).GetFromJsonAsync<JsonElement>("/api/exchange/v1/own-access");
        var line = own.GetProperty("lines").EnumerateArray().First();
        line.GetProperty("refused").GetBoolean().ShouldBeTrue();
        line.GetProperty("outcome").GetString().ShouldBe("EXC-0008");
        var other = await house.As(TestCaller.Person(Guid.CreateVersion7(), ExchangeScopes.Own)).GetFromJsonAsync<JsonElement>("/api/exchange/v1/own-access");
        other.GetProperty("lines").GetArrayLength().ShouldBe(0);
        (await house.As(TestCaller.Official("H05", ExchangeScopes.Own)).GetAsync("/api/exchange/v1/own-access")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await house.Anonymous().GetAsync("/api/exchange/v1/own-access")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("", "KRN-0004,EXC-0016")]
    [InlineData("{", "KRN-0004")]
    [InlineData("null", "EXC-0016")]
    [InlineData("[]", "EXC-0016")]
    [InlineData("{\"agreement\":\"x\"}", "EXC-0016")]
    [InlineData("{\"agreement\":\"x\",\"purpose\":\"curiosity\",\"basis\":{\"kind\":\"agreement\",\"reference\":\"1\"},\"subject\":\"099097000001\",\"fields\":[\"person.sex\"]}", "EXC-0016")]
    [InlineData("{\"agreement\":\"x\",\"purpose\":\"verification\",\"basis\":{\"kind\":\"whim\",\"reference\":\"1\"},\"subject\":\"099097000001\",\"fields\":[\"person.sex\"]}", "EXC-0016")]
    [InlineData("{\"agreement\":null,\"purpose\":\"verification\",\"basis\":{\"kind\":\"agreement\",\"reference\":\"1\"},\"subject\":\"1\",\"fields\":[\"person.sex\"]}", "EXC-0016")]
    [InlineData("{\"agreement\":\"x\",\"purpose\":\"verification\",\"basis\":{\"kind\":\"agreement\",\"reference\":\"1\"},\"subject\":\"12\",\"fields\":[\"person.sex\"]}", "EXC-0014")]
    [InlineData("{\"agreement\":\"x\",\"purpose\":\"verification\",\"basis\":{\"kind\":\"agreement\",\"reference\":\"1\"},\"subject\":\"099999999999\",\"fields\":[\"person.sex\"]}", "EXC-0015")]
    [InlineData("{\"agreement\":\"x\",\"purpose\":\"verification\",\"basis\":{\"kind\":\"agreement\",\"reference\":\"1\"},\"subject\":\"00000000-0000-0000-0000-000000000001\",\"fields\":[null]}", "EXC-0001,EXC-0016,EXC-0008")]
    [InlineData("{\"agreement\":\"no-such\",\"purpose\":\"verification\",\"basis\":{\"kind\":\"agreement\",\"reference\":\"1\"},\"subject\":\"00000000-0000-0000-0000-000000000001\",\"fields\":[\"person.sex\"]}", "EXC-0001")]
    public async Task A_request_that_cannot_be_read_is_refused_with_its_code_never_with_a_failure(string body, string codes)
    {
        var answer = await System.PostAsync("/api/exchange/v1/read", new StringContent(body, Encoding.UTF8, "application/json"));
        ((int)answer.StatusCode).ShouldBeInRange(400, 499);
        codes.Split(',').ShouldContain((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_scope_is_needed()
    {
        (await Read(house.Anonymous(), "x", Mother.Id.ToString(), "person.sex")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Read(house.As(TestCaller.System("H05")), "x", Mother.Id.ToString(), "person.sex")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_list_is_read_in_one_call()
    {
        var people = await house.Db<PopulationModule>().Many("select id from population.person where not locked limit 50", [], r => r.GetGuid(0), default);
        var answer = await System.PostAsJsonAsync("/api/exchange/v1/read-batch", new
        {
            agreement = await house.Code(), purpose = "verification", basis = new { kind = "agreement", reference = "1" }, subjects = people, fields = new[] { "person.fullName" },
        });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("answers").EnumerateArray().Select(a => a.GetProperty("subject").GetGuid()).ShouldBe(people);
    }

    [Fact]
    public async Task The_pages_of_agreements_and_sources_open_and_an_owner_decides_on_them()
    {
        var owner = house.As(TestCaller.Official("G01", ExchangeScopes.See, ExchangeScopes.Manage));
        var list = await owner.GetStringAsync("/exchange");
        list.ShouldContain("Đăng ký thường trú ở cấp xã");
        (await owner.GetStringAsync("/exchange/agreements/procedures-residence")).ShouldContain("Họ");
        (await owner.GetStringAsync("/exchange/request")).ShouldContain("Đề nghị thỏa thuận mới");
        (await owner.GetAsync("/exchange/agreements/none")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await house.Anonymous().GetAsync("/exchange")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        await owner.PostAsync("/api/exchange/v1/sources/population/test", null);
        var sources = (await owner.GetFromJsonAsync<JsonElement>("/api/exchange/v1/sources")).EnumerateArray().ToDictionary(s => s.GetProperty("database").GetString()!);
        sources["population"].GetProperty("up").GetBoolean().ShouldBeTrue();
        sources["population"].GetProperty("step").GetString().ShouldNotBe("known");
        (await owner.GetStringAsync("/exchange/sources")).ShouldContain("Mức kết nối");
        (await owner.PostAsync("/api/exchange/v1/sources/none/test", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<HttpResponseMessage> Read(HttpClient client, string agreement, string subject, params string[] fields) => client.PostAsJsonAsync(
        "/api/exchange/v1/read", new { agreement, purpose = "verification", basis = new { kind = "agreement", reference = "thử" }, subject, fields });

    public sealed class Peopled(PostgresRun run) : TestHouse(run)
    {
        public async Task<string> Code()
        {
            var code = await this.Agree(new() { Purpose = "verification", Bases = ["agreement"] });
            Get<LienThong.Exchange.Agreements.AgreementBook>().Forget();
            return code;
        }

        protected override Task Fill() => Get<SyntheticLoad>().Load(1000, _ => { }, default);
    }
}
