using Microsoft.AspNetCore.Http;

namespace LienThong.Identity.Sessions;

/// <summary>
/// The cookie that carries the handle of a session. HttpOnly, SameSite=Lax, host only; Secure and with the <c>__Host-</c> prefix wherever
/// the request came by https, so that no other host of the domain can plant one.
/// </summary>
internal static class SessionCookie
{
    public static string? Read(HttpContext http) => http.Request.Cookies[Name(http)] is { Length: 43 } handle ? handle : null;

    public static void Write(HttpContext http, string handle) => http.Response.Cookies.Append(Name(http), handle, Options(http));

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Name(http), Options(http));

    private static string Name(HttpContext http) => http.Request.IsHttps ? "__Host-lienthong" : "lienthong";

    internal static CookieOptions Options(HttpContext http) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        Path = "/",
        IsEssential = true,
    };
}
