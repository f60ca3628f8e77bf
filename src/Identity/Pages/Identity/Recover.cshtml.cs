using LienThong.Identity.Recovery;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Identity.Pages;

/// <summary>For whoever cannot get in: what helps, and never with less than signing in takes.</summary>
[PublicPage("the way back in")]
internal sealed class RecoverPage(AskRecovery ask) : PageModel
{
    public WaitingRecovery? Made { get; private set; }

    public async Task<IActionResult> OnPost(string? login, string? recovery, string? app, CancellationToken ct)
    {
        var result = await ask.Do(HttpContext, login ?? "", recovery ?? "", app ?? "", ct);
        if (result.Failed) return this.Refused(result.Faults);
        Made = result.Value;
        return Page();
    }
}
