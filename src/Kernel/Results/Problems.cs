using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace LienThong.Kernel.Results;

/// <summary>Writes refusals as <c>application/problem+json</c> (RFC 9457) with the permanent code and every fault.</summary>
public static class Problems
{
    /// <summary>Answers with the status of the first fault and lists all of them.</summary>
    public static Task Write(HttpContext http, Faults faults)
    {
        var first = faults[0];
        http.Response.StatusCode = first.Error.Status;
        if (first.Error.Status == StatusCodes.Status401Unauthorized) http.Response.Headers.WWWAuthenticate = "Bearer";
        if (first.Error.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            http.Response.Headers.RetryAfter = "5";
        }
        return http.Response.WriteAsJsonAsync(Describe(http, faults), options: null, "application/problem+json", http.RequestAborted);
    }

    /// <summary>The body of the answer.</summary>
    public static Problem Describe(HttpContext http, Faults faults)
    {
        var culture = CultureInfo.CurrentUICulture;
        var first = faults[0];
        var errors = faults.Where(f => f.Pointer is not null)
            .Select(f => new ProblemAt(f.Pointer!, f.Error.Code, f.Text(culture)))
            .ToList();
        var trace = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
        return new Problem($"/docs/errors/{first.Error.Code}", first.Error.Code, first.Text(culture), first.Error.Status, trace, errors);
    }
}

/// <summary>A refusal on the wire.</summary>
/// <param name="Type">Where the code is explained.</param>
/// <param name="Code">The permanent code of the first fault.</param>
/// <param name="Title">What happened and what to do, in the language of the caller.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="TraceId">To be told to support; holds nothing about the person.</param>
/// <param name="Errors">Every fault that points at an input.</param>
public sealed record Problem(string Type, string Code, string Title, int Status, string TraceId, IReadOnlyList<ProblemAt> Errors);

/// <summary>One fault of an input: a JSON pointer, the permanent code, what to do.</summary>
public sealed record ProblemAt(string Pointer, string Code, string Detail);
