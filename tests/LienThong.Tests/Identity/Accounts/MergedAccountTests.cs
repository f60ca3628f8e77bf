using System.Net;
using LienThong.Identity;
using LienThong.Kernel.Access;
using LienThong.Population;
using LienThong.Tests.Population;
using LienThong.Tests.Population.Duplicates;

namespace LienThong.Tests.Identity.Accounts;

/// <summary>Two records of the register become one person, and two again: what becomes of the account of the merged one. Everything goes through the outbox.</summary>
public sealed class MergedAccountTests(PeopledHouse house) : IClassFixture<PeopledHouse>
{
    private static readonly Caller Admin = Caller.Program("test");

    private IAccounts Accounts => house.Get<IAccounts>();

    [Fact]
    public async Task The_account_of_the_merged_person_is_locked_and_comes_back_when_the_merge_is_undone()
    {
        var (survivor, merged) = (await house.Homeless(), await house.Homeless());
        var account = await Open(merged, "Nguyễn Văn Gộp");
        var organisation = (await Accounts.Create(Admin, new(AccountKind.Organisation, "Hợp tác xã Thử", "htx." + merged.ToString()[^8..]), default)).Value;
        await house.Db<IdentityModule>().Execute("""
            insert into identity.mandate (id, principal, agent, kind, scopes, valid_from, valid_to, basis, granted_by, granted_at)
            values (gen_random_uuid(), $1, $2, 'delegate', array['dossier.file'], current_date - 5, current_date + 5, 'Giấy ủy quyền 1', 'test', now())
            """, [organisation, account], default);
        var number = await Number(merged);
        using var browser = await SignedIn(number);

        (await house.Merge(survivor, merged)).Failed.ShouldBeFalse();
        await house.DeliverNews();
        await house.DeliverNews();

        (await Accounts.OfPerson(merged.Value, default))!.State.ShouldBe(AccountState.LockedByMerge);
        (await browser.Me()).ShouldBeNull("its sessions ended");
        (await OpenMandates(account)).ShouldBe(0);
        (await Accounts.ChangeState(Admin, account, AccountState.Active, "thử", default)).Faults[0].Error.ShouldBe(IdentityErrors.NotInThisState, "only undoing the merge lifts it");
        (await Told(account)).ShouldBe(["identity.account-locked"]);

        (await house.Unmerge(merged)).Failed.ShouldBeFalse();
        await house.DeliverNews();
        await house.DeliverNews();

        (await Accounts.OfPerson(merged.Value, default))!.State.ShouldBe(AccountState.Active);
        (await OpenMandates(account)).ShouldBe(1);
        (await browser.Me()).ShouldBeNull("a lock ends sessions for good");
        using var again = await SignedIn(number);
        (await again.Me()).ShouldNotBeNull();
        (await Told(account)).ShouldBe(["identity.account-locked", "identity.account-unlocked"]);
        (await house.Db<IdentityModule>().Many("select state || ': ' || reason from identity.account_history where account = $1 order by at, id", [account], r => r.GetString(0), default))
            .ShouldBe(["active: created", "locked-by-merge: Hai hồ sơ dân cư đã được gộp làm một (văn bản QĐ-7/2026)", "active: Việc gộp hồ sơ dân cư đã được hủy (văn bản QĐ-7/2026)"]);
    }

    [Fact]
    public async Task Who_knows_the_password_of_the_merged_account_is_told_to_sign_in_with_the_remaining_number()
    {
        var (survivor, merged) = (await house.Homeless(), await house.Homeless());
        await Open(merged, "Nguyễn Thị Gộp");
        var (old, remaining) = (await Number(merged), await Number(survivor));
        (await house.Merge(survivor, merged)).Failed.ShouldBeFalse();
        await house.DeliverNews();

        using var browser = new Browser(house.Address);
        (await Answer(browser, old, IdentityHouse.Password)).ShouldContain("đã được gộp làm một");
        (await Answer(browser, old, "một câu dài khác hẳn")).ShouldContain("không đúng", Case.Sensitive, "who does not know the password learns nothing");
        (await Answer(browser, remaining, IdentityHouse.Password)).ShouldContain("không đúng");

        await Open(survivor, "Nguyễn Thị Còn", "mật khẩu của hồ sơ còn lại");
        (await browser.SignIn(old, "mật khẩu của hồ sơ còn lại")).StatusCode.ShouldBe(HttpStatusCode.Redirect, "the cancelled number leads to the survivor");
    }

    [Fact]
    public async Task An_account_that_its_owner_had_locked_is_locked_by_its_owner_again()
    {
        var (survivor, merged) = (await house.Homeless(), await house.Homeless());
        var account = await Open(merged, "Nguyễn Văn Khóa");
        (await Accounts.ChangeState(Admin, account, AccountState.LockedByOwner, "Mất điện thoại", default)).Failed.ShouldBeFalse();
        (await house.Merge(survivor, merged)).Failed.ShouldBeFalse();
        (await house.Unmerge(merged)).Failed.ShouldBeFalse();
        await house.DeliverNews();
        (await Accounts.OfPerson(merged.Value, default))!.State.ShouldBe(AccountState.LockedByOwner);
        (await house.Db<IdentityModule>().One("select count(*) from identity.merged_account where account = $1", [account], r => r.GetInt64(0), default)).ShouldBe(0);
    }

    private async Task<AccountId> Open(PersonId person, string name, string password = IdentityHouse.Password) =>
        (await Accounts.Create(Admin, new(AccountKind.Citizen, name, null, person.Value, 2, password), default)).Value;

    private async Task<string> Number(PersonId person) => (await house.Get<IPopulation>().NumbersOf([person], default))[person].ToString();

    private async Task<Browser> SignedIn(string number)
    {
        var browser = new Browser(house.Address);
        (await browser.SignIn(number, IdentityHouse.Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return browser;
    }

    private static async Task<string> Answer(Browser browser, string number, string password) =>
        (await Browser.Read(await browser.SignIn(number, password))).QuerySelector(".govuk-error-summary")!.TextContent;

    private Task<List<string>> Told(AccountId account) =>
        house.Db<IdentityModule>().Many("select type from kernel.outbox where subject = $1 order by position", [account.ToString()], r => r.GetString(0), default);

    private async Task<long> OpenMandates(AccountId account) =>
        await house.Db<IdentityModule>().One("select count(*) from identity.mandate where agent = $1 and ended_at is null", [account], r => r.GetInt64(0), default);
}
