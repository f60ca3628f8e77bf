using LienThong.Identity.Organisations;
using LienThong.Identity.Proofing;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Identity.Pages;

/// <summary>An official checks an organisation against its register and decides.</summary>
[Requires(CounterScopes.Proof)]
internal sealed class CounterOrganisationPage(ListOrganisations organisations, DecideOrganisation decide) : PageModel
{
    public AskedOrganisation? Shown { get; private set; }

    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct) => await Load(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(Guid id, bool? approve, string? reason, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        if (approve is not { } yes) return this.Refused(AccountErrors.DecisionMissing.At("/approve"));
        var result = await decide.Decide(HttpContext.Caller(), id, yes, reason ?? "", ct);
        return result.Failed ? this.Refused(result.Faults) : Redirect("/counter");
    }

    private async Task<bool> Load(Guid id, CancellationToken ct)
    {
        Shown = (await organisations.Waiting(ct)).Find(r => r.Id == id);
        return Shown is not null;
    }
}
