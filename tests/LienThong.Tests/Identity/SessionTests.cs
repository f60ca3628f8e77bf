using System.Net;
using System.Net.Http.Json;
using LienThong.Identity;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Access;
using LienThong.Kernel.Events;
using LienThong.Kernel.Time;
using LienThong.Population;

namespace LienThong.Tests.Identity;

public sealed class SessionTests(IdentityHouse house) : IClassFixture<IdentityHouse>
{
    [Fact]
    public async Task Signing_out_ends_the_session_on_the_server()
    {
        var login = IdentityHouse.NewLogin();
        var account = await house.Official(login, "leader");
        using var browser = await house.SignedIn(login);
        var handle = browser.Cookie("lienthong")!;

        (await browser.Submit("/sign-out", "form")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        browser.Cookie("lienthong").ShouldBeNull();
        using var replay = house.NewBrowser();
        replay.Cookies.Add(new Cookie("lienthong", handle, "/", replay.Address.Host));
        (await replay.Me()).ShouldBeNull();
        (await house.Events(account))[^1].ShouldBe("signed-out");
    }

    [Fact]
    public async Task The_owner_sees_all_devices_and_sends_one_away()
    {
        var login = IdentityHouse.NewLogin();
        await house.Official(login, "leader");
        using var phone = await house.SignedIn(login);
        using var laptop = await house.SignedIn(login);

        var page = await laptop.Page("/account");
        page.QuerySelectorAll("form[action='/account?handler=End']").Length.ShouldBe(1);
        (await laptop.Submit(page, "/account", "form[action='/account?handler=End']")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await phone.Me()).ShouldBeNull();
        (await laptop.Me()).ShouldNotBeNull();
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_another_account()
    {
        var (mine, other) = (IdentityHouse.NewLogin(), IdentityHouse.NewLogin());
        await house.Official(mine, "leader");
        var victim = await house.Official(other, "leader");
        using var me = await house.SignedIn(mine);
        using var me2 = await house.SignedIn(mine);
        using var them = await house.SignedIn(other);
        var session = await house.Db<IdentityModule>().One("select id from identity.session where account = $1 and ended_at is null", [victim], r => r.GetGuid(0), default);

        await me.Submit("/account", "form[action='/account?handler=End']", ("session", session.ToString()));

        (await them.Me()).ShouldNotBeNull();
    }

    [Fact]
    public async Task Locking_an_account_ends_its_sessions_and_unlocking_lets_it_in_again()
    {
        var login = IdentityHouse.NewLogin();
        var account = await house.Official(login, "leader");
        using var browser = await house.SignedIn(login);

        (await house.Accounts.ChangeState(Caller.Program("test"), account, AccountState.LockedByAuthority, "Công văn 12/CV", default)).Failed.ShouldBeFalse();
        (await browser.Me()).ShouldBeNull();
        (await browser.SignIn(login, IdentityHouse.Password)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await house.Accounts.ChangeState(Caller.Program("test"), account, AccountState.Active, "Đã xem xét", default)).Failed.ShouldBeFalse();
        (await browser.Me()).ShouldBeNull("a lock ends sessions for good");
        (await browser.SignIn(login, IdentityHouse.Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var history = await house.Db<IdentityModule>().Many("select state || ': ' || reason from identity.account_history where account = $1 order by at", [account], r => r.GetString(0), default);
        history.ShouldBe(["active: created", "locked-by-authority: Công văn 12/CV", "active: Đã xem xét"]);
    }

    [Fact]
    public async Task A_registered_death_locks_the_accounts_of_the_person_once()
    {
        var person = Guid.CreateVersion7();
        var account = await house.Citizen(person);
        await house.Db<PopulationModule>().Write(Caller.Program("test"), [], [new PersonDied(new PersonId(person), PartialDate.Parse("2026-11"), null, "KT-1")], default);

        await house.DeliverNews();
        await house.DeliverNews();

        (await house.Accounts.OfPerson(person, default))!.State.ShouldBe(AccountState.LockedByDeath);
        (await house.Accounts.ChangeState(Caller.Program("test"), account, AccountState.LockedByAuthority, "thử", default)).Faults[0].Error.ShouldBe(IdentityErrors.NotInThisState);
        var told = await house.Db<IdentityModule>().Many("select type from kernel.outbox where subject = $1", [account.ToString()], r => r.GetString(0), default);
        told.ShouldBe(["identity.account-locked"]);
    }

    [Fact]
    public async Task An_official_with_two_posts_works_in_one_at_a_time()
    {
        var login = IdentityHouse.NewLogin();
        await house.Official(login, "one-stop-officer", "inspector");
        using var browser = await house.SignedIn(login);
        (await Scopes(browser)).ShouldContain("ledger.inspect");
        (await Scopes(browser)).ShouldNotContain("dossier.handle");
        var before = browser.Cookie("lienthong");

        var page = await browser.Page("/account");
        var other = page.QuerySelectorAll("input[name=assignment]").Single(i => !i.HasAttribute("checked")).GetAttribute("value")!;
        (await browser.Submit(page, "/account", "form[action='/account?handler=Post']", ("assignment", other))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await Scopes(browser)).ShouldContain("dossier.handle");
        (await Scopes(browser)).ShouldNotContain("ledger.inspect");
        browser.Cookie("lienthong").ShouldNotBe(before);
        (await browser.Submit(page, "/account", "form[action='/account?handler=Post']", ("assignment", other))).StatusCode
            .ShouldBe(HttpStatusCode.BadRequest, "a form opened in another post is refused");
    }

    [Fact]
    public async Task A_post_of_somebody_else_cannot_be_taken()
    {
        var (mine, other) = (IdentityHouse.NewLogin(), IdentityHouse.NewLogin());
        await house.Official(mine, "one-stop-officer", "leader");
        var rich = await house.Official(other, "administrator");
        var assignment = await house.Db<IdentityModule>().One("select id from identity.assignment where account = $1", [rich], r => r.GetGuid(0), default);
        using var browser = await house.SignedIn(mine);

        var answer = await browser.Submit("/account", "form[action='/account?handler=Post']", ("assignment", assignment.ToString()));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Scopes(browser)).ShouldNotContain("identity.manage");
    }

    [Fact]
    public async Task A_role_that_has_ended_gives_no_scope()
    {
        var login = IdentityHouse.NewLogin();
        var account = await house.Official(login);
        await house.Accounts.Assign(Caller.Program("test"), new(account, "inspector", "X1", "p", "Thanh tra", new(2025, 1, 1), new(2025, 12, 31)), default);
        using var browser = await house.SignedIn(login);
        (await Scopes(browser)).ShouldBe(["account.own"]);
    }

    [Theory]
    [InlineData(null, null, HttpStatusCode.Unauthorized)]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Unauthorized)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Unauthorized)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Unauthorized)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    public async Task A_foreign_page_cannot_use_the_session_to_change_things(string? header, string? value, HttpStatusCode status)
    {
        var login = IdentityHouse.NewLogin();
        await house.Official(login, "administrator");
        using var browser = await house.SignedIn(login);
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/identity/v1/clients") { Content = JsonContent.Create(new { name = "HT", agency = "X1", live = false, scopes = Array.Empty<string>() }) };
        if (header is not null) request.Headers.Add(header, value);
        (await browser.Send(request)).StatusCode.ShouldBe(status);
    }

    [Fact]
    public void A_session_ends_when_idle_when_over_when_locked_and_outside_the_demo()
    {
        var start = new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
        var session = new Session(Guid.CreateVersion7(), new(Guid.CreateVersion7()), AccountKind.Citizen, AccountState.Active, Demo: false, 2, null, "A",
            1, ["pwd"], start, start, start.AddHours(10), null, null, null, null, []);
        var idle = TimeSpan.FromMinutes(30);
        session.IsOpen(start.AddMinutes(29), idle, demo: false).ShouldBeTrue();
        session.IsOpen(start.AddMinutes(30), idle, demo: false).ShouldBeFalse();
        (session with { LastSeenAt = start.AddHours(10).AddMinutes(-1) }).IsOpen(start.AddHours(10), idle, demo: false).ShouldBeFalse();
        (session with { State = AccountState.LockedByOwner }).IsOpen(start, idle, demo: false).ShouldBeFalse();
        (session with { Demo = true }).IsOpen(start, idle, demo: false).ShouldBeFalse();
        (session with { Demo = true }).IsOpen(start, idle, demo: true).ShouldBeTrue();
    }

    private static async Task<List<string>> Scopes(Browser browser) =>
        [.. (await browser.Me())!.Value.GetProperty("scopes").EnumerateArray().Select(s => s.GetString()!)];
}
