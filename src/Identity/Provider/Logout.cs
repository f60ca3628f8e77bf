using LienThong.Identity.Clients;
using LienThong.Identity.Jose;
using LienThong.Identity.Keys;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Provider;

/// <summary>What a client asked for at the end: where to go on, exactly as registered.</summary>
internal sealed record LogoutAsk(OidcClient? Client, string? ReturnTo, string? State)
{
    /// <summary>The address to go on to; null: a page of ours.</summary>
    public string? Address => ReturnTo is null ? null
        : State is null ? ReturnTo : ReturnTo + (ReturnTo.Contains('?', StringComparison.Ordinal) ? '&' : '?') + QueryString.Create("state", State).ToString()[1..];
}

/// <summary>
/// RP-initiated logout. With a hint of ours for this very session the person is signed out at once; in every other case a page asks, so that no
/// foreign page signs people out. A hint that is not ours leads nowhere.
/// </summary>
internal sealed class Logout(Issuer issuers, ClientBook clients, SigningKeys keys, Subjects subjects, EndSession end, TellLogout tell)
{
    public const string Path = "/oidc/logout", ConfirmPage = Path + "/confirm";

    public static void Map(ModuleRoutes r) =>
        r.Root.MapMethods(Path, ["GET", "POST"], (HttpContext http, Logout logout, CancellationToken ct) => logout.Do(http, ct)).Public("signing out needs no right");

    private async Task Do(HttpContext http, CancellationToken ct)
    {
        var p = HttpMethods.IsPost(http.Request.Method) ? await OAuthParameters.OfForm(http) : OAuthParameters.OfQuery(http);
        if (p is null || p.Twice is not null || issuers.Of(http) is not { } issuer || p["state"]?.Length > 2048)
        {
            await ErrorPage.Show(http, OAuthError.InvalidRequest with { House = ProviderErrors.LogoutMalformed });
            return;
        }
        var hint = p["id_token_hint"] is { } token ? IdTokens.VerifyHint(token, (await keys.Ring(ct)).Hints, issuer) : default;
        var ask = p["id_token_hint"] is not null && !hint.Ok ? null : await Judge(p["client_id"] ?? hint.Value?.Client, hint.Value?.Client, p["post_logout_redirect_uri"], p["state"], ct);
        if (ask is null) await ErrorPage.Show(http, OAuthError.InvalidRequest with { House = ProviderErrors.LogoutMalformed });
        else if (http.Session() is not { } session) Go(http, ask.Address ?? "/");
        else if (hint.Value?.Session is { } sid && sid == await subjects.Session(ask.Client!, session.Id, ct)) await SignOut(http, ask, ct);
        else Go(http, ConfirmPage + (ask.Client is null ? QueryString.Empty : QueryString.Create(new Dictionary<string, string?> { ["client"] = ask.Client.Id, ["to"] = ask.ReturnTo, ["state"] = ask.State }.Where(v => v.Value is not null))));
    }

    /// <summary>The ask when client and address fit together; null when they do not.</summary>
    public async ValueTask<LogoutAsk?> Judge(string? id, string? ofHint, string? returnTo, string? state, CancellationToken ct)
    {
        if (ofHint is not null && id != ofHint) return null;
        var client = id is null ? null : await clients.Find(id, ct);
        if (id is not null && client is null) return null;
        if (returnTo is not null && client?.PostLogoutRedirectUris.Contains(returnTo, StringComparer.Ordinal) != true) return null;
        return new LogoutAsk(client, returnTo, state);
    }

    /// <summary>Ends the session here, goes on, and then tells the clients that were used in it.</summary>
    public async Task SignOut(HttpContext http, LogoutAsk ask, CancellationToken ct)
    {
        await end.SignOut(http, ct);
        http.Response.OnCompleted(() => tell.Round(CancellationToken.None));
        Go(http, ask.Address ?? "/");
    }

    private static void Go(HttpContext http, string address)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = address;
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
    }
}
