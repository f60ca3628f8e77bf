using System.Net;
using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Provider;

/// <summary>
/// Who we say that we are. The address is a setting, never what a request says; only on the machine itself (a loopback host) does the request's
/// own address serve, so that a trial needs no setting.
/// </summary>
internal sealed class Issuer(IdentityOptions options)
{
    /// <summary>The issuer identifier, or null when it is not set and the request did not come by loopback.</summary>
    public string? Of(HttpContext http)
    {
        if (options.Issuer is { } set) return set;
        var host = http.Request.Host;
        return host.Host == "localhost" || (IPAddress.TryParse(host.Host, out var ip) && IPAddress.IsLoopback(ip)) ? $"{http.Request.Scheme}://{host.Value}" : null;
    }

    /// <summary>What access tokens for the API of the house name as their audience.</summary>
    public static string Audience(string issuer) => issuer + "/api";

    /// <summary>The address of this request as the world sees it, without query: what DPoP proofs name.</summary>
    public static string AddressOf(string issuer, HttpContext http) => issuer + http.Request.PathBase + http.Request.Path;
}
