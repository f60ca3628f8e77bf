using System.Globalization;
using LienThong.Identity.Passkeys;
using LienThong.Identity.Sessions;
using LienThong.Identity.SignIn;
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

    /// Set by a page that changes ways to sign in: asks to sign in again when that was long ago, and as strongly as the account can.
    protected virtual bool NeedsFreshSignIn => false;

    /// Where this page leads when its work is done: an address of this site, or the account.
    protected string Onward => SignInAim.Of(Request, Url) is { ReturnTo: not "/" and var wanted } ? wanted : "/account#factors";

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (HttpContext.Session() is not { } session) context.Result = Redirect("/sign-in");
        else if (NeedsFreshSignIn && await Doubt(session) is { } address) context.Result = Redirect(address);
        else await next();
    }

    // Whoever only knows the password must not take the stronger ways to sign in away.
    private async Task<string?> Doubt(Session session)
    {
        var services = HttpContext.RequestServices;
        var back = Request.Path + (HttpMethods.IsGet(Request.Method) ? Request.QueryString : default);
        if (!session.IsFresh(services.GetRequiredService<TimeProvider>().GetUtcNow(), services.GetRequiredService<IdentityOptions>().Fresh))
            return Acr.Address(back, again: true);
        var reach = (await services.GetRequiredService<ReadFactors>().Of(session.Account, HttpContext.RequestAborted)).Reach;
        return session.AuthenticationLevel < reach ? Acr.Address(back, reach) : null;
    }
}

/// How refusals become messages of a form.
internal static class PageRefusals
{
    /// The options of a passkey dialogue for the script, or why there are none.
    public static JsonResult Options(this PageModel page, Result<PasskeyQuestion> question) => question.Failed
        ? new(Problems.Describe(page.HttpContext, question.Faults)) { StatusCode = question.Faults[0].Error.Status }
        : new(question.Value);

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
