using LienThong.Identity.Upstream;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Identity.Pages;

/// <summary>Sends the browser to an outside provider. A link leads here, because forms of this site send nothing elsewhere.</summary>
[PublicPage("the way in by another system")]
internal sealed class UpstreamPage(SignInByUpstream upstream) : PageModel
{
    public async Task<IActionResult> OnGet(string code, CancellationToken ct)
    {
        var aim = SignInAim.Of(Request, Url);
        var address = await upstream.Begin(HttpContext, code, aim.ReturnTo, aim.Level, ct);
        return address.Failed ? this.Refused(address.Faults) : Redirect(address.Value);
    }
}
