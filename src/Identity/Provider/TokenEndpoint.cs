using LienThong.Identity.Clients;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Provider;

/// <summary>A token request whose client and key are proven; each grant type judges the rest.</summary>
internal sealed record TokenAsk(OAuthParameters Form, string Issuer, ProvenClient Proven, HeldKey Key)
{
    public OidcClient Client => Proven.Client;
}

/// <summary>The answer of RFC 6749 section 5.1.</summary>
internal sealed record TokenAnswer(string AccessToken, string TokenType, int ExpiresIn, string Scope)
{
    public string? RefreshToken { get; init; }

    public string? IdToken { get; init; }

    public System.Text.Json.JsonElement? AuthorizationDetails { get; init; }
}

/// <summary>The token endpoint: proves the client, its key, and hands over to the grant type.</summary>
internal sealed class TokenEndpoint(AuthenticateClient clients, CheckProof proofs, RedeemCode redeem, RefreshAccess refresh, ClientCredentials system)
{
    public const string Path = "/oidc/token";

    public static void Map(ModuleRoutes r) => r.Root.MapPost(Path, (HttpContext http, TokenEndpoint tokens, CancellationToken ct) => tokens.Do(http, ct)).ForMachines().Public("clients prove themselves in the form");

    private async Task Do(HttpContext http, CancellationToken ct)
    {
        var answer = await Answer(http, ct);
        if (answer.Failed)
        {
            await answer.Error.Write(http);
            return;
        }
        http.Response.Headers.Pragma = "no-cache";
        await http.Response.WriteAsJsonAsync(answer.Value, OAuthError.Wire, contentType: "application/json", ct);
    }

    private async Task<Outcome<TokenAnswer>> Answer(HttpContext http, CancellationToken ct)
    {
        var sent = await clients.Do(http, ct);
        if (sent.Failed) return sent.Error;
        var (form, issuer, client) = sent.Value;
        var key = await proofs.Do(http, issuer, tokenHash: null, ct);
        if (key.Failed) return key.Error;
        if (key.Value.Thumbprint is null && client.Client.Profile == ClientProfile.Fapi) return OAuthError.InvalidProof.Because("the DPoP header is missing");
        var ask = new TokenAsk(form, issuer, client, key.Value);
        return form["grant_type"] switch
        {
            "authorization_code" => await redeem.Do(ask, ct),
            "refresh_token" => await refresh.Do(ask, ct),
            "client_credentials" => await system.Do(ask, ct),
            null => OAuthError.InvalidRequest.Because("grant_type is missing"),
            _ => OAuthError.UnsupportedGrantType,
        };
    }
}
