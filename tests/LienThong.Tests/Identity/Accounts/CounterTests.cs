using System.Net;
using LienThong.Identity;
using LienThong.Identity.Accounts;
using LienThong.Identity.Proofing;
using LienThong.Kernel.Access;
using LienThong.Ledger;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Identity.Accounts;

public sealed class CounterTests(PeopleHouse house) : IClassFixture<PeopleHouse>
{
    private const string Papers = "Hộ chiếu; đã so ảnh với người";

    [Fact]
    public async Task Two_officials_open_an_account_of_level_two_and_the_comparison_stands_in_the_ledger()
    {
        var person = await house.Somebody();
        var (first, second) = (house.Officer(), house.Officer());
        var opened = await Open(first, CaseKind.Identify, await house.CardOf(person.Id));
        opened.Failed.ShouldBeFalse(opened.Failed ? opened.Faults[0].Error.Code : "");

        (await Decide(first, opened.Value)).Faults[0].Error.ShouldBe(AccountErrors.SamePerson);
        var outcome = (await Decide(second, opened.Value)).Value;

        var account = (await house.Accounts.OfPerson(person.Id.Value, default))!;
        account.Level.ShouldBe(2);
        account.DisplayName.ShouldBe(person.FullName);
        var stored = await house.Db<IdentityModule>().One("select c::text from identity.counter_case c where id = $1", [opened.Value], r => r.GetString(0), default);
        stored.ShouldNotBeNull();
        stored.ShouldNotContain(person.FullName);
        stored.ShouldNotContain(person.Number.ToString());
        stored.ShouldContain(first.Id);
        stored.ShouldContain(second.Id);
        var read = (await house.Get<ILedger>().Search(new LedgerQuery(Subject: person.Id.Value), default)).Value.Entries;
        read.ShouldContain(e => e.Actor == first.Id && e.Agreement == "identity-proofing" && e.Fields.Contains("person.cardIssue"));

        await ActivateAndSignIn(person.Number.ToString(), outcome.ActivationCode!);
        (await Decide(second, opened.Value)).Faults[0].Error.ShouldBe(AccountErrors.CaseDecided);
    }

    [Fact]
    public async Task A_level_one_account_is_raised_and_its_owner_told()
    {
        var person = await house.Somebody();
        var made = await house.Accounts.Create(Caller.Program("test"), new(AccountKind.Citizen, person.FullName, null, person.Id.Value, 1, IdentityHouse.Password), default);
        var opened = await Open(house.Officer(), CaseKind.Identify, await house.CardOf(person.Id));
        (await Decide(house.Officer(), opened.Value)).Value.ActivationCode.ShouldBeNull("the account has a password already");
        (await house.Accounts.OfPerson(person.Id.Value, default))!.Level.ShouldBe(2);
        using var browser = house.NewBrowser();
        await browser.SignIn(person.Number.ToString(), IdentityHouse.Password);
        var page = await browser.Page("/account");
        page.QuerySelector("#news")!.TextContent.ShouldContain("Nâng mức định danh");
        page.QuerySelector("header")!.TextContent.ShouldContain("Thông báo an ninh mới");
        await browser.Submit(page, "/account", "form[action='/account?handler=Seen']");
        (await browser.Page("/account")).QuerySelector("#news").ShouldBeNull();
        (await house.Events(made.Value)).ShouldContain("case-decided");
    }

    [Theory]
    [InlineData("name")]
    [InlineData("birth")]
    [InlineData("issued")]
    [InlineData("unknown number")]
    public async Task A_card_that_differs_from_the_register_opens_nothing(string what)
    {
        var person = await house.Somebody();
        var fields = (await house.CardOf(person.Id)).Split('|');
        (string At, string Value, string Code) change = what switch
        {
            "name" => ("2", "Người Khác Hẳn", "IDN-0303"),
            "birth" => ("3", "01011960", "IDN-0303"),
            "issued" => ("6", "01012017", "IDN-0303"),
            _ => ("0", "099197999998", "IDN-0302"),
        };
        fields[int.Parse(change.At)] = change.Value;
        (await Open(house.Officer(), CaseKind.Identify, string.Join('|', fields))).Faults[0].Error.Code.ShouldBe(change.Code);
        (await house.Accounts.OfPerson(person.Id.Value, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Nobody_proves_themselves_and_a_child_does_not_stand_alone()
    {
        var person = await house.Somebody();
        var card = await house.CardOf(person.Id);
        (await Open(house.Officer(person.Id.Value), CaseKind.Identify, card)).Faults[0].Error.ShouldBe(AccountErrors.OwnCase);
        var opened = await Open(house.Officer(), CaseKind.Identify, card);
        (await Decide(house.Officer(person.Id.Value), opened.Value)).Faults[0].Error.ShouldBe(AccountErrors.OwnCase);

        var born = await house.Child((await house.Somebody()).Id, house.Today.AddYears(-13));
        var qr = $"{born.Number}||Trần Bảo Châu|{house.Today.AddYears(-13):ddMMyyyy}|Nữ||";
        (await Open(house.Officer(), CaseKind.Identify, qr)).Faults[0].Error.ShouldBe(AccountErrors.TooYoung);
    }

    [Fact]
    public async Task The_owner_locks_at_once_and_only_the_counter_unlocks()
    {
        var (account, person) = await house.LevelTwo();
        using var phone = await Browser(person.Number.ToString());
        using var laptop = await Browser(person.Number.ToString());
        var locked = await laptop.Submit("/account/lock", "form", ("reason", "mất máy"));
        locked.Headers.Location!.OriginalString.ShouldBe("/sign-in?locked=true");

        (await laptop.Me()).ShouldBeNull();
        (await phone.Me()).ShouldBeNull();
        (await laptop.SignIn(person.Number.ToString(), IdentityHouse.Password)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await house.Get<Standing>().IsActive(account, default)).ShouldBeFalse();

        var opened = await Open(house.Officer(), CaseKind.Unlock, await house.CardOf(person.Id));
        (await Decide(house.Officer(), opened.Value)).Failed.ShouldBeFalse();
        (await laptop.SignIn(person.Number.ToString(), IdentityHouse.Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var history = await house.Db<IdentityModule>().Many("select state from identity.account_history where account = $1 order by at", [account], r => r.GetString(0), default);
        history.ShouldBe(["active", "locked-by-owner", "active"]);
    }

    [Fact]
    public async Task The_counter_does_not_lift_the_lock_of_an_authority()
    {
        var (account, person) = await house.LevelTwo();
        await house.Accounts.ChangeState(Caller.Program("test"), account, AccountState.LockedByAuthority, "Quyết định 5", default);
        var card = await house.CardOf(person.Id);
        var unlock = await Open(house.Officer(), CaseKind.Unlock, card);
        (await Decide(house.Officer(), unlock.Value)).Faults[0].Error.ShouldBe(IdentityErrors.NotInThisState);
        var recover = await Open(house.Officer(), CaseKind.Recover, card);
        (await Decide(house.Officer(), recover.Value)).Faults[0].Error.ShouldBe(IdentityErrors.NotInThisState);
    }

    [Fact]
    public async Task Recovering_removes_every_lost_way_and_begins_anew_with_a_code_that_works_once()
    {
        var (account, person) = await house.LevelTwo();
        var number = person.Number.ToString();
        using var thief = await house.SignedInStrongly(person);
        var opened = await Open(house.Officer(), CaseKind.Recover, await house.CardOf(person.Id));
        var code = (await Decide(house.Officer(), opened.Value)).Value.ActivationCode!;

        (await thief.Me()).ShouldBeNull();
        (await thief.SignIn(number, IdentityHouse.Password)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "the old password is gone");
        using var stranger = house.NewBrowser();
        (await stranger.Submit("/activate", "form", ("login", number), ("code", "AAAA-AAAA-AAAA-AAAA"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await ActivateAndSignIn(number, code);
        (await stranger.Submit("/activate", "form", ("login", number), ("code", code))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "used");
        (await house.Events(account)).ShouldContain("factors-removed");
        var rows = await house.Db<IdentityModule>().Many("select a::text from identity.activation a", [], r => r.GetString(0), default);
        rows.ShouldNotContain(r => r.Contains(code.Replace("-", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lost_app_of_an_official_is_removed_by_two_administrators()
    {
        var login = IdentityHouse.NewLogin();
        var account = await house.Official(login, "leader");
        await house.EnrolTotp(login);
        var (one, two) = (TestCaller.Official("G01", "identity.manage"), TestCaller.Official("G01", "identity.manage"));
        var opened = await house.Get<OpenCounterCase>().RecoverOfficial(one, account, "Công văn 3/CV: mất điện thoại", default);
        (await Decide(one, opened.Value)).Faults[0].Error.ShouldBe(AccountErrors.SamePerson);
        (await Decide(house.Officer(), opened.Value)).Faults[0].Error.ShouldBe(AccountErrors.CaseUnknown, "another agency");
        (await Decide(two, opened.Value)).Value.ActivationCode.ShouldNotBeNull();
        (await house.Get<OpenCounterCase>().RecoverOfficial(house.Officer(), account, "thử xem sao", default)).Faults[0].Error.Status.ShouldBe(403);
        (await house.Get<OpenCounterCase>().RecoverOfficial(one, (await house.LevelTwo()).Account, "thử xem sao", default)).Faults[0].Error.ShouldBe(IdentityErrors.AccountUnknown);
    }

    [Fact]
    public async Task A_refusal_needs_a_reason_and_changes_nothing()
    {
        var person = await house.Somebody();
        var opened = await Open(house.Officer(), CaseKind.Identify, await house.CardOf(person.Id));
        (await house.Get<DecideCounterCase>().Do(house.Officer(), opened.Value, new(Approve: false, " "), default)).Faults[0].Error.ShouldBe(IdentityErrors.ReasonMissing);
        (await house.Get<DecideCounterCase>().Do(house.Officer(), opened.Value, new(Approve: false, "Ảnh không giống"), default)).Failed.ShouldBeFalse();
        (await house.Accounts.OfPerson(person.Id.Value, default)).ShouldBeNull();
        (await house.Get<OpenCounterCase>().Do(house.Officer(), new(CaseKind.Identify, "x", "a"), default)).Faults.Select(f => f.Pointer).ShouldBe(["/qr", "/papers"]);
    }

    [Theory]
    [InlineData("counter-cases")]
    [InlineData("counter-cases/foreigner")]
    [InlineData("counter-cases/0198f000-0000-7000-8000-000000000000/decision")]
    public async Task The_counter_needs_its_scope(string path)
    {
        using var nobody = house.Anonymous();
        (await nobody.PostOnce("/api/identity/v1/" + path, new { })).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var other = house.As(TestCaller.Official(house.Counter, "dossier.handle"));
        (await other.PostOnce("/api/identity/v1/" + path, new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_agency_without_the_agreement_reads_nothing()
    {
        var person = await house.Somebody();
        var refused = await Open(house.Officer(agency: "G15"), CaseKind.Identify, await house.CardOf(person.Id));
        refused.Faults[0].Error.Code.ShouldStartWith("EXC-");
        var read = (await house.Get<ILedger>().Search(new LedgerQuery(Subject: person.Id.Value), default)).Value.Entries;
        read.ShouldHaveSingleItem().Fields.ShouldBeEmpty();
    }

    private Task<LienThong.Kernel.Results.Result<Guid>> Open(Caller officer, CaseKind kind, string qr) => house.Get<OpenCounterCase>().Do(officer, new(kind, qr, Papers), default);

    private Task<LienThong.Kernel.Results.Result<CaseOutcome>> Decide(Caller official, Guid id) => house.Get<DecideCounterCase>().Do(official, id, new(Approve: true, null), default);

    private async Task<Browser> Browser(string number)
    {
        var browser = house.NewBrowser();
        (await browser.SignIn(number, IdentityHouse.Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return browser;
    }

    // As the person does at home: the code, then a password, then an ordinary sign-in.
    private async Task ActivateAndSignIn(string number, string code)
    {
        const string Chosen = "bảy con cá lội ngược dòng";
        using var browser = house.NewBrowser();
        (await browser.Submit("/activate", "form", ("login", number), ("code", " " + code.ToLowerInvariant() + " "))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.Submit("/account/password", "form", ("password", Chosen), ("again", Chosen))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var fresh = house.NewBrowser();
        (await fresh.SignIn(number, Chosen)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }
}
