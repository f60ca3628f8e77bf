using System.Diagnostics;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace LienThong.Kernel.Web;

/// <summary>Finds out who calls and lets them through only where the endpoint's rule allows. Deny unless allowed.</summary>
public sealed class AccessGate(RequestDelegate next, IEnumerable<ICallerSource> sources)
{
    private readonly ICallerSource[] sources = [.. sources];

    public async Task InvokeAsync(HttpContext http)
    {
        var endpoint = http.GetEndpoint();
        foreach (var source in sources)
        {
            if (await source.Identify(http, http.RequestAborted) is not { } caller) continue;
            http.SetCaller(caller with { TraceId = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier });
            break;
        }
        // What is no RouteEndpoint is the framework's own 405: nothing of ours stands behind it.
        if (endpoint is not RouteEndpoint || endpoint.AccessRule() is { Scope: null } || (endpoint.AccessRule() is { Scope: { } scope } && http.Caller().May(scope)))
        {
            await next(http);
            return;
        }
        await Refuse(http, endpoint.AccessRule()?.Scope ?? "?");
    }

    private static Task Refuse(HttpContext http, string scope)
    {
        var api = http.Request.Path.StartsWithSegments("/api");
        if (http.Caller().Kind != CallerKind.Anonymous)
        {
            if (api) return Problems.Write(http, KernelErrors.NotAllowed.With(scope));
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }
        if (api) return Problems.Write(http, KernelErrors.SignInNeeded);
        var back = HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString : "/";
        http.Response.Redirect("/sign-in" + QueryString.Create("returnTo", back));
        return Task.CompletedTask;
    }
}
