using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace LienThong.Kernel.Web;

/// <summary>The last net: turns exceptions into honest answers. Texts never hold what the exception says.</summary>
public sealed partial class FailureGate(RequestDelegate next, ILogger<FailureGate> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Response.StatusCode = 499;
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            var fault = FaultOf(e);
            if (fault.Error.Status >= 500) Log.Broken(log, http.GetEndpoint()?.DisplayName, e);
            http.Response.Clear();
            if (http.Request.Path.StartsWithSegments("/api")) await Problems.Write(http, fault);
            else http.Response.StatusCode = fault.Error.Status;
        }
    }

    /// <summary>What an exception is to whoever asked. It never holds what the exception says.</summary>
    public static Fault FaultOf(Exception e) => e switch
    {
        BadHttpRequestException { StatusCode: 413 } => KernelErrors.TooLarge.With("4 MB"),
        BadHttpRequestException bad => KernelErrors.MalformedRequest.With(Short(bad)),
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } => KernelErrors.TooBroad,
        PostgresException { SqlState: "53100" or "53200" or "53300" or "57P01" or "57P02" or "57P03" } => KernelErrors.Unavailable,
        NpgsqlException { InnerException: TimeoutException } => KernelErrors.Unavailable,
        PostgresException => KernelErrors.Broken,
        NpgsqlException or TimeoutException => KernelErrors.Unavailable,
        _ => KernelErrors.Broken,
    };

    private static string Short(BadHttpRequestException e) =>
        e.InnerException is System.Text.Json.JsonException { Path: { } path } ? $"{path}: sai kiểu, thiếu hoặc thừa trường" : "nội dung hoặc tham số sai dạng";

    static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Error, "Request failed at {Endpoint}.")]
        public static partial void Broken(ILogger log, string? endpoint, Exception e);
    }
}
