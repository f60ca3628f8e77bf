using LienThong.Identity.Recovery;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Identity.Pages;

/// <summary>Uses an activation code and goes on to set up ways to sign in.</summary>
[PublicPage("the way in with a code from the counter")]
internal sealed class ActivatePage(Activations activations) : PageModel
{
    public async Task<IActionResult> OnPost(string? login, string? code, CancellationToken ct)
    {
        var result = await activations.Use(HttpContext, login ?? "", code ?? "", ct);
        return result.Failed ? this.Refused(result.Faults) : Redirect("/account#factors");
    }
}
