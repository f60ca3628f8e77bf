using System.Globalization;
using LienThong.Identity.Security;
using LienThong.Kernel.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LienThong.Identity.Provider;

/// <summary>
/// What stands before the endpoints that only programs call: whoever fails to prove itself again and again is asked to wait, and a failure of ours is told in the JSON of OAuth, never as a page.
/// </summary>
internal sealed partial class MachineGate(Floods floods, SecurityLog events, ILogger<MachineGate> log) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (floods.AfterFailures(http) is { } wait)
        {
            http.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            await OAuthError.TooMany.Write(http);
            return Results.Empty;
        }
        try
        {
            var answer = await next(context);
            if (http.Response.StatusCode == StatusCodes.Status401Unauthorized && floods.CountFailure(http))
                await events.Write(SecurityEventKind.Throttled, account: null, Visitor.Of(http), "oidc", http.RequestAborted);
            return answer;
        }
        catch (Exception e) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            var status = FailureGate.FaultOf(e).Error.Status;
            if (status >= 500) LogBroken(e, http.Request.Path);
            http.Response.Clear();
            await (status switch { 503 => OAuthError.Unavailable, >= 500 => OAuthError.Broken, _ => OAuthError.InvalidRequest }).Write(http);
            return Results.Empty;
        }
    }

    [LoggerMessage(8210, LogLevel.Error, "The provider failed at {Path}.")]
    private partial void LogBroken(Exception e, string path);
}

/// <summary>Puts the gate before an endpoint.</summary>
internal static class MachineGateExtensions
{
    public static RouteHandlerBuilder ForMachines(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter<RouteHandlerBuilder, MachineGate>();
}
