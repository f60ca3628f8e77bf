using System.Net;
using System.Security.Cryptography;
using LienThong.Identity;
using LienThong.Identity.Clients;

namespace LienThong.Tests.Identity;

/// <summary>The room of connected systems: an integrator asks, an administrator decides, keys and secrets change; and what a person sees of linked systems.</summary>
public sealed class RelyingPartyPageTests(IdentityHouse house) : IClassFixture<IdentityHouse>
{
    private const string Form = "form[enctype]";

    [Fact]
    public async Task An_integrator_asks_an_administrator_approves_and_the_state_is_seen()
    {
        var (integrator, admin) = (await Integrator(), await Administrator());
        var asked = await Ask(integrator, "fapi", Keys("k1"));
        asked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var path = asked.Headers.Location!.OriginalString;
        var page = await integrator.Page(path);
        page.QuerySelector("h1")!.TextContent.ShouldContain("Chờ duyệt");
        page.QuerySelectorAll("main form").ShouldBeEmpty();

        (await admin.Page("/identity/relying-parties")).QuerySelector("main table")!.TextContent.ShouldContain("Cổng tư pháp");
        (await admin.Submit(path, "form[action$=Decide]", ("decision", "approve"), ("reason", "đủ hồ sơ"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var approved = await integrator.Page(path);
        approved.QuerySelector("h1")!.TextContent.ShouldContain("Đang dùng");
        approved.QuerySelector("main")!.TextContent.ShouldContain("k1");
        var client = (await house.Get<ClientBook>().Find(path[(path.LastIndexOf('/') + 1)..], default)).ShouldNotBeNull();
        client.Agency.ShouldBe("X1");
        client.Scopes.ShouldBe(["openid", "offline_access", "profile"]);

        (await integrator.Submit(path, "form[action$=Keys]", ("jwks", Keys("k2")), ("leaked", "false"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await integrator.Page(path)).QuerySelector("main")!.TextContent.ShouldContain("k2, k1");
        (await admin.Submit(path, "form[action$=Revoke]", ("revokeReason", ""))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await admin.Submit(path, "form[action$=Revoke]", ("revokeReason", "thôi dùng"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await integrator.Page(path)).QuerySelector("main")!.TextContent.ShouldContain("thôi dùng");
    }

    [Fact]
    public async Task A_refusal_without_reason_stays_on_the_page_and_one_with_a_reason_is_read_by_the_asker()
    {
        var (integrator, admin) = (await Integrator(), await Administrator());
        var path = (await Ask(integrator, "fapi", Keys("a"))).Headers.Location!.OriginalString;
        (await admin.Submit(path, "form[action$=Decide]", ("decision", "refuse"), ("reason", ""))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await admin.Submit(path, "form[action$=Decide]", ("reason", "x"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await admin.Submit(path, "form[action$=Decide]", ("decision", "refuse"), ("reason", "thiếu văn bản cử đầu mối"));
        (await integrator.Page(path)).QuerySelector("main")!.TextContent.ShouldContain("thiếu văn bản cử đầu mối");
    }

    [Fact]
    public async Task A_wrong_form_comes_back_with_every_fault_beside_its_field()
    {
        var integrator = await Integrator();
        var answer = await integrator.Submit("/identity/relying-parties/new", Form, ("profile", "fapi"), ("redirectUris", "https://*.example.vn/cb"), ("jwks", ""));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await Browser.Read(answer);
        foreach (var field in new[] { "name", "purpose", "redirectUris", "jwks" }) page.QuerySelector($"#{field}-error").ShouldNotBeNull(field);
    }

    [Fact]
    public async Task A_standard_client_takes_its_secret_from_the_page_once()
    {
        var (integrator, admin) = (await Integrator(), await Administrator());
        var path = (await Ask(integrator, "standard", "")).Headers.Location!.OriginalString;
        await admin.Submit(path, "form[action$=Decide]", ("decision", "approve"));
        var shown = await Browser.Read(await integrator.Submit(path, "form[action$=Secret]"));
        var secret = shown.QuerySelector(".govuk-notification-banner code")!.TextContent;
        var client = (await house.Get<ClientBook>().Find(path[(path.LastIndexOf('/') + 1)..], default))!;
        client.SecretHash.ShouldBe(LienThong.Identity.Security.Secrets.Hash(secret));
        (await integrator.Page(path)).QuerySelector("main")!.TextContent.ShouldNotContain(secret);
    }

    [Fact]
    public async Task Others_do_not_see_or_change_it()
    {
        var (integrator, other, admin) = (await Integrator(), await Integrator(), await Administrator());
        var path = (await Ask(integrator, "fapi", Keys("a"))).Headers.Location!.OriginalString;
        (await other.Get(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var inspector = IdentityHouse.NewLogin();
        await house.Official(inspector, "inspector");
        (await (await house.SignedIn(inspector)).Get(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var mine = await integrator.Page(path);
        mine.QuerySelector("form[action$=Decide]").ShouldBeNull();
        (await admin.Page(path)).QuerySelector("form[action$=Decide]").ShouldNotBeNull();
        // A forged decision of the asker is refused by the use case itself.
        var token = (await integrator.Page("/identity/relying-parties/new")).QuerySelector("main form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var forged = new HttpRequestMessage(HttpMethod.Post, path + "?handler=Decide")
        {
            Content = new FormUrlEncodedContent([new("decision", "approve"), new("__RequestVerificationToken", token)]),
        };
        (await integrator.Send(forged)).StatusCode.ShouldNotBe(HttpStatusCode.Redirect);
        (await house.Get<ClientBook>().Find(path[(path.LastIndexOf('/') + 1)..], default)).ShouldBeNull();
    }

    private async Task<Browser> Integrator()
    {
        var login = IdentityHouse.NewLogin();
        await house.Official(login, "integrator");
        return await house.SignedIn(login);
    }

    private async Task<Browser> Administrator()
    {
        var login = IdentityHouse.NewLogin();
        await house.Official(login, "administrator");
        return await house.SignedIn(login);
    }

    private static Task<HttpResponseMessage> Ask(Browser browser, string profile, string jwks) => browser.Submit("/identity/relying-parties/new", Form,
        ("name", "Cổng tư pháp"), ("purpose", "Nộp hồ sơ lý lịch tư pháp"), ("profile", profile), ("live", "false"), ("redirectUris", "https://rp.example.vn/cb"), ("jwks", jwks), ("scopes", "profile"));

    private static string Keys(string kid)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return ClientRulesTests.Set(ClientRulesTests.Ec(key, kid));
    }
}
