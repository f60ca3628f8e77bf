using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace LienThong.Ui;

/// <summary>
/// Vietnamese unless the reader asks for English by <c>?lang=en</c>, which a cookie remembers. The browser's own wish is not asked:
/// Vietnamese is the language of the law, and many a browser is set to English without its owner's knowledge.
/// </summary>
public static class Languages
{
    private const string Cookie = "lienthong.lang";
    private const string Parameter = "lang";
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>The language of the page that is being written, as its <c>lang</c> attribute.</summary>
    public static string Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "en" : "vi";

    /// <summary>The other language.</summary>
    public static string Other => Current == "vi" ? "en" : "vi";

    internal static void Configure(RequestLocalizationOptions options)
    {
        options.DefaultRequestCulture = new(Vietnamese);
        options.SupportedCultures = [Vietnamese, English];
        options.SupportedUICultures = [Vietnamese, English];
        var chosen = new CustomRequestCultureProvider(context => Task.FromResult<ProviderCultureResult?>(Chosen(context)));
        options.RequestCultureProviders = [chosen];
    }

    internal static Task Remember(HttpContext context, RequestDelegate next)
    {
        if (Asked(context) is { } asked)
        {
            context.Response.Cookies.Append(Cookie, asked, new()
            {
                HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(365), IsEssential = true, Path = "/",
            });
        }
        return next(context);
    }

    /// <summary>This page in the other language.</summary>
    internal static string SwitchUrl(HttpRequest request)
    {
        var query = request.Query.Where(pair => pair.Key != Parameter)
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value));
        return request.PathBase.Add(request.Path) + QueryString.Create([.. query, new(Parameter, Other)]).ToUriComponent();
    }

    private static ProviderCultureResult Chosen(HttpContext context) =>
        new((Asked(context) ?? context.Request.Cookies[Cookie]) == "en" ? English.Name : Vietnamese.Name);

    private static string? Asked(HttpContext context) =>
        context.Request.Query.TryGetValue(Parameter, out var value) && value is ["vi" or "en"] ? value[0] : null;
}
