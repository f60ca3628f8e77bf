using System.Globalization;
using LienThong.Identity.Accounts;
using LienThong.Identity.Security;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Identity.Pages;

/// <summary>The security log, newest first, a hundred rows a page.</summary>
[Requires(Refusals.Manage)]
internal sealed class EventsPage(SecurityLog log, TimeProvider clock) : PageModel
{
    private const int PageLength = 100;

    [BindProperty(SupportsGet = true, Name = "kind")]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true, Name = "before")]
    public DateTimeOffset? Before { get; set; }

    public List<SecurityEvent> Rows { get; private set; } = [];

    public string? Older => Rows.Count < PageLength
        ? null
        : "/identity/events" + QueryString.Create([new("kind", Kind), new KeyValuePair<string, string?>("before", Rows[^1].At.ToString("O", CultureInfo.InvariantCulture))]);

    public async Task OnGet(CancellationToken ct) =>
        Rows = await log.Before((Before ?? clock.GetUtcNow().AddMinutes(1)).ToUniversalTime(), string.IsNullOrEmpty(Kind) ? null : Kind, ct);
}
