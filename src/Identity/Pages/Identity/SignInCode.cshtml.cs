using LienThong.Identity.SignIn;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Identity.Pages;

/// <summary>The second step: the code of the authenticator app.</summary>
[PublicPage("the second step of the way in")]
internal sealed class SignInCodePage(SignInSteps steps) : PageModel
{
    private SignInAim Aim => SignInAim.Of(Request, Url);

    public IActionResult OnGet() => StepCookie.Read(HttpContext) is null ? Redirect("/sign-in") : Page();

    public async Task<IActionResult> OnPost(string? code, string? spare, CancellationToken ct)
    {
        if (StepCookie.Read(HttpContext) is not { } handle) return Redirect("/sign-in");
        var result = await steps.WithCode(HttpContext, handle, spare ?? code ?? "", ct);
        if (result.Failed && result.Faults[0].Error == IdentityErrors.CodeRefused) return this.Refused(IdentityErrors.CodeRefused.At(spare is null ? "/code" : "/spare"));
        if (result.Failed) return this.Refused(result.Faults);
        StepCookie.Clear(HttpContext);
        return LocalRedirect(Aim.After(result.Value.Level));
    }
}
