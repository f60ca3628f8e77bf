using LienThong.Identity.Clients;
using LienThong.Identity.Consents;
using LienThong.Identity.Jose;
using LienThong.Identity.Sessions;
using LienThong.Identity.SignIn;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Provider;

/// <summary>The steps of an authorization, each of which ends in one redirect: sign in, raise the level, agree, or back to the client.</summary>
internal sealed class AuthorizeSteps(
    AuthorizationRequests requests, IssueCode codes, Subjects subjects, ReadFactors factors, HouseOptions house, TimeProvider clock)
{
    /// <summary>The request as it is once a browser has brought it.</summary>
    public AuthorizationRequest Seen(AuthorizationRequest request) => request with { Seen = clock.GetUtcNow() };

    /// <summary>Answers and tells true when the session does not do for the request; false: go on.</summary>
    public async Task<bool> MissingSignIn(Visit visit, CancellationToken ct)
    {
        var (session, request) = (visit.Http.Session(), visit.Request);
        if (request.NeedsSignIn(session) || (request.HintSubject is { } hint && await subjects.Of(visit.Client, session!.Account, ct) != hint))
        {
            if (request.Silent) visit.Tell(OAuthError.LoginRequired);
            else await ToSignIn(visit, request.LevelEssential ? Math.Min(request.Level, Acr.Highest) : request.Level, again: session is not null, ct);
            return true;
        }
        if (!visit.Client.Serves(session!.Demo, house.Demo))
        {
            visit.Tell(OAuthError.AccessDenied.Because(visit.Client.Live ? "demo accounts cannot use a live client" : "a client on trial serves demo accounts only"));
            return true;
        }
        return session.AuthenticationLevel < request.Level && await MissingLevel(visit, session, ct);
    }

    /// <summary>Sends the browser to the consent page, or tells the client that this needs a person.</summary>
    public async Task ToConsent(Visit visit, CancellationToken ct)
    {
        if (visit.Request.Silent) visit.Tell(OAuthError.ConsentRequired);
        else SeeOther(visit.Http, Authorize.ConsentPage + QueryString.Create("request", await HandleOf(visit, ct)));
    }

    /// <summary>Issues the code and goes back to the client with it.</summary>
    public async Task Issue(Visit visit, Session session, Consent consent, CancellationToken ct)
    {
        if (await codes.Do(visit, session, consent, ct) is not { } code)
        {
            await ErrorPage.Show(visit.Http, OAuthError.RequestOver);
            return;
        }
        if (visit.Handle is { } handle) requests.Forget(handle);
        var answer = QueryString.Create("code", code);
        if (visit.Request.State is { } state) answer = answer.Add("state", state);
        SeeOther(visit.Http, With(visit.Request.RedirectUri, answer.Add("iss", visit.Issuer)));
    }

    /// <summary>Goes back to the client with a refusal (RFC 6749 section 4.1.2.1, RFC 9207).</summary>
    public static void TellClient(HttpContext http, string issuer, string redirectUri, string? state, OAuthError error)
    {
        var answer = QueryString.Create("error", error.Word).Add("error_description", error.Description);
        if (state is not null) answer = answer.Add("state", state);
        SeeOther(http, With(redirectUri, answer.Add("iss", issuer)));
    }

    // The level that was asked for is reached once where the account can; where it cannot, only an essential wish fails.
    private async Task<bool> MissingLevel(Visit visit, Session session, CancellationToken ct)
    {
        var request = visit.Request;
        var declined = visit.Http.Request.Query.ContainsKey(Acr.Declined.Split('=')[0]);
        var reachable = !declined && request.Level <= (await factors.Of(session.Account, ct)).Reach;
        if (reachable && !request.Silent) await ToSignIn(visit, request.Level, again: false, ct);
        else if (request.LevelEssential) visit.Tell(reachable ? OAuthError.LoginRequired : OAuthError.UnmetLevel);
        else return false;
        return true;
    }

    private async Task ToSignIn(Visit visit, int level, bool again, CancellationToken ct)
    {
        var back = Authorize.Resume + QueryString.Create("request", await HandleOf(visit, ct));
        SeeOther(visit.Http, Acr.Address(back, level, again));
    }

    private async ValueTask<string> HandleOf(Visit visit, CancellationToken ct) =>
        visit.Handle ?? await requests.Keep(visit.Spends is [var pushed] ? visit.Request with { Parent = Base64UrlText.Of(pushed) } : visit.Request, ct);

    private static string With(string redirectUri, QueryString answer) =>
        redirectUri + (redirectUri.Contains('?', StringComparison.Ordinal) ? '&' : '?') + answer.ToString()[1..];

    // 303, never 307: a browser must not carry a typed password on (RFC 9700 section 4.12).
    private static void SeeOther(HttpContext http, string address)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = address;
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
    }
}
