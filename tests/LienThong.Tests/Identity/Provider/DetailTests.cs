using System.Net;
using System.Text.Json;
using LienThong.Exchange;
using LienThong.Identity;
using LienThong.Identity.Clients;
using LienThong.Identity.Provider;
using LienThong.Kernel.Access;
using LienThong.Population;
using LienThong.Tests.Population;

namespace LienThong.Tests.Identity.Provider;

/// <summary>RFC 9396: access to data bound to an agreement, a purpose and fields, from the request to the ledger.</summary>
public sealed class DetailTests(ProviderHouse house) : IClassFixture<ProviderHouse>
{
    private const string Good = """[{"type":"data_access","agreement":"rar","purpose":"verification","fields":["person.fullName","person.birthDate"]}]""";

    [Theory]
    [InlineData("""[{"type":"data_access","agreement":"rar","purpose":"verification","fields":["person.fullName"],"more":1}]""")]
    [InlineData("""[{"type":"data_access","agreement":"none","purpose":"verification","fields":["person.fullName"]}]""")]
    [InlineData("""[{"type":"data_access","agreement":"rar","purpose":"statistics","fields":["person.fullName"]}]""")]
    [InlineData("""[{"type":"data_access","agreement":"rar","purpose":"verification","fields":["person.religion"]}]""")]
    [InlineData("""[{"type":"data_access","agreement":"rar","purpose":"verification","fields":[]}]""")]
    [InlineData("""[{"type":"data_access","agreement":"rar","purpose":"verification","fields":"person.fullName"}]""")]
    [InlineData("""[{"type":"data_access","agreement":"rar","purpose":"verification"}]""")]
    [InlineData("""[{"type":"payment"}]""")]
    [InlineData("""[{}]""")]
    public async Task What_no_agreement_covers_is_refused_before_anybody_is_asked(string details)
    {
        await Agreement();
        var rp = await house.Register(ClientProfile.Fapi);
        (await rp.Post("/oidc/par", rp.Wish(("authorization_details", details)))).Error.ShouldBe("invalid_authorization_details");
    }

    [Fact]
    public async Task A_person_agrees_to_fields_and_the_client_reads_those_and_no_others()
    {
        await Agreement();
        var rp = await house.Register(ClientProfile.Fapi);
        var (browser, born) = await Citizen();
        var path = await rp.PathFor(("authorization_details", Good), ("scope", "openid offline_access"));
        var consent = (await browser.Get(path)).Headers.Location!.OriginalString;
        var page = await browser.Page(consent);
        page.QuerySelector("main")!.TextContent.ShouldContain("Thỏa thuận thử RAR");
        var agreed = await browser.Submit(page, consent, "form", ("decision", "all"));
        agreed.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var reply = await rp.Redeem(rp.Callback(await browser.Get(agreed.Headers.Location!.OriginalString))["code"]);
        reply.Status.ShouldBe(HttpStatusCode.OK, reply.Text);
        var granted = reply.Json.GetProperty("authorization_details")[0];
        granted.GetProperty("fields").EnumerateArray().Select(f => f.GetString()).ShouldBe(["person.birthDate", "person.fullName"]);
        var access = reply.Json.GetProperty("access_token").GetString()!;
        (await rp.Post("/oidc/introspect", new() { ["token"] = access })).Json.GetProperty("authorization_details")[0].GetProperty("agreement").GetString().ShouldBe("rar");

        var read = await rp.Call("/api/exchange/v1/granted", access);
        read.Status.ShouldBe(HttpStatusCode.OK, read.Text);
        var answer = read.Json.GetProperty("answers")[0];
        answer.GetProperty("subject").GetGuid().ShouldBe(born.Child.Value);
        answer.GetProperty("values").EnumerateArray().Select(v => v.GetProperty("field").GetString()).ShouldBe(["person.birthDate", "person.fullName"]);

        // A refresh cannot widen them; without details the access opens nothing.
        var wider = Good.Replace("person.birthDate", "person.sex");
        (await rp.Post("/oidc/token", new() { ["grant_type"] = "refresh_token", ["refresh_token"] = reply.Json.GetProperty("refresh_token").GetString()!, ["authorization_details"] = wider }, rp.Proof("POST", "/oidc/token"))).Error.ShouldBe("invalid_authorization_details");
        var plain = await rp.Tokens(browser);
        (await rp.Call("/api/exchange/v1/granted", plain.GetProperty("access_token").GetString()!)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_system_reads_no_more_than_its_details_say()
    {
        await Agreement();
        var rp = await house.Register(ClientProfile.Fapi);
        var (_, born) = await Citizen();
        async Task<string> Token(string? details)
        {
            Dictionary<string, string> form = new() { ["grant_type"] = "client_credentials", ["scope"] = "exchange.read" };
            if (details is not null) form["authorization_details"] = details;
            var reply = await rp.Post("/oidc/token", form, rp.Proof("POST", "/oidc/token"));
            reply.Status.ShouldBe(HttpStatusCode.OK, reply.Text);
            return reply.Json.GetProperty("access_token").GetString()!;
        }
        async Task<(HttpStatusCode, string?)> Read(string token, string field)
        {
            const string path = "/api/exchange/v1/read";
            using var http = house.Anonymous();
            var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent($$"""{"agreement":"rar","purpose":"verification","basis":{"kind":"agreement","reference":"x"},"subject":"{{born.Child.Value}}","fields":["{{field}}"]}""", System.Text.Encoding.UTF8, "application/json") };
            request.Headers.TryAddWithoutValidation("Authorization", "DPoP " + token);
            request.Headers.TryAddWithoutValidation("DPoP", rp.Proof("POST", path, token));
            var reply = await Reply.Of(await http.SendAsync(request));
            return (reply.Status, reply.Status == HttpStatusCode.OK ? null : reply.Json.GetProperty("code").GetString());
        }
        (await Read(await Token(Good), "person.fullName")).ShouldBe((HttpStatusCode.OK, null));
        (await Read(await Token(Good), "person.sex")).ShouldBe((HttpStatusCode.Forbidden, "EXC-0034"));
        (await Read(await Token(null), "person.sex")).ShouldBe((HttpStatusCode.OK, null));
    }

    [Fact]
    public void A_token_without_such_details_is_bound_by_its_agreement_only()
    {
        DetailsRefusal(null, "person.sex").ShouldBeNull();
        DetailsRefusal("""[{"type":"other"}]""", "person.sex").ShouldBeNull();
        DetailsRefusal(Good, "person.fullName").ShouldBeNull();
        DetailsRefusal(Good, "person.sex").ShouldBe("EXC-0034");
    }

    private static string? DetailsRefusal(string? details, string field) =>
        LienThong.Exchange.Reading.DataAccessDetail.Refuses(details is null ? null : JsonDocument.Parse(details).RootElement, "rar", Purpose.Verification, [field])?.Error.Code;

    private Task Agreement() => house.Db<ExchangeModule>().Execute("""
        insert into exchange.agreement (code, vi, en, why, consumers, persons, purpose, bases, fields, locked_persons, legal_basis, valid_from, state, origin, requested_by)
        values ('rar', 'Thỏa thuận thử RAR', 'RAR', 'RAR', '{H05}', false, 'verification', '{agreement,consent}',
          '{person.fullName,person.birthDate,person.sex}', true, 'thử', '2020-01-01', 'approved', 'request', 'test')
        on conflict (code) do nothing
        """, [], default).ContinueWith(_ => house.Get<LienThong.Exchange.Agreements.AgreementBook>().Forget(), TaskScheduler.Default);

    private async Task<(Browser Browser, BirthRegistered Born)> Citizen()
    {
        var birth = PeopledHouse.Birth(PeopledHouse.Key()) with { Mother = null, Father = null, HouseholdOf = null, Ethnicity = 1, HomePlace = "07210" };
        var born = (await house.Get<IPopulation>().RegisterBirth(PeopledHouse.Clerk, birth, default)).Value;
        (await house.Accounts.Create(Caller.Program("test"), new(AccountKind.Citizen, "Trần Nguyễn Minh An", null, born.Child.Value, 2, IdentityHouse.Password), default)).Failed.ShouldBeFalse();
        return (await house.SignedIn(born.Number.ToString()), born);
    }
}
