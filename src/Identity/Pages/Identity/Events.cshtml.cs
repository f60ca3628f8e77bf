using System.Globalization;
using LienThong.Identity.Accounts;
using LienThong.Identity.Security;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Identity.Pages;

/// <summary>The security log, newest first, a hundred rows a page, under the signs of abuse of the last day.</summary>
[Requires(Refusals.Manage)]
internal sealed class EventsPage(FindEvents find) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "kind")]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true, Name = "about")]
    public string? About { get; set; }

    [BindProperty(SupportsGet = true, Name = "before")]
    public DateTimeOffset? Before { get; set; }

    public List<SecurityEvent> Rows { get; private set; } = [];

    public List<AbuseSign> Signs { get; private set; } = [];

    public string? Older => Rows.Count < FindEvents.PageLength
        ? null
        : "/identity/events" + QueryString.Create([new("kind", Kind), new("about", About), new KeyValuePair<string, string?>("before", Rows[^1].At.ToString("O", CultureInfo.InvariantCulture))]);

    public async Task OnGet(CancellationToken ct)
    {
        Signs = await find.SignsOfAbuse(ct);
        Rows = await find.Do(Before, Given(Kind), Given(About?.Trim()), ct);
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
