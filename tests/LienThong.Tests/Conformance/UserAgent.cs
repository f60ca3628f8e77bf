using System.Net;
using AngleSharp.Html.Dom;
using LienThong.Tests.Identity;
using Microsoft.AspNetCore.WebUtilities;

namespace LienThong.Tests.Conformance;

/// <summary>Where a visit ended: back at the client with parameters, or on a page of ours.</summary>
internal sealed record Landing(Uri? Callback, IReadOnlyDictionary<string, string> Query, IHtmlDocument? Page, HttpStatusCode Status, IReadOnlyList<string> Steps)
{
    public string Code => Query.GetValueOrDefault("code") ?? throw new InvalidOperationException($"No code: {string.Join("; ", Query)} {Status} {Page?.QuerySelector("main")?.TextContent} after {string.Join(" → ", Steps)}");

    public bool Saw(string step) => Steps.Contains(step, StringComparer.Ordinal);
}

/// <summary>A person at a browser without JavaScript: signs in and decides when asked.</summary>
internal sealed class UserAgent(string address, string login) : IDisposable
{
    public Browser Browser { get; } = new(address);

    public string Login => login;

    /// <summary>all, some or none.</summary>
    public string Decision { get; set; } = "all";

    /// <summary>Lines chosen where the decision is "some".</summary>
    public string[] Items { get; set; } = [];

    /// <summary>False: looks at the sign-in page and goes no further.</summary>
    public bool SignsIn { get; set; } = true;

    public Task<Landing> Visit(string path, Dictionary<string, string> query) => Visit(QueryHelpers.AddQueryString(path, query!));

    public Task<Landing> Visit(string path) => Follow(() => Browser.Get(path));

    public Task<Landing> PostTo(string path, Dictionary<string, string> form) =>
        Follow(() => Browser.Send(new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) }));

    public void Dispose() => Browser.Dispose();

    private async Task<Landing> Follow(Func<Task<HttpResponseMessage>> first)
    {
        var steps = new List<string>();
        var answer = await first();
        for (var i = 0; i < 20; i++)
        {
            if (answer.Headers.Location is { } to && (int)answer.StatusCode is 302 or 303)
            {
                if (to.IsAbsoluteUri && to.GetLeftPart(UriPartial.Authority) != Browser.Address.GetLeftPart(UriPartial.Authority)) return Back(to, steps);
                var next = to.IsAbsoluteUri ? to.PathAndQuery : to.OriginalString;
                steps.Add(next.Split('?')[0]);
                answer = await Browser.Get(next);
                if (answer.StatusCode != HttpStatusCode.OK) continue;
                var page = await Browser.Read(answer);
                if (next.StartsWith("/sign-in", StringComparison.Ordinal) && SignsIn) answer = await Browser.Submit(page, next, "form:not([data-passkey])", ("login", login), ("password", IdentityHouse.Password));
                else if (next.StartsWith("/consent", StringComparison.Ordinal)) answer = await Decide(page, next);
                else return new(null, new Dictionary<string, string>(), page, answer.StatusCode, steps);
                continue;
            }
            return new(null, new Dictionary<string, string>(), await Browser.Read(answer), answer.StatusCode, steps);
        }
        throw new InvalidOperationException("The visit goes in circles: " + string.Join(" → ", steps));
    }

    private Task<HttpResponseMessage> Decide(IHtmlDocument page, string path) =>
        Browser.Submit(page, path, "form", [("decision", Decision), .. Items.Select(i => ("items", i))]);

    private static Landing Back(Uri to, List<string> steps) =>
        new(to, QueryHelpers.ParseQuery(to.Query).ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal), null, HttpStatusCode.Found, steps);
}
