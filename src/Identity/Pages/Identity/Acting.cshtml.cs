using LienThong.Identity.Organisations;
using LienThong.Identity.Representation;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Identity.Pages;

/// <summary>For whom I may act, for whom I act now, and what waits for my consent.</summary>
[Requires(Sessions.Session.OwnAccount)]
internal sealed class ActingPage(Mandates mandates, ListOrganisations organisations, DecideOrganisation decide, OpenSession open) : OwnPage
{
    public Acting? Now => Session.Acting;

    public List<Mandate> Mandates { get; private set; } = [];

    public List<AskedOrganisation> Asked { get; private set; } = [];

    public List<AskedOrganisation> Requests { get; private set; } = [];

    public async Task OnGet(CancellationToken ct)
    {
        Mandates = await mandates.Of(Session.Account, ct);
        Asked = await organisations.AskedOf(Session.Account, ct);
        Requests = await organisations.Of(Session.Account, ct);
    }

    public async Task<IActionResult> OnPostAct(Guid? mandate, CancellationToken ct)
    {
        if (await open.ActFor(HttpContext, Session, mandate, ct)) return Redirect(mandate is null ? "/account/acting" : "/");
        await OnGet(ct);
        return this.Refused(AccountErrors.MandateUnknown);
    }

    public async Task<IActionResult> OnPostConsent(Guid request, bool yes, CancellationToken ct)
    {
        var result = await decide.Answer(HttpContext.Caller(), Session.Account, request, yes, ct);
        if (!result.Failed) return Redirect("/account/acting");
        await OnGet(ct);
        return this.Refused(result.Faults);
    }
}
