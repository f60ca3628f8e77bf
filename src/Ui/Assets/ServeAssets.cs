using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace LienThong.Ui;

/// <summary>
/// Answers GET and HEAD of /assets/…: the smallest precompressed form that the browser takes, kept for a year because the name
/// changes with the content. A name that is not in the manifest is 404, so nothing beside the assets can be read.
/// </summary>
internal sealed class ServeAssets(RequestDelegate next, Assets assets)
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".woff2"] = "font/woff2",
    };

    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal, out var rest))
        {
            await next(context);
            return;
        }
        var name = rest.Value?.TrimStart('/') ?? "";
        if (!assets.Files.Contains(name) || !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        await Send(context, name);
    }

    private async Task Send(HttpContext context, string name)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.ETag = $"\"{name}\"";
        headers.Vary = HeaderNames.AcceptEncoding;
        if (context.Request.Headers.IfNoneMatch.Contains($"\"{name}\"", StringComparer.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        var file = Path.Combine(assets.Folder, name);
        context.Response.ContentType = Types.GetValueOrDefault(Path.GetExtension(name), "application/octet-stream");
        foreach (var (encoding, extension) in new[] { ("br", ".br"), ("gzip", ".gz") })
        {
            if (!Accepts(context.Request.Headers.AcceptEncoding, encoding) || !File.Exists(file + extension)) continue;
            headers.ContentEncoding = encoding;
            file += extension;
            break;
        }
        context.Response.ContentLength = new FileInfo(file).Length;
        if (HttpMethods.IsGet(context.Request.Method)) await context.Response.SendFileAsync(file, context.RequestAborted);
    }

    private static bool Accepts(StringValues header, string encoding) =>
        StringWithQualityHeaderValue.TryParseList(header, out var accepted)
        && accepted.Any(value => value.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && value.Quality is null or > 0);
}
