using System.Net;
using LienThong.Identity;
using LienThong.Identity.Upstream;
using LienThong.Kernel.Access;
using LienThong.Population.Synthetic;
using LienThong.Tests.Population.Duplicates;

namespace LienThong.Tests.Identity.Upstream;

public sealed class UpstreamTests(UpstreamHouse house) : IClassFixture<UpstreamHouse>
{
    [Theory]
    [InlineData("op")]
    [InlineData("op-secret")]
    [InlineData("vneid")]
    public async Task Somebody_new_signs_in_and_has_an_account_of_the_level_that_the_provider_proved(string code)
    {
        var person = await house.Somebody();
        await house.Say(Who(person, level: "2"));
        using var browser = house.NewBrowser();

        var answer = await browser.Get((await There(browser, code, "?returnTo=%2Faccount")).PathAndQuery);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe("/account");
        var me = (await browser.Me())!.Value;
        me.GetProperty("person").GetGuid().ShouldBe(person.Id.Value);
        me.GetProperty("assurance").GetProperty("accountLevel").GetInt32().ShouldBe(2);
        me.GetProperty("assurance").GetProperty("authenticationLevel").GetInt32().ShouldBe(2);
        me.GetProperty("assurance").GetProperty("methods")[0].GetString().ShouldBe("upstream");
        var account = (await house.Accounts.OfPerson(person.Id.Value, default))!;
        (await house.Events(account.Id)).ShouldBe(["account-created", "upstream-linked", "signed-in"]);
        var links = await house.Db<IdentityModule>().Many("select l::text from identity.upstream_link l", [], r => r.GetString(0), default);
        links.ShouldNotContain(l => l.Contains(person.Number.ToString()));
    }

    [Fact]
    public async Task An_account_of_level_one_is_raised_and_used_again_and_the_state_of_the_provider_decides_the_step()
    {
        var person = await house.Somebody();
        await house.Accounts.Create(Caller.Program("test"), new(AccountKind.Citizen, person.FullName, null, person.Id.Value, 1, IdentityHouse.Password), default);
        await house.Say(Who(person, level: "2", acr: "one"));
        using var browser = house.NewBrowser();
        var first = await browser.Get((await There(browser, "op", "?returnTo=%2Faccount&acr=urn%3Alienthong%3Aauth%3A2")).PathAndQuery);
        first.Headers.Location!.OriginalString.ShouldStartWith("/sign-in/step-up?", Case.Sensitive, "one factor there is one factor here");
        (await house.Accounts.OfPerson(person.Id.Value, default))!.Level.ShouldBe(2);

        await house.Say(Who(person, level: "2", acr: "three"));
        var second = await browser.Get((await There(browser, "op", "?returnTo=%2Faccount&acr=urn%3Alienthong%3Aauth%3A3")).PathAndQuery);
        second.Headers.Location!.OriginalString.ShouldBe("/account");
        (await browser.Me())!.Value.GetProperty("assurance").GetProperty("authenticationLevel").GetInt32().ShouldBe(3);
    }

    [Theory]
    [InlineData("op", "other nonce")]
    [InlineData("op", "other audience")]
    [InlineData("op", "expired")]
    [InlineData("op", "other token issuer")]
    [InlineData("op", "other key")]
    [InlineData("op", "unsigned")]
    [InlineData("op", "no iss")]
    [InlineData("op", "other iss")]
    [InlineData("op", "two codes")]
    [InlineData("op", "declined")]
    [InlineData("op", "other userinfo")]
    [InlineData("vneid", "declined")]
    [InlineData("vneid", "in the clear")]
    [InlineData("vneid", "spoilt")]
    [InlineData("vneid", "organisation")]
    public async Task A_faulty_answer_opens_nothing(string code, string fault)
    {
        var person = await house.Somebody();
        await house.Say(Who(person, level: "2"), fault);
        using var browser = house.NewBrowser();
        var answer = await browser.Get((await There(browser, code)).PathAndQuery);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.Read(answer)).QuerySelector(".govuk-error-summary").ShouldNotBeNull();
        (await browser.Me()).ShouldBeNull();
        (await house.Accounts.OfPerson(person.Id.Value, default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_rotated_key_and_claims_in_userinfo_are_understood()
    {
        var person = await house.Somebody();
        using var browser = house.NewBrowser();
        foreach (var fault in new[] { "", "rotated", "in userinfo" })
        {
            await house.Say(Who(person, level: "1"), fault);
            (await browser.Get((await There(browser, "op")).PathAndQuery)).StatusCode.ShouldBe(HttpStatusCode.Redirect, fault);
        }
    }

    [Fact]
    public async Task An_answer_works_once_and_only_in_the_browser_that_began()
    {
        var person = await house.Somebody();
        await house.Say(Who(person, level: "2"));
        using var victim = house.NewBrowser();
        using var attacker = house.NewBrowser();
        var planted = await There(attacker, "op");
        await There(victim, "op");
        (await victim.Get(planted.PathAndQuery)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "an answer begun elsewhere is not taken");
        (await victim.Me()).ShouldBeNull();
        (await attacker.Get(planted.PathAndQuery)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "and is used up");

        var own = await There(victim, "op");
        (await victim.Get(own.PathAndQuery)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await victim.Get(own.PathAndQuery)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "replayed");
    }

    [Fact]
    public async Task An_answer_of_one_provider_is_not_taken_at_the_address_of_another_and_a_foreign_code_is_refused()
    {
        var (person, thief) = (await house.Somebody(), await house.Somebody());
        await house.Say(Who(person, level: "2"));
        using var browser = house.NewBrowser();
        var mixed = await There(browser, "op");
        (await browser.Get(mixed.PathAndQuery.Replace("/upstream/op/", "/upstream/op-secret/", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        // Code injection: a code that was made for somebody else's sign-in, put into one's own answer. PKCE and nonce are another's.
        using var attacker = house.NewBrowser();
        var stolen = Query(await There(browser, "op"), "code");
        await house.Say(Who(thief, level: "2"));
        var own = await There(attacker, "op");
        (await attacker.Get(own.PathAndQuery.Replace(Query(own, "code"), stolen, StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await attacker.Me()).ShouldBeNull();
    }

    [Theory]
    [InlineData("fullName", "Người Khác Hẳn")]
    [InlineData("birthDate", "1950-01-01")]
    [InlineData("citizenPid", "099197999998")]
    [InlineData("citizenPid", "không phải số")]
    public async Task A_number_alone_links_nobody(string claim, string value)
    {
        var person = await house.Somebody();
        var who = Who(person, level: "2");
        who["claims"] = new Dictionary<string, object>((Dictionary<string, object>)who["claims"]) { [claim] = value };
        await house.Say(who);
        using var browser = house.NewBrowser();
        (await browser.Get((await There(browser, "vneid")).PathAndQuery)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await house.Accounts.OfPerson(person.Id.Value, default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_link_never_moves_to_another_account_and_locks_hold()
    {
        var (one, two) = (await house.Somebody(), await house.Somebody());
        await house.Say(Who(one, level: "2", subject: "s-1"));
        using var browser = house.NewBrowser();
        (await browser.Get((await There(browser, "op")).PathAndQuery)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await house.Say(Who(two, level: "2", subject: "s-1"));
        (await browser.Get((await There(browser, "op")).PathAndQuery)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "the subject belongs to another account");
        await house.Say(Who(one, level: "2", subject: "s-2"));
        (await browser.Get((await There(browser, "op")).PathAndQuery)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "the account has another subject there");

        var account = (await house.Accounts.OfPerson(one.Id.Value, default))!.Id;
        await house.Accounts.ChangeState(Caller.Program("test"), account, AccountState.LockedByAuthority, "Quyết định 1", default);
        await house.Say(Who(one, level: "2", subject: "s-1"));
        using var locked = house.NewBrowser();
        (await locked.Get((await There(locked, "op")).PathAndQuery)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Who_was_linked_under_a_record_that_was_merged_comes_in_as_the_survivor()
    {
        var (merged, survivor) = (await house.Somebody(), await house.Somebody());
        await house.Say(Who(merged, level: "2", subject: "s-merged"));
        using var before = house.NewBrowser();
        (await before.Get((await There(before, "op")).PathAndQuery)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        while ((await house.Merge(survivor.Id, merged.Id)).Failed) survivor = await house.Somebody(); // two who are married are not one
        await house.DeliverNews();

        await house.Say(Who(survivor, level: "2", subject: "s-merged"));
        using var browser = house.NewBrowser();
        (await browser.Get((await There(browser, "op")).PathAndQuery)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.Me())!.Value.GetProperty("person").GetGuid().ShouldBe(survivor.Id.Value);
        (await before.Me()).ShouldBeNull();
    }

    [Fact]
    public async Task The_sign_in_page_offers_what_the_settings_name_and_unknown_ones_are_refused()
    {
        using var browser = house.NewBrowser();
        var page = await browser.Page("/sign-in?returnTo=%2Faccount");
        page.QuerySelectorAll("a[href^='/sign-in/upstream/']").Select(a => a.GetAttribute("href")).ShouldContain("/sign-in/upstream/vneid?returnTo=%2Faccount");
        (await browser.Get("/sign-in/upstream/khong-co")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.Get("/sign-in/upstream/op/back")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.Get("/sign-in/upstream/op/back?state=" + new string('A', 43) + "&code=x")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("http://idp.example.vn", true)]
    [InlineData("ftp://idp.example.vn", true)]
    [InlineData("http://127.0.0.1:1", true)]
    [InlineData("https://idp.example.vn", false)]
    public void Settings_that_would_be_unsafe_stop_the_start(string issuer, bool fault) =>
        (new UpstreamOptions { Code = "a1", Name = "A", Issuer = issuer, ClientId = "c", ClientSecret = "s" }.Fault() is not null).ShouldBe(fault);

    // From our page to the provider and back, without opening the last address.
    private static async Task<Uri> There(Browser browser, string code, string query = "")
    {
        var begin = await browser.Get($"/sign-in/upstream/{code}{query}");
        begin.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var outside = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        var back = await outside.GetAsync(begin.Headers.Location);
        back.StatusCode.ShouldBe(HttpStatusCode.Found);
        return back.Headers.Location!;
    }

    private static string Query(Uri address, string name) => Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address.Query)[name].ToString();

    private static Dictionary<string, object> Who(DemoPerson person, string level, string acr = "two", string? subject = null) => new()
    {
        ["sub"] = subject ?? "s-" + person.Number,
        ["acr"] = acr,
        ["claims"] = new Dictionary<string, object> { ["citizenPid"] = person.Number.ToString(), ["fullName"] = person.FullName, ["birthDate"] = person.BirthDate.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture), ["accountLevel"] = level },
    };
}
