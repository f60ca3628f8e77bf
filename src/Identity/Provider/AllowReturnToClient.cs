using LienThong.Kernel.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.WebUtilities;

namespace LienThong.Identity.Provider;

/// <summary>
/// Pages on the way of an authorization (signing in, agreeing) hold forms whose last redirect leads to the client. Browsers check it against the
/// page's <c>form-action</c>, so the page of an open request allows the origin of that one registered address, and no other.
/// </summary>
internal sealed class AllowReturnToClient(AuthorizationRequests requests) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (HandleOf(context.HttpContext.Request) is { } handle && await requests.Find(handle, context.HttpContext.RequestAborted) is { } found)
            context.HttpContext.AllowFormTarget(new Uri(found.Request.RedirectUri));
        await next();
    }

    private static string? HandleOf(HttpRequest request)
    {
        if (request.Query["request"].ToString() is { Length: 43 } own) return own;
        var back = request.Query["returnTo"].ToString();
        var at = back.StartsWith(Authorize.Resume, StringComparison.Ordinal) ? back.IndexOf('?', StringComparison.Ordinal) : -1;
        return at < 0 ? null : QueryHelpers.ParseQuery(back[at..]).GetValueOrDefault("request").ToString() is { Length: 43 } handle ? handle : null;
    }
}
