using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LienThong.Identity;
using LienThong.Kernel.Access;
using LienThong.Population.Synthetic;
using LienThong.Procedures.Filing;
using LienThong.Tests.Identity;

namespace LienThong.Tests.Procedures;

/// <summary>Permanent residence asks for two factors; birth registration does not.</summary>
public sealed class LevelTests(ProceduresHouse house) : IClassFixture<ProceduresHouse>
{
    [Fact]
    public async Task A_procedure_that_asks_for_two_factors_sends_a_session_by_password_to_the_step_that_is_missing()
    {
        var account = await Mother();
        using var browser = new Browser(house.Address);
        (await browser.SignIn(DemoPeople.Mother.Number.ToString(), IdentityHouse.Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var birth = await browser.Submit("/services/1.001193", "form");
        birth.Headers.Location!.OriginalString.ShouldStartWith("/file/");
        var residence = await browser.Submit("/services/1.004222", "form");
        residence.Headers.Location!.OriginalString.ShouldBe("/sign-in?returnTo=%2Fservices%2F1.004222&acr=urn%3Alienthong%3Aauth%3A2");

        var draft = await house.Get<StartDraft>().Run(TestCallerOf(account), new("1.004222"), default);
        draft.Failed.ShouldBeFalse();
        (await Api(browser, "drafts", new { code = "1.004222" })).ShouldBe("PRO-0040");
        (await Api(browser, $"drafts/{draft.Value}/file", new { })).ShouldBe("PRO-0040");
        (await browser.Get(residence.Headers.Location.OriginalString)).Headers.Location!.OriginalString.ShouldStartWith("/sign-in/step-up?");

        await browser.EnrolTotp("/account/authenticator");
        (await browser.Submit("/services/1.004222", "form")).Headers.Location!.OriginalString.ShouldStartWith("/file/");
    }

    private async Task<AccountId> Mother()
    {
        var account = new NewAccount(AccountKind.Citizen, "Nguyễn Thị Hoa", null, ProceduresHouse.MotherId, 2, IdentityHouse.Password);
        return (await house.Get<IAccounts>().Create(Caller.Program("test"), account, default)).Value;
    }

    private static Caller TestCallerOf(AccountId account) =>
        new(CallerKind.Person, account.ToString(), ProceduresHouse.MotherId, null, null, new HashSet<string> { "citizen.own", "dossier.file" }, "web", null);

    private static async Task<string?> Api(Browser browser, string path, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/procedures/v1/" + path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        var answer = await browser.Send(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
    }
}
