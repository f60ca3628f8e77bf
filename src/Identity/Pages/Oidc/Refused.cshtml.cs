using System.Globalization;
using LienThong.Identity.Provider;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Identity.Pages;

/// <summary>What a person sees when an authorization request cannot go on and its client must not be told: what happened, what to do, the code.</summary>
[PublicPage("whoever was sent here by a service is told why it stops")]
internal sealed class RefusedPage : PageModel
{
    private OAuthError Error => ErrorPage.Of(HttpContext) ?? OAuthError.RequestOver;

    public string Code => Error.House.Code;

    public string? Why => Error.Why;

    public string Text => ((Fault)Error.House).Text(CultureInfo.CurrentUICulture);

    /// Reached by its own address it has nothing to tell.
    public IActionResult OnGet() => ErrorPage.Of(HttpContext) is null ? NotFound() : Page();
}
