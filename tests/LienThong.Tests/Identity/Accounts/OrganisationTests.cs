using System.Net;
using LienThong.Identity;
using LienThong.Identity.Organisations;
using LienThong.Identity.Representation;
using LienThong.Kernel.Access;
using LienThong.Population.Synthetic;

namespace LienThong.Tests.Identity.Accounts;

public sealed class OrganisationTests(PeopleHouse house) : IClassFixture<PeopleHouse>
{
    private static int count;

    [Fact]
    public async Task An_organisation_opens_after_every_co_representative_consented_and_an_official_checked()
    {
        var (_, head) = await house.LevelTwo();
        var (other, second) = await house.LevelTwo();
        using var browser = await house.SignedInStrongly(head);
        var code = NewCode();
        (await Ask(browser, code, second.Number.ToString())).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var request = await RequestOf(code);
        var decide = house.Get<DecideOrganisation>();
        (await decide.Decide(house.Officer(), request, approve: true, "Đã tra mã số doanh nghiệp", default)).Faults[0].Error.ShouldBe(AccountErrors.ConsentOutstanding);

        using var co = await house.SignedInStrongly(second);
        (await co.Submit("/account/acting", "form[action='/account/acting?handler=Consent']", ("yes", "true"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var opened = (await decide.Decide(house.Officer(), request, approve: true, "Đã tra mã số doanh nghiệp", default)).Value;

        opened.ShouldNotBeNull();
        (await house.Get<Mandates>().Represents(other, opened.Value, default)).ShouldBeTrue();
        (await Ask(browser, code, "")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "the organisation has an account");
    }

    [Fact]
    public async Task A_no_of_a_co_representative_ends_the_request()
    {
        var (_, head) = await house.LevelTwo();
        var (other, second) = await house.LevelTwo();
        using var browser = await house.SignedInStrongly(head);
        var code = NewCode();
        await Ask(browser, code, second.Number.ToString());
        (await house.Get<DecideOrganisation>().Answer(CallerOf(other), other, await RequestOf(code), yes: false, default)).Failed.ShouldBeFalse();
        (await State(code)).ShouldBe("refused");
        (await house.Get<DecideOrganisation>().Answer(CallerOf(other), other, await RequestOf(code), yes: true, default)).Faults[0].Error.ShouldBe(AccountErrors.RequestUnknown);
    }

    [Fact]
    public async Task Only_a_level_two_person_asks_and_every_fault_is_told()
    {
        var person = await house.Somebody();
        await house.Accounts.Create(Caller.Program("test"), new(AccountKind.Citizen, person.FullName, null, person.Id.Value, 1, IdentityHouse.Password), default);
        using var low = house.NewBrowser();
        await low.SignIn(person.Number.ToString(), IdentityHouse.Password);
        (await low.Page("/account/organisations/new")).QuerySelector("main form").ShouldBeNull();

        var (_, head) = await house.LevelTwo();
        using var browser = await house.SignedInStrongly(head);
        var answer = await browser.Submit("/account/organisations/new", "form", ("code", "a b"), ("name", " "), ("paper", "x"), ("others", "099000000000\n" + head.Number));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.Read(answer)).QuerySelectorAll(".govuk-error-summary li").Length.ShouldBe(5);
    }

    [Fact]
    public async Task Acting_for_the_organisation_shows_in_the_menu_and_in_the_caller_and_ends_on_demand()
    {
        var (organisation, head) = await Organisation();
        using var browser = await house.SignedInStrongly(head);
        var before = browser.Cookie("lienthong");
        (await browser.Submit("/account/acting", "form[action='/account/acting?handler=Act']:has(input[name=mandate])")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        browser.Cookie("lienthong").ShouldNotBe(before);
        var me = (await browser.Me())!.Value;
        me.GetProperty("onBehalfOf").GetString().ShouldBe(organisation.ToString());
        me.GetProperty("person").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        me.GetProperty("scopes").EnumerateArray().Select(s => s.GetString()).ShouldBe(["account.own", "directory.read", "dossier.file"]);
        var page = await browser.Page("/account/acting");
        page.QuerySelector("header .lt-menu__label")!.TextContent.ShouldContain("→ Công ty");
        page.QuerySelector("header .lt-menu__who")!.TextContent.ShouldContain("Đang làm thay");

        (await browser.Submit(page, "/account/acting", "form:not(:has(input[name=mandate]))")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.Me())!.Value.GetProperty("onBehalfOf").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await browser.Submit(page, "/account/acting", "form:not(:has(input[name=mandate]))")).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "a form opened while acting is refused afterwards");
    }

    [Fact]
    public async Task A_delegate_does_what_was_delegated_and_nothing_after_it_was_revoked()
    {
        var (organisation, head) = await Organisation();
        var (_, clerk) = await house.LevelTwo();
        using var chief = await house.SignedInStrongly(head);
        var page = $"/account/organisations/{organisation}";
        var last = house.Today.AddMonths(6);
        (await chief.Submit(page, "form:not([action*=Revoke])", ("number", clerk.Number.ToString()), ("scopes", "directory.read"),
            ("to.day", $"{last.Day}"), ("to.month", $"{last.Month}"), ("to.year", $"{last.Year}"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        using var browser = await house.SignedInStrongly(clerk);
        (await browser.Get(page)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "only representatives see who acts");
        await browser.Submit("/account/acting", "form:has(input[name=mandate])");
        (await Scopes(browser)).ShouldBe(["account.own", "directory.read"]);

        (await chief.Submit(page, "form[action*=Revoke]")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.Me())!.Value.GetProperty("onBehalfOf").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await Scopes(browser)).ShouldContain("citizen.own", "the clerk is back in their own name");
        (await browser.Page("/account/acting")).QuerySelectorAll("input[name=mandate]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Delegation_has_an_end_a_scope_and_a_giver_who_may()
    {
        var (organisation, head) = await Organisation();
        var (_, clerk) = await house.LevelTwo();
        var chief = (await house.Accounts.OfPerson(head.Id.Value, default))!.Id;
        var work = house.Get<DelegateTask>();
        DelegateTask.Form Form(params string[] scopes) => new(clerk.Number.ToString(), scopes, null, house.Today.AddDays(10));
        (await work.Do(CallerOf(chief), chief, organisation, Form() with { To = null }, default)).Faults.Select(f => f.Pointer).ShouldBe(["/scopes", "/to"]);
        (await work.Do(CallerOf(chief), chief, organisation, Form("identity.manage"), default)).Faults[0].Error.ShouldBe(AccountErrors.ScopesMissing);
        (await work.Do(CallerOf(chief), chief, organisation, Form("dossier.file") with { To = house.Today.AddYears(4) }, default)).Faults[0].Error.ShouldBe(AccountErrors.PeriodTooLong);
        var stranger = (await house.LevelTwo()).Account;
        (await work.Do(CallerOf(stranger), stranger, organisation, Form("dossier.file"), default)).Faults[0].Error.ShouldBe(AccountErrors.NotRepresentative);
        (await work.Do(CallerOf(chief), chief, organisation, Form("dossier.file"), default)).Failed.ShouldBeFalse();
        (await work.Do(CallerOf(chief), chief, organisation, Form("dossier.file"), default)).Faults[0].Error.ShouldBe(AccountErrors.AlreadyDelegated);
    }

    [Fact]
    public async Task A_delegation_that_has_run_out_opens_nothing_and_can_be_given_anew()
    {
        var (organisation, head) = await Organisation();
        var (agent, clerk) = await house.LevelTwo();
        var chief = (await house.Accounts.OfPerson(head.Id.Value, default))!.Id;
        var form = new DelegateTask.Form(clerk.Number.ToString(), ["dossier.file"], null, house.Today);
        await house.Get<DelegateTask>().Do(CallerOf(chief), chief, organisation, form, default);
        using var browser = await house.SignedInStrongly(clerk);
        await browser.Submit("/account/acting", "form:has(input[name=mandate])");
        await house.Db<IdentityModule>().Execute("update identity.mandate set valid_from = valid_from - 5, valid_to = valid_to - 1 where agent = $1", [agent], default);
        house.Get<LienThong.Identity.Sessions.IdentifySession>().ForgetAll();

        (await browser.Me())!.Value.GetProperty("onBehalfOf").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await house.Get<DelegateTask>().Do(CallerOf(chief), chief, organisation, form, default)).Failed.ShouldBeFalse();
    }

    [Fact]
    public async Task Locking_the_organisation_stops_whoever_acts_for_it()
    {
        var (organisation, head) = await Organisation();
        using var browser = await house.SignedInStrongly(head);
        await browser.Submit("/account/acting", "form:has(input[name=mandate])");
        (await Scopes(browser)).ShouldNotContain("citizen.own");
        await house.Accounts.ChangeState(Caller.Program("test"), organisation, AccountState.LockedByAuthority, "Quyết định 9", default);
        (await browser.Me())!.Value.GetProperty("onBehalfOf").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    private async Task<(AccountId Organisation, DemoPerson Head)> Organisation()
    {
        var (account, head) = await house.LevelTwo();
        using var browser = await house.SignedInStrongly(head);
        var code = NewCode();
        (await Ask(browser, code, "")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var opened = await house.Get<DecideOrganisation>().Decide(house.Officer(), await RequestOf(code), approve: true, "Đã tra đăng ký doanh nghiệp", default);
        await house.Db<IdentityModule>().Execute("delete from identity.totp where account = $1", [account], default);      // so that a test may sign in anew
        return (opened.Value!.Value, head);
    }

    private static Task<HttpResponseMessage> Ask(Browser browser, string code, string others) => browser.Submit("/account/organisations/new", "form",
        ("code", code), ("name", "Công ty TNHH " + code), ("address", "Số 1 Lý Thái Tổ"), ("paper", "Giấy chứng nhận đăng ký doanh nghiệp"), ("others", others));

    private static string NewCode() => $"23{Interlocked.Increment(ref count):D8}";

    private static Caller CallerOf(AccountId id) => new(CallerKind.Person, id.ToString(), null, null, null, new HashSet<string>(), "web", null);

    private Task<Guid> RequestOf(string code) => house.Db<IdentityModule>().One("select id from identity.organisation_request where code = $1 order by requested_at desc limit 1", [code], r => r.GetGuid(0), default);

    private Task<string?> State(string code) => house.Db<IdentityModule>().One("select state from identity.organisation_request where code = $1", [code], r => r.GetString(0), default);

    private static async Task<List<string?>> Scopes(Browser browser) =>
        [.. (await browser.Me())!.Value.GetProperty("scopes").EnumerateArray().Select(s => s.GetString())];
}
