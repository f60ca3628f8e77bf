using LienThong.Identity.Clients;
using LienThong.Identity.Consents;
using LienThong.Identity.Keys;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Provider;

/// <summary>Tells what the provider speaks (OIDC Discovery 1.0, RFC 8414). Both addresses say the same; nothing stands here that is not done.</summary>
internal sealed class Discovery(Issuer issuers, ClaimBook claims, AuthorizationDetails details)
{
    public static void Map(ModuleRoutes r)
    {
        foreach (var path in (string[])["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"])
            r.Root.MapGet(path, (HttpContext http, Discovery discovery, CancellationToken ct) => discovery.Do(http, ct)).Public("partners configure themselves from it");
    }

    private async Task Do(HttpContext http, CancellationToken ct)
    {
        if (issuers.Of(http) is not { } issuer)
        {
            await (OAuthError.InvalidRequest with { House = ProviderErrors.IssuerUnset }).Write(http);
            return;
        }
        http.Response.Headers.CacheControl = "public, max-age=3600";
        http.Response.Headers.AccessControlAllowOrigin = "*";
        await http.Response.WriteAsJsonAsync(await Document(issuer, ct), OAuthError.Wire, contentType: "application/json", ct);
    }

    private async Task<Dictionary<string, object>> Document(string issuer, CancellationToken ct)
    {
        var all = await claims.All(ct);
        string[] proofAlgorithms = ["ES256", "PS256"], signing = ["ES256", "PS256", "RS256"], clientAuth = ["private_key_jwt", "client_secret_basic", "client_secret_post"];
        return new(StringComparer.Ordinal)
        {
            ["issuer"] = issuer,
            ["authorization_endpoint"] = issuer + Authorize.Path,
            ["token_endpoint"] = issuer + TokenEndpoint.Path,
            ["pushed_authorization_request_endpoint"] = issuer + PushRequest.Path,
            ["userinfo_endpoint"] = issuer + Userinfo.Path,
            ["introspection_endpoint"] = issuer + Introspect.Path,
            ["revocation_endpoint"] = issuer + Introspect.RevokePath,
            ["end_session_endpoint"] = issuer + Logout.Path,
            ["jwks_uri"] = issuer + ServeKeys.Path,
            ["scopes_supported"] = ClientScopes.Protocol.Concat(all.Select(c => c.Scope)).Distinct(StringComparer.Ordinal),
            ["claims_supported"] = new[] { "sub", "acr", "amr", "auth_time", "sid" }.Concat(all.Select(c => c.Claim)),
            ["response_types_supported"] = new[] { "code" },
            ["response_modes_supported"] = new[] { "query" },
            ["grant_types_supported"] = new[] { "authorization_code", "refresh_token", "client_credentials" },
            ["subject_types_supported"] = new[] { "pairwise", "public" },
            ["acr_values_supported"] = Enumerable.Range(1, Acr.Highest).Select(Acr.Of),
            ["code_challenge_methods_supported"] = new[] { "S256" },
            ["prompt_values_supported"] = new[] { "none", "login", "consent" },
            ["id_token_signing_alg_values_supported"] = signing,
            ["userinfo_signing_alg_values_supported"] = signing,
            ["userinfo_encryption_alg_values_supported"] = new[] { "ECDH-ES" },
            ["userinfo_encryption_enc_values_supported"] = new[] { "A128GCM", "A256GCM" },
            ["dpop_signing_alg_values_supported"] = proofAlgorithms,
            ["token_endpoint_auth_methods_supported"] = clientAuth,
            ["token_endpoint_auth_signing_alg_values_supported"] = proofAlgorithms,
            ["introspection_endpoint_auth_methods_supported"] = clientAuth,
            ["introspection_endpoint_auth_signing_alg_values_supported"] = proofAlgorithms,
            ["revocation_endpoint_auth_methods_supported"] = clientAuth,
            ["revocation_endpoint_auth_signing_alg_values_supported"] = proofAlgorithms,
            ["authorization_details_types_supported"] = details.Types,
            ["authorization_response_iss_parameter_supported"] = true,
            ["require_pushed_authorization_requests"] = false,
            ["claims_parameter_supported"] = true,
            ["request_parameter_supported"] = false,
            ["request_uri_parameter_supported"] = false,
            ["backchannel_logout_supported"] = true,
            ["backchannel_logout_session_supported"] = true,
            ["ui_locales_supported"] = new[] { "vi", "en" },
            ["service_documentation"] = issuer + "/docs",
        };
    }
}
