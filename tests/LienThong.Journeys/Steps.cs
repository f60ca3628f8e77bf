using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace LienThong.Journeys;

/// <summary>A second program of its own, for journeys that change what everybody sees (a source off, a child registered).</summary>
public sealed class HouseOfChanges : IAsyncLifetime
{
    public RunningHouse House { get; } = new();

    public ValueTask InitializeAsync() => House.InitializeAsync();

    public ValueTask DisposeAsync() => House.DisposeAsync();
}

/// <summary>Journeys of this collection run one after another in <see cref="HouseOfChanges"/>.</summary>
[CollectionDefinition(Name)]
public sealed class ChangesEverybodySees : ICollectionFixture<HouseOfChanges>
{
    public const string Name = "changes everybody sees";
}

/// <summary>What one page without a warm cache cost, and how far it jumped on a phone while its script was still on the way (cumulative layout shift).</summary>
internal sealed record Transfer(long Bytes, int Requests, long ScriptBytes, double Shift);

/// <summary>What every journey does: sign in, press, look at the page with the eyes of people and of axe.</summary>
internal static partial class Steps
{
    private static readonly List<string> Rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

    public static async Task SignIn(this IPage page, string persona)
    {
        await page.GotoAsync("/demo");
        await page.Press("Vào với vai " + persona);
        await page.Arrives("^(?!.*/demo$)");
    }

    /// <summary>
    /// Waits until the browser stands at an address that fits the pattern and the page is there to its last line. Asks again and again, because the event "load" can come
    /// between the look and the wait, and then never comes again.
    /// </summary>
    public static async Task Arrives(this IPage page, string pattern)
    {
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(pattern));
        await Assertions.Expect(page.Locator("footer").First).ToBeAttachedAsync();
    }

    public static Task Press(this IPage page, string button) => page.Onward(() => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync());

    /// <summary>Clicks a link of the page's own content, also one that looks like a button.</summary>
    public static Task Follow(this IPage page, string link)
    {
        var main = page.Locator("main");
        return page.Onward(() => main.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).Or(main.Locator("a").And(page.GetByRole(AriaRole.Button, new() { Name = link, Exact = true }))).First.ClickAsync());
    }

    // A click returns before the next page is there, and what is read then is read from the page before. So this one is marked, and waited for until it is gone and the next one is complete.
    // What leads nowhere (a dialogue of the browser) asks for no page: it is given three seconds.
    private static async Task Onward(this IPage page, Func<Task> act)
    {
        var asked = false;
        void Note(object? sender, IRequest request) => asked |= request.IsNavigationRequest;
        page.Request += Note;
        try
        {
            await page.EvaluateAsync("document.documentElement.dataset.left = 'yes'");
            await act();
            for (var looks = 0; looks < (asked ? 3_000 : 150) && !await page.Left(); looks++) await Task.Delay(20);
        }
        finally
        {
            page.Request -= Note;
        }
    }

    private static async Task<bool> Left(this IPage page)
    {
        try
        {
            return await page.EvaluateAsync<bool>("!document.documentElement.dataset.left && document.readyState === 'complete'");
        }
        catch (PlaywrightException)
        {
            return false;       // between two pages there is nothing to ask
        }
    }

    public static async Task Heads(this IPage page, string heading)
    {
        var h1 = page.Locator("h1");
        await Assertions.Expect(h1).ToContainTextAsync(heading);
    }

    public static async Task<string> MainText(this IPage page) => Blank().Replace(await page.Locator("main").InnerTextAsync(), " ");

    /// <summary>Zero axe violations (when scripts run), nothing to scroll sideways at 320 px, and a picture for people.</summary>
    public static async Task Looks(this IPage page, RunningHouse house, string picture, bool script)
    {
        if (script)
        {
            var axe = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = Rules } });
            axe.Violations.Select(v => $"{v.Id}: {v.Help} at {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}").ShouldBeEmpty(page.Url);
        }
        await page.ScreenshotAsync(new() { Path = Path.Combine(house.Screenshots, $"{picture}{(script ? "" : "-no-script")}.png"), FullPage = true });
        var size = page.ViewportSize!;
        await page.SetViewportSizeAsync(320, size.Height);
        var (wide, culprits) = (await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), await page.EvaluateAsync<string>(
            "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > 321).slice(0, 5).map(e => e.outerHTML.slice(0, 120)).join('\\n')"));
        await page.SetViewportSizeAsync(size.Width, size.Height);
        wide.ShouldBeLessThanOrEqualTo(320, $"{page.Url} scrolls sideways at 320 px:\n{culprits}");
    }

    /// <summary>Walks with Tab to a link, button or summary that says <paramref name="text"/>.</summary>
    public static async Task TabTo(this IPage page, string text)
    {
        for (var tabs = 0; tabs < 150; tabs++)
        {
            await page.Keyboard.PressAsync("Tab");
            var at = await page.EvaluateAsync<string>("['A', 'BUTTON', 'SUMMARY'].includes(document.activeElement?.tagName) ? document.activeElement.textContent.trim() : ''");
            if (at.StartsWith(text, StringComparison.Ordinal)) return;
        }
        Assert.Fail($"Tab does not reach “{text}” on {page.Url}");
    }

    /// <summary>Starts a draft of a procedure and stands on its first screen; the result is the address of the draft.</summary>
    public static async Task<string> Begin(this IPage page, string procedure)
    {
        await page.GotoAsync("/services/" + procedure);
        await page.Press("Bắt đầu");
        await page.Arrives("/known$");
        return page.Url[..page.Url.LastIndexOf('/')];
    }

    /// <summary>Files the birth of the demonstration's newborn; the result is the address of the dossier's page.</summary>
    public static async Task<string> FileBirth(this IPage page, string childName)
    {
        await page.Begin("1.001193");
        await page.Follow("Đúng rồi, tiếp tục");
        await page.Locator("#childName").FillAsync(childName);
        await page.GetByLabel("Cha", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("Nơi mẹ đang tạm trú").CheckAsync();
        await page.Press("Tiếp tục");
        await page.Heads("Bạn không phải nộp giấy tờ nào");
        await page.Follow("Tiếp tục");
        await page.Press("Nộp hồ sơ");
        await page.Arrives("/filed$");
        return page.Url[..page.Url.LastIndexOf('/')];
    }

    /// <summary>What a browser without a cache fetches for the page, as the visitor signed in on <paramref name="as"/> (null: nobody).</summary>
    public static async Task<Transfer> Cold(this RunningHouse house, string address, IPage? @as)
    {
        var page = await house.Visit(script: true);
        if (@as is not null)
        {
            var cookies = await @as.Context.CookiesAsync();
            await page.Context.AddCookiesAsync(cookies.Select(c => new Cookie { Name = c.Name, Value = c.Value, Domain = c.Domain, Path = c.Path, HttpOnly = c.HttpOnly, Secure = c.Secure, SameSite = c.SameSite }));
        }
        await page.SetViewportSizeAsync(360, 780);
        await page.AddInitScriptAsync("window.shift = 0; new PerformanceObserver(l => l.getEntries().forEach(e => window.shift += e.value)).observe({ type: 'layout-shift', buffered: true })");
        await page.RouteAsync("**/*.js*", async script =>
        {
            await Task.Delay(400);
            await script.ContinueAsync();
        });
        var fetched = new List<IRequest>();
        page.RequestFinished += (_, request) => fetched.Add(request);
        var answer = await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        answer!.Status.ShouldBe(200, address);
        page.Url.ShouldEndWith(address);
        var (bytes, script) = (0L, 0L);
        foreach (var request in fetched)
        {
            var sizes = await request.SizesAsync();
            bytes += sizes.ResponseBodySize + sizes.ResponseHeadersSize;
            if (request.ResourceType == "script") script += sizes.ResponseBodySize;
        }
        var shift = await page.EvaluateAsync<double>("window.shift");
        await page.Context.CloseAsync();
        return new(bytes, fetched.Count, script, shift);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
