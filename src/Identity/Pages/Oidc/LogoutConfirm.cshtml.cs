using LienThong.Identity.Provider;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Identity.Pages;

/// <summary>Asks before a client signs somebody out without proof that the session is the one it knows.</summary>
[PublicPage("signing out needs no right")]
internal sealed class LogoutConfirmPage(Logout logout) : PageModel
{
    private LogoutAsk? ask;

    public string? ClientName => ask?.Client?.Name;

    public async Task<IActionResult> OnGet(string? client, string? to, string? state, CancellationToken ct)
    {
        if (await Read(client, to, state, ct) is not { } read) return NotFound();
        return HttpContext.Session() is null ? Redirect(read.Address ?? "/") : Page();
    }

    public async Task<IActionResult> OnPost(string? client, string? to, string? state, CancellationToken ct)
    {
        if (await Read(client, to, state, ct) is not { } read) return NotFound();
        await logout.SignOut(HttpContext, read, ct);
        return new EmptyResult();
    }

    private async Task<LogoutAsk?> Read(string? client, string? to, string? state, CancellationToken ct)
    {
        ask = await logout.Judge(client, ofHint: null, to, state, ct);
        if (ask?.ReturnTo is { } address) HttpContext.AllowFormTarget(new Uri(address));
        return ask;
    }
}
