using LienThong.Identity.Upstream;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Identity.Pages;

/// <summary>Where the outside provider sends the browser back.</summary>
[PublicPage("the way back from another system")]
internal sealed class UpstreamBackPage(SignInByUpstream upstream) : PageModel
{
    public async Task<IActionResult> OnGet(string code, CancellationToken ct)
    {
        var result = await upstream.Finish(HttpContext, code, ct);
        if (result.Failed) return this.Refused(result.Faults);
        var (pending, proof) = result.Value;
        return LocalRedirect(new SignInAim(pending.ReturnTo, pending.Level, Again: false).After(proof.Level));
    }
}
