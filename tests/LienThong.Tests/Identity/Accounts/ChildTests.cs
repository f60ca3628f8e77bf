using System.Net;
using LienThong.Dictionary;
using LienThong.Identity;
using LienThong.Kernel.Access;
using LienThong.Identity.Accounts;
using LienThong.Identity.Representation;
using LienThong.Ledger;
using LienThong.Population;
using LienThong.Tests.Fixture;

namespace LienThong.Tests.Identity.Accounts;

public sealed class ChildTests(PeopleHouse house) : IClassFixture<PeopleHouse>
{
    [Fact]
    public async Task A_parent_opens_an_account_for_a_child_whom_the_register_names_and_acts_for_it()
    {
        var (account, mother) = await house.LevelTwo();
        var born = house.Today.AddYears(-3);
        var child = await house.Child(mother.Id, born);
        using var browser = await house.SignedInStrongly(mother);
        (await browser.Page("/account/children")).QuerySelectorAll("input[name=child]").Select(i => i.GetAttribute("value")).ShouldContain(child.Number.ToString());

        (await browser.Submit("/account/children", "form", ("child", child.Number.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var opened = (await house.Accounts.OfPerson(child.Child.Value, default))!;
        opened.Level.ShouldBe(1);
        var last = await house.Db<IdentityModule>().One("select valid_to from identity.mandate where agent = $1", [account], r => r.GetFieldValue<DateOnly>(0), default);
        last.ShouldBe(born.AddYears(18).AddDays(-1));
        await browser.Submit("/account/acting", "form:has(input[name=mandate])");
        var me = (await browser.Me())!.Value;
        me.GetProperty("person").GetGuid().ShouldBe(child.Child.Value);
        me.GetProperty("id").GetString().ShouldBe(account.ToString(), "logs name the parent");
        me.GetProperty("onBehalfOf").GetString().ShouldBe(opened.Id.ToString());
        var read = (await house.Get<ILedger>().Search(new LedgerQuery(Subject: child.Child.Value), default)).Value.Entries;
        read.ShouldContain(e => e.Agreement == "identity-representation" && e.Fields.Contains("person.mother"));
        (await house.Events(opened.Id)).ShouldContain("mandate-given");
    }

    [Fact]
    public async Task Somebody_else_is_not_a_parent_and_a_grown_child_needs_none()
    {
        var (_, mother) = await house.LevelTwo();
        var (_, stranger) = await house.LevelTwo();
        var child = await house.Child(mother.Id, house.Today.AddYears(-3));
        using var browser = await house.SignedInStrongly(stranger);
        var page = await browser.Page("/account");
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var refused = await browser.Send(new(HttpMethod.Post, "/account/children") { Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("child", child.Number.ToString())]) });
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("không ghi bạn là cha, mẹ hoặc người giám hộ");
        (await house.Accounts.OfPerson(child.Child.Value, default)).ShouldBeNull();

        var (_, parent) = await house.LevelTwo();
        var grown = await house.Child(parent.Id, house.Today.AddYears(-18));
        using var own = await house.SignedInStrongly(parent);
        var answer = await own.Submit("/account/children", "form", ("child", grown.Number.ToString()));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("đã đủ 18 tuổi");
    }

    [Fact]
    public async Task A_guardian_opens_an_account_acts_for_the_ward_in_the_ledgers_eyes_and_stops_when_the_register_ends_it()
    {
        var (_, mother) = await house.LevelTwo();
        var (account, guardian) = await house.LevelTwo();
        var child = await house.Child(mother.Id, house.Today.AddYears(-5));
        var records = house.Get<IPersonRecords>();
        var clerk = TestCaller.Official("H05.07210", "population.read", "population.manage");
        var paper = new LegalDocument("judgment", "12/2026/QĐ", house.Today.AddDays(-2), "Tòa án nhân dân khu vực");
        (await records.RegisterRepresentative(clerk, new() { IdempotencyKey = Guid.CreateVersion7().ToString(), Document = paper, On = house.Today.AddDays(-1), Person = child.Child, Representative = guardian.Id, Case = "guardian" }, default))
            .Failed.ShouldBeFalse();
        using var browser = await house.SignedInStrongly(guardian);
        (await browser.Submit("/account/children", "form", ("child", child.Number.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await browser.Submit("/account/acting", "form:has(input[name=mandate])");
        var opened = (await house.Accounts.OfPerson(child.Child.Value, default))!;
        (await browser.Me())!.Value.GetProperty("onBehalfOf").GetString().ShouldBe(opened.Id.ToString());

        var acting = TestCaller.Person(child.Child.Value) with { Id = account.ToString(), OnBehalfOf = opened.Id.ToString() };
        var own = new DataRequest(acting, "own-data", Purpose.OwnData, new Basis(BasisKind.OwnData, "account"), new SubjectId(child.Child.Value), [new FieldCode("person.fullName")]);
        (await house.Get<IDataBroker>().Read(own, default)).Failed.ShouldBeFalse();
        var read = (await house.Get<ILedger>().Search(new LedgerQuery(Subject: child.Child.Value), default)).Value.Entries;
        read.ShouldContain(e => e.Actor == account.ToString() && e.Details == $"{{\"onBehalfOf\":\"{opened.Id}\"}}");

        (await records.EndTie(clerk, new() { IdempotencyKey = Guid.CreateVersion7().ToString(), Document = paper, On = house.Today, Person = child.Child, Representative = guardian.Id }, default)).Failed.ShouldBeFalse();
        await house.DeliverNews();
        (await house.Get<Mandates>().Of(account, default)).ShouldBeEmpty();
        (await house.Events(opened.Id)).ShouldContain("mandate-ended");
    }

    [Fact]
    public async Task Opening_for_a_child_needs_two_factors()
    {
        var (_, mother) = await house.LevelTwo();
        using var browser = house.NewBrowser();
        await browser.SignIn(mother.Number.ToString(), IdentityHouse.Password);
        (await browser.Get("/account/children")).Headers.Location!.OriginalString.ShouldBe("/sign-in?returnTo=%2Faccount%2Fchildren&acr=urn%3Alienthong%3Aauth%3A2");
    }

    [Theory]
    [InlineData("2020-05-01", "2038-04-30")]
    [InlineData("2020-02-29", "2038-02-28")]
    [InlineData("2020-01-01", "2037-12-31")]
    public void Acting_for_a_child_ends_the_day_before_it_is_of_age(string born, string last) =>
        OpenChildAccount.LastDay(DateOnly.Parse(born), 18).ShouldBe(DateOnly.Parse(last));

    [Theory]
    [InlineData("2008-11-21", "2026-11-21", 18)]
    [InlineData("2008-11-22", "2026-11-21", 17)]
    [InlineData("2012-02-29", "2026-02-28", 13)]
    [InlineData("2012-02-29", "2026-03-01", 14)]
    public void Ages_are_counted_in_full_years(string born, string day, int age) => AccountLimits.AgeOn(DateOnly.Parse(born), DateOnly.Parse(day)).ShouldBe(age);

    [Fact]
    public async Task The_ages_of_the_law_are_content_with_their_basis()
    {
        (await house.Get<AccountLimits>().Of(AccountLimits.OwnAccount, default)).ShouldBe(14);
        (await house.Get<AccountLimits>().Of(AccountLimits.Adult, default)).ShouldBe(18);
        (await house.Db<IdentityModule>().Many("select legal_basis from identity.account_rule", [], r => r.GetString(0), default)).ShouldAllBe(b => b.Contains("Điều"));
    }
}
