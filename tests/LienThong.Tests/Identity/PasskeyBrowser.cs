using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;

namespace LienThong.Tests.Identity;

/// <summary>What the script of the passkey pages does, for a browser without JavaScript.</summary>
static class PasskeyBrowser
{
    /// <summary>Adds a passkey to the account that is signed in.</summary>
    public static async Task<SoftAuthenticator> AddPasskey(this Browser browser, string path = "/account/passkeys")
    {
        var authenticator = new SoftAuthenticator { Origin = browser.Address.GetLeftPart(UriPartial.Authority), Counter = 1 };
        var page = await browser.Page(path);
        var question = await browser.Ask(page, path);
        var answer = Answer(question, authenticator.Create(question.GetProperty("options")));
        (await browser.Submit(page, path, "form[data-passkey]", [.. answer, ("name", "khóa thử")])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return authenticator;
    }

    /// <summary>Opens a page that asks for a passkey and answers it.</summary>
    public static async Task<HttpResponseMessage> UsePasskey(this Browser browser, SoftAuthenticator authenticator, string path = "/sign-in", bool count = true)
    {
        if (count) authenticator.Counter++;
        var page = await browser.Page(path);
        var question = await browser.Ask(page, path);
        return await browser.Submit(page, path, "form[data-passkey]", Answer(question, authenticator.Get(question.GetProperty("options"))));
    }

    /// <summary>Sends the form to the address in data-options and reads the question.</summary>
    public static async Task<JsonElement> Ask(this Browser browser, IHtmlDocument page, string path)
    {
        var form = page.QuerySelector("form[data-passkey]")!;
        var token = form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answer = await browser.Send(new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("data-options"))
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]),
        });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    public static (string, string)[] Answer(JsonElement question, string credential) =>
        [("handle", question.GetProperty("handle").GetString()!), ("credential", credential)];
}
