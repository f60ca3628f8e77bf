using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Identity.Pages;

/// <summary>
/// Where a sign-in leads, and how strong it must be. It travels in the address of every step (<c>returnTo</c>, <c>acr</c>, <c>again</c>), so that steps
/// need neither a session nor JavaScript. Only paths of this site are followed.
/// </summary>
internal sealed record SignInAim(string ReturnTo, int Level, bool Again)
{
    private const int Longest = 2000;

    public static SignInAim Of(HttpRequest request, IUrlHelper url)
    {
        var wanted = request.Query["returnTo"];
        var local = wanted is [{ Length: > 0 and <= Longest } path] && path[0] == '/' && url.IsLocalUrl(path) ? path : "/";
        return new(local, Acr.LevelOf(request.Query["acr"]) ?? 1, string.Equals(request.Query["again"], "true", StringComparison.Ordinal));
    }

    /// The query of the next step; empty when there is nothing to remember.
    public string Query => (ReturnTo, Level) switch
    {
        ("/", 1) => "",
        (_, 1) => QueryString.Create("returnTo", ReturnTo).ToString(),
        _ => QueryString.Create("returnTo", ReturnTo).Add("acr", Acr.Of(Level)).ToString(),
    };

    /// The same behind a handler name in a form's action.
    public string QueryTail => Query.Length == 0 ? "" : "&" + Query[1..];

    /// Where to go when a level has been reached: on, or to the step that is missing.
    public string After(int reached) => reached >= Level ? ReturnTo : "/sign-in/step-up" + Query;

    /// Back without the level; the page there sees that it was declined.
    public string Decline => ReturnTo + (ReturnTo.Contains('?', StringComparison.Ordinal) ? '&' : '?') + Acr.Declined;
}
