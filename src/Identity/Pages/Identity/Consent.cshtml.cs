using LienThong.Identity.Clients;
using LienThong.Identity.Consents;
using LienThong.Identity.Provider;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Modules;
using LienThong.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace LienThong.Identity.Pages;

/// <summary>
/// Where a person agrees or refuses. Everything shown and recorded comes from the stored request, never from the form: the form only says which
/// lines were chosen.
/// </summary>
[PublicPage("asks for a session itself and keeps the request while the person signs in")]
internal sealed class ConsentPage(
    AuthorizationRequests requests, ClientBook clients, ClaimBook claims, WriteSheet write, GiveConsent give) : OwnPage
{
    private OidcClient client = null!;
    private ConsentAsk ask = null!;

    [BindProperty(SupportsGet = true, Name = "request")]
    public string? RequestHandle { get; set; }

    public ConsentSheet Sheet { get; private set; } = null!;

    public Session Me => Session;

    public IReadOnlyList<SheetItem> Required => [.. Sheet.Items.Where(i => i.Required)];

    public IReadOnlyList<SheetItem> Optional => [.. Sheet.Optional];

    private string Resume => Authorize.Resume + QueryString.Create("request", RequestHandle ?? "");

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var ct = HttpContext.RequestAborted;
        var stored = await requests.Find(RequestHandle ?? "", ct);
        if (stored is not { Pushed: false } || await clients.Find(stored.Request.Client, ct) is not { } found)
        {
            Response.StatusCode = StatusCodes.Status410Gone;
            await ErrorPage.Show(HttpContext, OAuthError.RequestOver);
            context.Result = new EmptyResult();
            return;
        }
        if (HttpContext.Session() is not { } session)
        {
            context.Result = Redirect(Resume);
            return;
        }
        client = found;
        var request = stored.Request;
        var rules = await claims.Asked(request.Scopes, [.. request.Claims, .. request.IdTokenClaims], ct);
        ask = new ConsentAsk(session.Account, client.Id, request.Scopes, [.. rules.Select(r => r.Claim)], request.Details);
        Sheet = await write.Do(client, ask, request.Essential, ct);
        await base.OnPageHandlerExecutionAsync(context, next);
    }

    public IActionResult OnGet() => Page();

    public async Task<IActionResult> OnPost(string? decision, string[]? items, CancellationToken ct)
    {
        if (decision == "none")
        {
            await give.Refuse(HttpContext, Session, client.Id, ct);
            return SeeOther(Resume + "&refused=1");
        }
        if (decision is not ("all" or "some")) return this.Refused(ConsentErrors.ChoiceMissing);
        var granted = decision == "all" ? Sheet.Items : Sheet.Items.Where(i => i.Required || (items ?? []).Contains(i.Key, StringComparer.Ordinal));
        var given = await give.Do(HttpContext, Session, ask, Sheet, new([.. granted.Select(i => i.Key)], Languages.Current), ct);
        return given.Failed ? this.Refused(given.Faults) : SeeOther(Resume);
    }

    private StatusCodeResult SeeOther(string address)
    {
        Response.Headers.Location = address;
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
