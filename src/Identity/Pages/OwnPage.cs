using System.Globalization;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Results;
using LienThong.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Identity.Pages;

/// <summary>A page of the signed-in account.</summary>
internal abstract class OwnPage : PageModel
{
    /// The session; these pages need the scope that only sessions have.
    protected Session Session => HttpContext.Session() ?? throw new InvalidOperationException("This page needs a session.");

    /// Set by a page that changes ways to sign in: asks to sign in again when that was long ago.
    protected virtual bool NeedsFreshSignIn => false;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var services = HttpContext.RequestServices;
        var fresh = services.GetRequiredService<IdentityOptions>().Fresh;
        if (HttpContext.Session() is not { } session) context.Result = Redirect("/sign-in");
        else if (NeedsFreshSignIn && !session.IsFresh(services.GetRequiredService<TimeProvider>().GetUtcNow(), fresh))
            context.Result = Redirect("/sign-in" + QueryString.Create("return", Request.Path).Add("again", "true"));
        else await next();
    }
}

/// How refusals become messages of a form.
internal static class PageRefusals
{
    /// The form again with every fault, in the reader's language, and with the status of the first refusal where that says more than 422.
    public static IActionResult Refused(this PageModel page, Faults faults)
    {
        var result = page.Refused([.. faults.Select(f => new FieldFault(f.Field ?? "", f.Text(CultureInfo.CurrentUICulture)))]);
        if (faults[0].Error.Status is not StatusCodes.Status429TooManyRequests) return result;
        page.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        page.Response.Headers.RetryAfter = "60";
        return result;
    }
}
