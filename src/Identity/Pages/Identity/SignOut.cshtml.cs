using LienThong.Identity.Sessions;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Identity.Pages;

/// <summary>Signs out; only a form of ours can, so that no foreign page signs people out.</summary>
[PublicPage("signing out needs no right")]
internal sealed class SignOutPage(EndSession end) : PageModel
{
    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        await end.SignOut(HttpContext, ct);
        return Redirect("/");
    }
}
