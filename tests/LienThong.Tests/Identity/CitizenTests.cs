using System.Net;
using LienThong.Identity;
using LienThong.Kernel.Access;
using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Tests.Population;

namespace LienThong.Tests.Identity;

public sealed class CitizenTests(IdentityHouse house) : IClassFixture<IdentityHouse>
{
    [Fact]
    public async Task A_citizen_signs_in_with_the_personal_number_that_only_the_register_holds()
    {
        var (born, account) = await Citizen();
        using var browser = house.NewBrowser();

        var number = born.Number.ToString();
        (await browser.SignIn($" {number[..3]} {number[3..6]} {number[6..]} ", IdentityHouse.Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var me = (await browser.Me())!.Value;
        me.GetProperty("kind").GetString().ShouldBe("person");
        me.GetProperty("person").GetGuid().ShouldBe(born.Child.Value);
        me.GetProperty("scopes").EnumerateArray().Select(s => s.GetString()).ShouldBe(["account.own", "citizen.own", "directory.read", "dossier.file"]);
        me.GetProperty("assurance").GetProperty("accountLevel").GetInt32().ShouldBe(2);
        var rows = await house.Db<IdentityModule>().Many(
            "select a::text from identity.account a union all select e::text from identity.security_event e union all select t::text from identity.throttle t", [], r => r.GetString(0), default);
        rows.ShouldNotContain(r => r.Contains(number, StringComparison.Ordinal));
        (await house.Events(account)).ShouldContain("signed-in");
    }

    [Fact]
    public async Task A_death_in_the_register_sends_every_device_away()
    {
        var (born, _) = await Citizen();
        using var browser = house.NewBrowser();
        await browser.SignIn(born.Number.ToString(), IdentityHouse.Password);
        (await browser.Me()).ShouldNotBeNull();

        var death = new DeathRegistration(Guid.CreateVersion7().ToString(), born.Child, PartialDate.Parse("2026-11-20"), new(2026, 11, 21), "KT-1");
        (await house.Get<IPopulation>().RegisterDeath(PeopledHouse.Clerk, death, default)).Failed.ShouldBeFalse();
        await house.DeliverNews();
        await Task.Delay(LienThong.Identity.Security.ShortMemory<string>.Span);

        (await browser.Me()).ShouldBeNull();
        (await browser.SignIn(born.Number.ToString(), IdentityHouse.Password)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_person_has_one_citizen_account()
    {
        var (born, _) = await Citizen();
        var again = await house.Accounts.Create(Caller.Program("test"), new(AccountKind.Citizen, "Trần Minh An", null, born.Child.Value, 1), default);
        again.Faults[0].Error.ShouldBe(IdentityErrors.PersonHasAccount);
    }

    [Theory]
    [InlineData("ab", "IDN-0009")]
    [InlineData("Có Dấu", "IDN-0009")]
    [InlineData("099201000001", "IDN-0009")]
    [InlineData("a b", "IDN-0009")]
    public async Task A_login_is_a_plain_word_and_never_a_number(string login, string code) =>
        (await house.Accounts.Create(Caller.Program("test"), new(AccountKind.Official, "A", login), default)).Faults[0].Error.Code.ShouldBe(code);

    [Fact]
    public async Task Every_fault_of_a_new_account_is_told_and_a_taken_login_is_refused()
    {
        var faults = (await house.Accounts.Create(Caller.Program("test"), new(AccountKind.Citizen, " ", "X", null, 3, "ngắn"), default)).Faults;
        faults.Select(f => f.Pointer).ShouldBe(["/displayName", "/login", "/person", "/password"]);

        var login = IdentityHouse.NewLogin();
        await house.Official(login);
        (await house.Accounts.Create(Caller.Program("test"), new(AccountKind.Official, "B", login), default)).Faults[0].Error.ShouldBe(IdentityErrors.LoginTaken);
    }

    private async Task<(BirthRegistered Born, AccountId Account)> Citizen()
    {
        var birth = PeopledHouse.Birth(PeopledHouse.Key()) with { Mother = null, Father = null, HouseholdOf = null, Ethnicity = 1, HomePlace = "07210" };
        var born = (await house.Get<IPopulation>().RegisterBirth(PeopledHouse.Clerk, birth, default)).Value;
        var made = await house.Accounts.Create(Caller.Program("test"), new(AccountKind.Citizen, "Trần Nguyễn Minh An", null, born.Child.Value, 2, IdentityHouse.Password), default);
        return (born, made.Value);
    }
}
