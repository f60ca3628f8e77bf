using Microsoft.AspNetCore.Http;

namespace LienThong.Kernel.Web;

/// <summary>A strict content security policy without inline script or style, and its neighbours, on every answer.</summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    private const string ApiPolicy = "default-src 'none'; frame-ancestors 'none'";

    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";

    public Task InvokeAsync(HttpContext http)
    {
        // At the last moment, because a failure clears what was set before; what a handler decided about caching stands.
        http.Response.OnStarting(static state => Write((HttpContext)state), http);
        return next(http);
    }

    private static Task Write(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        if (http.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        headers.TryAdd("Cache-Control", "no-store");
        // An API answer is never a document: it may load nothing and stand in no frame, and needs no more said.
        if (http.Request.Path.StartsWithSegments("/api"))
        {
            headers.ContentSecurityPolicy = ApiPolicy;
            return Task.CompletedTask;
        }
        headers.ContentSecurityPolicy = FormTargets.Of(http) is { } target ? Policy.Replace("form-action 'self'", $"form-action 'self' {target}", StringComparison.Ordinal) : Policy;
        headers.TryAdd("Referrer-Policy", "same-origin");
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        return Task.CompletedTask;
    }
}

/// <summary>Where the forms of a page may finally lead besides this site: browsers apply <c>form-action</c> to redirects too.</summary>
public static class FormTargets
{
    private static readonly object Key = new();

    /// <summary>Allows one origin (<c>https://partner.example.vn</c>) for this answer.</summary>
    public static void AllowFormTarget(this HttpContext http, Uri address) => http.Items[Key] = address.GetLeftPart(UriPartial.Authority);

    internal static string? Of(HttpContext http) => http.Items.TryGetValue(Key, out var origin) ? origin as string : null;
}
