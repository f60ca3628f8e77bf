using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace LienThong.Identity.Provider;

/// <summary>The parameters of one request. None may stand twice (RFC 6749 section 3.1); an empty one counts as absent.</summary>
internal sealed class OAuthParameters
{
    /// <summary>Longest form, in bytes.</summary>
    public const int MostBytes = 64 * 1024;

    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    private OAuthParameters(IEnumerable<KeyValuePair<string, StringValues>> pairs)
    {
        foreach (var (name, value) in pairs)
        {
            if (value.Count > 1) Twice ??= name;
            else if (value.ToString() is { Length: > 0 } text) values[name] = text;
        }
    }

    /// <summary>A parameter that stands twice, or null.</summary>
    public string? Twice { get; }

    public string? this[string name] => values.GetValueOrDefault(name);

    public static OAuthParameters OfQuery(HttpContext http) => new(http.Request.Query);

    /// <summary>The form of a POST; null when it is none or too long.</summary>
    public static async ValueTask<OAuthParameters?> OfForm(HttpContext http)
    {
        if (!http.Request.HasFormContentType || http.Request.ContentLength > MostBytes) return null;
        if (http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MostBytes;
        try
        {
            return new(await http.Request.ReadFormAsync(http.RequestAborted));
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }
}
