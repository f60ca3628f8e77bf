using LienThong.Identity.Passkeys;
using LienThong.Identity.SignIn;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Identity.Pages;

/// <summary>Sign in by password, then a code where one is enrolled; or by passkey.</summary>
[PublicPage("the way in")]
internal sealed class SignInPage(SignInWithPassword passwords, SignInWithPasskey passkeys, PasskeyRules rules, HouseOptions house) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "return")]
    public string? Return { get; set; }

    [BindProperty(SupportsGet = true, Name = "again")]
    public bool Again { get; set; }

    public bool Demo => house.Demo;

    public bool PasskeysWork => rules.Work(Request);

    public string ReturnQuery => Back == "/" ? "" : "&return=" + Uri.EscapeDataString(Back);

    /// Where to go after signing in: an address of this site only.
    private string Back => Return is { } wanted && Url.IsLocalUrl(wanted) ? wanted : "/";

    public async Task<IActionResult> OnPost(string? login, string? password, CancellationToken ct)
    {
        var result = await passwords.Do(HttpContext, login ?? "", password ?? "", ct);
        if (result.Failed) return this.Refused(result.Faults);
        if (result.Value.SecondFactor is not { } handle) return LocalRedirect(Back);
        StepCookie.Write(HttpContext, handle);
        return Redirect("/sign-in/code" + QueryString.Create("return", Back));
    }

    public async Task<IActionResult> OnPostPasskeyOptions([FromServices] IPasskeyHandler<PasskeyOwner> handler, CancellationToken ct)
    {
        var question = PasskeysWork ? await passkeys.Ask(HttpContext, handler, ct) : IdentityErrors.PasskeyUnavailable;
        return question.Failed ? Json(question.Faults) : new JsonResult(question.Value);
    }

    public async Task<IActionResult> OnPostPasskey(
        string? handle, string? credential, [FromServices] IPasskeyHandler<PasskeyOwner> handler, [FromServices] IUserPasskeyStore<PasskeyOwner> store, CancellationToken ct)
    {
        var result = await passkeys.Answer(HttpContext, handler, store, new PasskeyAnswer(handle ?? "", credential ?? ""), ct);
        return result.Failed ? this.Refused(result.Faults) : LocalRedirect(Back);
    }

    private JsonResult Json(Faults faults) => new(Problems.Describe(HttpContext, faults)) { StatusCode = faults[0].Error.Status };
}

/// The handle of the second step, for the five minutes that it lives.
internal static class StepCookie
{
    public static string? Read(HttpContext http) => http.Request.Cookies[Name(http)];

    public static void Write(HttpContext http, string handle)
    {
        var options = Sessions.SessionCookie.Options(http);
        options.MaxAge = Challenges.Life;
        http.Response.Cookies.Append(Name(http), handle, options);
    }

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Name(http), Sessions.SessionCookie.Options(http));

    private static string Name(HttpContext http) => http.Request.IsHttps ? "__Host-lienthong-step" : "lienthong-step";
}
