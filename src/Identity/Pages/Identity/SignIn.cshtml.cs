using LienThong.Identity.Passkeys;
using LienThong.Identity.Sessions;
using LienThong.Identity.SignIn;
using LienThong.Identity.Upstream;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Identity.Pages;

/// <summary>Sign in by password, then a code where one is enrolled; or by passkey.</summary>
[PublicPage("the way in")]
internal sealed class SignInPage(SignInWithPassword passwords, SignInWithPasskey passkeys, PasskeyRules rules, Upstreams upstreams, HouseOptions house) : PageModel
{
    public SignInAim Aim => SignInAim.Of(Request, Url);

    public bool Locked => Request.Query["locked"] == "true";

    public IEnumerable<UpstreamOptions> Others => upstreams.All.Select(u => u.Options);

    public bool Demo => house.Demo;

    public bool PasskeysWork => rules.Work(Request);

    /// Whoever is signed in goes on: to the aim, or to the one step that is missing.
    public IActionResult OnGet() =>
        HttpContext.Session() is { } session && !Aim.Again && Request.Query.ContainsKey("returnTo") ? LocalRedirect(Aim.After(session.AuthenticationLevel)) : Page();

    public async Task<IActionResult> OnPost(string? login, string? password, CancellationToken ct)
    {
        var result = await passwords.Do(HttpContext, login ?? "", password ?? "", ct);
        if (result.Failed) return this.Refused(result.Faults);
        if (result.Value.SecondFactor is not { } handle) return LocalRedirect(Aim.After(1));
        StepCookie.Write(HttpContext, handle);
        return Redirect("/sign-in/code" + Aim.Query);
    }

    public async Task<IActionResult> OnPostPasskeyOptions([FromServices] IPasskeyHandler<PasskeyOwner> handler, CancellationToken ct)
    {
        var question = PasskeysWork ? await passkeys.Ask(HttpContext, handler, owner: null, ct) : IdentityErrors.PasskeyUnavailable;
        return this.Options(question);
    }

    public async Task<IActionResult> OnPostPasskey(
        string? handle, string? credential, [FromServices] IPasskeyHandler<PasskeyOwner> handler, [FromServices] IUserPasskeyStore<PasskeyOwner> store, CancellationToken ct)
    {
        var result = await passkeys.Answer(HttpContext, handler, store, new PasskeyAnswer(handle ?? "", credential ?? ""), ct);
        return result.Failed ? this.Refused(result.Faults) : LocalRedirect(Aim.After(result.Value.Level));
    }
}

/// The handle of the second step, for the five minutes that it lives.
internal static class StepCookie
{
    public static string? Read(HttpContext http) => http.Request.Cookies[Name(http)];

    public static void Write(HttpContext http, string handle)
    {
        var options = SessionCookie.Options(http);
        options.MaxAge = Challenges.Life;
        http.Response.Cookies.Append(Name(http), handle, options);
    }

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Name(http), SessionCookie.Options(http));

    private static string Name(HttpContext http) => http.Request.IsHttps ? "__Host-lienthong-step" : "lienthong-step";
}
