using System.Net;
using LienThong.Identity;
using LienThong.Identity.Proofing;
using LienThong.Kernel.Results;

namespace LienThong.Tests.Identity.Accounts;

public sealed class ForeignerTests(PeopleHouse house) : IClassFixture<PeopleHouse>
{
    private static int count;

    [Fact]
    public async Task A_foreigner_signs_in_with_the_number_of_the_residence_card_which_is_kept_nowhere_in_clear()
    {
        var request = Papers();
        var opened = await Open(request);
        var outcome = (await house.Get<DecideCounterCase>().Do(house.Officer(), opened.Value, new(Approve: true, null), default)).Value;

        using var browser = house.NewBrowser();
        (await browser.Submit("/activate", "form", ("login", request.ResidenceCard), ("code", outcome.ActivationCode!))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        const string Chosen = "bảy con cá lội ngược dòng";
        await browser.Submit("/account/password", "form", ("password", Chosen), ("again", Chosen));
        using var fresh = house.NewBrowser();
        (await fresh.SignIn(request.ResidenceCard.ToLowerInvariant(), Chosen)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var me = (await fresh.Me())!.Value;
        me.GetProperty("assurance").GetProperty("accountLevel").GetInt32().ShouldBe(2);
        me.GetProperty("person").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        me.GetProperty("scopes").EnumerateArray().Select(s => s.GetString()).ShouldNotContain("dossier.file");

        var rows = await house.Db<IdentityModule>().Many(
            "select f::text from identity.foreigner f union all select c::text from identity.counter_case c union all select t::text from identity.throttle t", [], r => r.GetString(0), default);
        rows.ShouldNotContain(r => r.Contains(request.Passport) || r.Contains(request.ResidenceCard) || r.Contains(request.FullName));
        (await Open(request)).Faults[0].Error.ShouldBe(AccountErrors.PaperTaken);
    }

    [Fact]
    public async Task A_child_of_five_gets_level_one()
    {
        var opened = await Open(Papers() with { BirthDate = house.Today.AddYears(-6).AddDays(1) });
        var outcome = (await house.Get<DecideCounterCase>().Do(house.Officer(), opened.Value, new(Approve: true, null), default)).Value;
        (await Level(outcome.Account!.Value)).ShouldBe(1);
    }

    [Fact]
    public async Task Every_fault_of_the_papers_is_told()
    {
        var faults = (await Open(new("", null, "VNM", "ab", Permanent: false, "số 12", null, "x"))).Faults;
        faults.Select(f => f.Pointer).ShouldBe(["/fullName", "/birthDate", "/nationality", "/passport", "/residenceCard", "/until", "/papers"]);
        (await Open(Papers() with { Until = house.Today.AddDays(-1) })).Faults[0].Error.ShouldBe(AccountErrors.PaperExpired);
    }

    [Fact]
    public async Task When_the_card_runs_out_the_account_is_locked_by_the_job()
    {
        var opened = await Open(Papers() with { Until = house.Today });
        var account = (await house.Get<DecideCounterCase>().Do(house.Officer(), opened.Value, new(Approve: true, null), default)).Value.Account!.Value;
        await EndForeigners.Do(house.Services, default);
        (await State(account)).ShouldBe("active");
        await house.Db<IdentityModule>().Execute("update identity.foreigner set paper_until = paper_until - 1 where account = $1", [account], default);
        await EndForeigners.Do(house.Services, default);
        (await State(account)).ShouldBe("locked-by-authority");
        (await house.Events(account)).ShouldContain("state-changed");
    }

    private OpenForeignerCase.Request Papers()
    {
        var at = Interlocked.Increment(ref count);
        return new("KIM MIN JUN", new DateOnly(1990, 2, 3), "KOR", $"M{70000000 + at}", Permanent: false, $"TT{4000000 + at}", house.Today.AddYears(1), "Hộ chiếu và thẻ tạm trú, đã so ảnh");
    }

    private Task<Result<Guid>> Open(OpenForeignerCase.Request request) => house.Get<OpenForeignerCase>().Do(house.Officer(), request, default);

    private Task<string?> State(AccountId id) => house.Db<IdentityModule>().One("select state from identity.account where id = $1", [id], r => r.GetString(0), default);

    private Task<int> Level(AccountId id) => house.Db<IdentityModule>().One("select level::int from identity.account where id = $1", [id], r => r.GetInt32(0), default);
}
