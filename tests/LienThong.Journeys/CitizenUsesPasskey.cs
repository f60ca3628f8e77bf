using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace LienThong.Journeys;

/// <summary>A passkey in a real browser, with Chromium's virtual authenticator: added, used, and every way to misuse it that the protocol lets us play.</summary>
public sealed class CitizenUsesPasskey(RunningHouse house)
{
    [Fact]
    public async Task A_citizen_adds_a_passkey_and_signs_in_with_it_without_typing()
    {
        var (page, _, _) = await WithPasskey();
        await page.Heads("Khóa truy cập");
        await page.Looks(house, "account-passkeys", script: true);
        await SignOut(page);
        await page.GotoAsync("/sign-in");
        await page.Looks(house, "sign-in-passkey", script: true);
        await page.Press("Đăng nhập bằng khóa truy cập (passkey)");
        await page.Arrives("^(?!.*/sign-in)");
        await page.GotoAsync("/account");
        (await page.MainText()).ShouldContain("mức xác thực 2");
        await page.Looks(house, "account", script: true);
    }

    [Fact]
    public async Task A_device_that_does_not_verify_its_user_opens_nothing()
    {
        var (page, cdp, authenticator) = await WithPasskey();
        await SignOut(page);
        await cdp.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = authenticator, ["isUserVerified"] = false });
        await Refused(page);
    }

    [Theory]
    [InlineData("isBogusSignature")]
    [InlineData("isBadUV")]
    [InlineData("isBadUP")]
    public async Task A_spoilt_answer_opens_nothing(string bit)
    {
        var (page, cdp, authenticator) = await WithPasskey();
        await SignOut(page);
        await cdp.SendAsync("WebAuthn.setResponseOverrideBits", new() { ["authenticatorId"] = authenticator, [bit] = true });
        await Refused(page);
    }

    [Fact]
    public async Task A_clone_with_an_older_count_opens_nothing()
    {
        var (page, cdp, authenticator) = await WithPasskey();
        var before = await Credential(cdp, authenticator);
        await SignOut(page);
        await page.GotoAsync("/sign-in");
        await page.Press("Đăng nhập bằng khóa truy cập (passkey)");
        await page.Arrives("^(?!.*/sign-in)");
        await SignOut(page);
        await cdp.SendAsync("WebAuthn.removeCredential", new() { ["authenticatorId"] = authenticator, ["credentialId"] = before["credentialId"]!.GetValue<string>() });
        before["signCount"] = 1;
        await cdp.SendAsync("WebAuthn.addCredential", new() { ["authenticatorId"] = authenticator, ["credential"] = JsonSerializer.SerializeToElement(before) });
        await Refused(page);
    }

    [Fact]
    public async Task An_answer_that_was_sent_before_opens_nothing()
    {
        var (page, _, _) = await WithPasskey();
        await SignOut(page);
        var sent = "";
        page.Request += (_, request) => sent = request.Method == "POST" && request.Url.Contains("handler=Passkey", StringComparison.Ordinal) && !request.Url.Contains("Options") ? request.PostData ?? sent : sent;
        await page.GotoAsync("/sign-in");
        await page.Press("Đăng nhập bằng khóa truy cập (passkey)");
        await page.Arrives("^(?!.*/sign-in)");
        await SignOut(page);
        sent.ShouldContain("credential=");
        await page.GotoAsync("/sign-in");
        var form = System.Web.HttpUtility.ParseQueryString(sent);
        await page.EvaluateAsync("""
            ([handle, credential]) => {
              const form = document.querySelector('form[data-passkey]');
              form.elements.handle.value = handle; form.elements.credential.value = credential; form.submit();
            }
            """, new[] { form["handle"], form["credential"] });
        await Assertions.Expect(page.Locator(".govuk-error-summary")).ToBeVisibleAsync();
        await StaysOut(page);
    }

    [Fact]
    public async Task At_another_host_the_browser_has_no_key_to_offer()
    {
        var (page, _, _) = await WithPasskey();
        var elsewhere = house.Address.Replace("localhost", "127.0.0.1", StringComparison.Ordinal);
        await page.GotoAsync(elsewhere + "/sign-in");
        await Assertions.Expect(page.Locator("form[data-passkey]")).ToHaveCountAsync(0);
    }

    private async Task<(IPage Page, ICDPSession Cdp, string Authenticator)> WithPasskey()
    {
        var page = await house.Visit(script: true);
        await page.SignIn("Người dân");
        var cdp = await page.Context.NewCDPSessionAsync(page);
        await cdp.SendAsync("WebAuthn.enable");
        var made = await cdp.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new { protocol = "ctap2", ctap2Version = "ctap2_1", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true },
        });
        await page.GotoAsync("/account/passkeys");
        var shown = page.WaitForResponseAsync(r => r.Request.Method == "GET" && r.Url.EndsWith("/account/passkeys", StringComparison.Ordinal));
        await page.Press("Thêm khóa trên thiết bị này");
        await shown;
        await Assertions.Expect(page.Locator("table")).ToBeVisibleAsync();
        return (page, cdp, made!.Value.GetProperty("authenticatorId").GetString()!);
    }

    private static async Task<JsonObject> Credential(ICDPSession cdp, string authenticator)
    {
        var all = await cdp.SendAsync("WebAuthn.getCredentials", new() { ["authenticatorId"] = authenticator });
        return JsonNode.Parse(all!.Value.GetProperty("credentials")[0].GetRawText())!.AsObject();
    }

    private static async Task SignOut(IPage page)
    {
        await page.Arrives(".");
        await page.GotoAsync("/sign-out");
        await page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Đăng xuất" }).ClickAsync();
        await page.Arrives("^(?!.*/sign-out)");
    }

    // Either the browser itself refuses and says so beside the button, or the server refuses the form.
    private static async Task Refused(IPage page)
    {
        await page.GotoAsync("/sign-in");
        await page.Press("Đăng nhập bằng khóa truy cập (passkey)");
        await Assertions.Expect(page.Locator(".govuk-error-summary").Or(page.Locator("[data-passkey-message]:not([hidden])")).First).ToBeVisibleAsync();
        await StaysOut(page);
    }

    private static async Task StaysOut(IPage page)
    {
        await page.GotoAsync("/account");
        page.Url.ShouldContain("/sign-in?returnTo=");
    }
}
