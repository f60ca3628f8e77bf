using LienThong.Identity.Clients;
using LienThong.Identity.Consents;
using LienThong.Identity.Sessions;
using LienThong.Identity.SignIn;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Provider;

/// <summary>
/// The authorization endpoint: from what a client wants to a code. Sends the browser to sign in, to raise its level or to the consent page where that
/// is missing, and goes on at <see cref="Resume"/>. A pushed request is spent when a code is issued, not when it is looked at: a reload works.
/// </summary>
internal sealed class Authorize(
    AuthorizeSteps steps, Issuer issuers, Floods floods, ClientBook clients, JudgeRequest judge, AuthorizationRequests requests, ClaimBook claims, ConsentBook consents)
{
    public const string Path = "/oidc/authorize", Resume = Path + "/resume", ConsentPage = "/consent";

    public static void Map(ModuleRoutes r)
    {
        r.Root.MapMethods(Path, ["GET", "POST"], (HttpContext http, Authorize authorize, CancellationToken ct) => authorize.Begin(http, ct)).Public("where sign-ins of other systems begin");
        r.Root.MapGet(Resume, (HttpContext http, Authorize authorize, CancellationToken ct) => authorize.GoOn(http, ct)).Public("where they go on after signing in or agreeing");
    }

    private async Task Begin(HttpContext http, CancellationToken ct)
    {
        var p = HttpMethods.IsPost(http.Request.Method) ? await OAuthParameters.OfForm(http) : OAuthParameters.OfQuery(http);
        if (issuers.Of(http) is not { } issuer) await ErrorPage.Show(http, OAuthError.InvalidRequest with { House = ProviderErrors.IssuerUnset });
        else if (http.Session() is null && floods.CountStranger(http) is not null) await ErrorPage.Show(http, OAuthError.TooMany);
        else if (p is null || p.Twice is not null || p["client_id"] is not { } id) await ErrorPage.Show(http, OAuthError.InvalidRequest);
        else if (await clients.Find(id, ct) is not { } client) await ErrorPage.Show(http, OAuthError.ClientUnknown);
        else if (p["request_uri"] is { } uri && uri.StartsWith(AuthorizationRequests.Prefix, StringComparison.Ordinal)) await Pushed(http, client, uri[AuthorizationRequests.Prefix.Length..], issuer, ct);
        else if (client.Profile == ClientProfile.Fapi) await ErrorPage.Show(http, OAuthError.PushNeeded);
        else await Plain(http, client, p, issuer, ct);
    }

    // What stands beside request_uri in the address is not looked at: the pushed request is all there is.
    private async Task Pushed(HttpContext http, OidcClient client, string handle, string issuer, CancellationToken ct)
    {
        if (await requests.Find(handle, ct) is not { Pushed: true } stored || stored.Request.Client != client.Id)
        {
            await ErrorPage.Show(http, OAuthError.RequestOver);
            return;
        }
        await Decide(new Visit(http, client, issuer, steps.Seen(stored.Request), stored.Spends, Handle: null), ct);
    }

    private async Task Plain(HttpContext http, OidcClient client, OAuthParameters p, string issuer, CancellationToken ct)
    {
        var (request, refused) = await judge.Do(client, p, issuer, ct);
        if (refused is { RedirectUri: null }) await ErrorPage.Show(http, refused.Error);
        else if (refused is not null) AuthorizeSteps.TellClient(http, issuer, refused.RedirectUri, refused.State, refused.Error);
        else await Decide(new Visit(http, client, issuer, steps.Seen(request!), [], Handle: null), ct);
    }

    private async Task GoOn(HttpContext http, CancellationToken ct)
    {
        var handle = http.Request.Query["request"].ToString();
        if (issuers.Of(http) is not { } issuer || await requests.Find(handle, ct) is not { Pushed: false } stored || await clients.Find(stored.Request.Client, ct) is not { } client)
        {
            await ErrorPage.Show(http, OAuthError.RequestOver);
            return;
        }
        var visit = new Visit(http, client, issuer, stored.Request, stored.Spends, handle);
        if (http.Request.Query.ContainsKey("refused")) visit.Tell(OAuthError.AccessDenied);
        else await Decide(visit, ct);
    }

    private async Task Decide(Visit visit, CancellationToken ct)
    {
        if (await steps.MissingSignIn(visit, ct)) return;
        var (session, request) = (visit.Http.Session()!, visit.Request);
        var asked = await claims.Asked(request.Scopes, [.. request.Claims, .. request.IdTokenClaims], ct);
        var consent = await consents.Covering(new ConsentAsk(session.Account, visit.Client.Id, request.Scopes, [.. asked.Select(c => c.Claim)], request.Details), ct);
        if (consent is null || request.NeedsFreshConsent(consent.GivenAt)) await steps.ToConsent(visit, ct);
        else await steps.Issue(visit, session, consent, ct);
    }
}

/// <summary>One browser with one judged request.</summary>
/// <param name="Spends">Stored requests that a code will spend.</param>
/// <param name="Handle">Under which the request waits for the person; null while it does not yet.</param>
internal sealed record Visit(HttpContext Http, OidcClient Client, string Issuer, AuthorizationRequest Request, byte[][] Spends, string? Handle)
{
    public void Tell(OAuthError error) => AuthorizeSteps.TellClient(Http, Issuer, Request.RedirectUri, Request.State, error);
}
