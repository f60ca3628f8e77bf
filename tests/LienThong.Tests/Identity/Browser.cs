using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace LienThong.Tests.Identity;

/// <summary>A browser without JavaScript: keeps cookies, fills forms as they stand in the page, does not follow redirects.</summary>
public sealed class Browser : IDisposable
{
    private readonly HttpClient http;

    public Browser(string address)
    {
        Address = new Uri(address);
        http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = Address };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (Windows NT 10.0) Chrome/156.0 Safari/537.36");
    }

    public Uri Address { get; }

    public CookieContainer Cookies { get; } = new();

    public string? Cookie(string name) => Cookies.GetCookies(Address)[name]?.Value;

    public void Dispose() => http.Dispose();

    public Task<HttpResponseMessage> Get(string path) => http.GetAsync(path);

    public Task<HttpResponseMessage> Send(HttpRequestMessage request) => http.SendAsync(request);

    public async Task<IHtmlDocument> Page(string path)
    {
        var answer = await Get(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return await Read(answer);
    }

    public static async Task<IHtmlDocument> Read(HttpResponseMessage answer) => new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

    /// <summary>Opens a page and sends one of its forms with what it already holds and what is given.</summary>
    public async Task<HttpResponseMessage> Submit(string path, string form, params (string Name, string Value)[] fields) =>
        await Submit(await Page(path), path, form, fields);

    public Task<HttpResponseMessage> Submit(IHtmlDocument page, string path, string form, params (string Name, string Value)[] fields)
    {
        var element = page.QuerySelectorAll<IHtmlFormElement>("main form").FirstOrDefault(f => f.Matches(form));
        element.ShouldNotBeNull($"{path} has no form {form}");
        var values = element.QuerySelectorAll<IHtmlInputElement>("input").Where(i => i.Type is not ("radio" or "checkbox") || i.IsChecked)
            .Where(i => !string.IsNullOrEmpty(i.Name)).Select(i => (i.Name!, i.Value)).ToList();
        values.RemoveAll(v => fields.Any(f => f.Name == v.Item1));
        var action = element.GetAttribute("action") is { Length: > 0 } given ? given : path;
        return http.PostAsync(action, new FormUrlEncodedContent(values.Concat(fields).Select(v => KeyValuePair.Create(v.Item1, v.Item2))));
    }

    public Task<HttpResponseMessage> SignIn(string login, string password, string path = "/sign-in") =>
        Submit(path, "form:not([data-passkey])", ("login", login), ("password", password));

    /// <summary>Who the API says we are; null when it does not know us.</summary>
    public async Task<JsonElement?> Me()
    {
        var answer = await Get("/api/identity/v1/me");
        if (answer.StatusCode == HttpStatusCode.Unauthorized) return null;
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }
}
