using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Identity.Provider;

/// <summary>Shows a refusal to the person at the browser, on the spot and with its status: what could not be told to the client must not be redirected anywhere.</summary>
internal static class ErrorPage
{
    public const string Route = "oidc/error";

    private static readonly object Key = new();

    public static OAuthError? Of(HttpContext http) => http.Items.TryGetValue(Key, out var error) ? error as OAuthError : null;

    public static Task Show(HttpContext http, OAuthError error)
    {
        http.Items[Key] = error;
        http.Response.StatusCode = error.House.Status is 401 ? StatusCodes.Status400BadRequest : error.House.Status;
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        var page = http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().First(e => e.RoutePattern.RawText == Route);
        http.Request.Method = HttpMethods.Get;
        http.Request.RouteValues["page"] = "/Oidc/Refused";
        http.SetEndpoint(page);
        return page.RequestDelegate!(http);
    }
}
