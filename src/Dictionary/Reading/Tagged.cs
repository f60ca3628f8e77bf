using System.Globalization;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LienThong.Dictionary.Reading;

/// An answer that depends only on the edition and the day asked for, so that a client which has it already gets 304.
sealed record Tagged<T>(DictionaryEdition Edition, T Body) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var tag = string.Create(CultureInfo.InvariantCulture, $"\"dic-{Edition.Number}-{Edition.Day:yyyyMMdd}\"");
        var headers = httpContext.Response.Headers;
        headers.ETag = tag;
        headers.CacheControl = "public, max-age=60";
        if (httpContext.Request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Any(t => t == tag || t == "W/" + tag || t == "*"))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        return httpContext.Response.WriteAsJsonAsync(Body, httpContext.RequestAborted);
    }
}

/// Which edition a request means: `?edition=3`, `?on=2026-11-21` (as published that day), or the newest.
sealed record Asked(int? Edition, DateOnly? On)
{
    public async Task<Result<DictionaryEdition>> In(IDictionary dictionary, CancellationToken ct)
    {
        if (Edition is { } number) return await dictionary.Edition(number, ct);
        if (On is { } day) return await dictionary.PublishedOn(day, ct);
        return await dictionary.Current(ct);
    }
}
