using LienThong.Identity.Representation;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Identity.Pages;

/// <summary>A parent opens an account for a child whom the population register names; needs authentication level 2.</summary>
[Requires(Sessions.Session.OwnAccount)]
internal sealed class ChildrenPage(OpenChildAccount open) : OwnPage
{
    public IReadOnlyList<NamedChild> Children { get; private set; } = [];

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        if (Session.AuthenticationLevel < 2) return Redirect(Acr.Address(Request.Path, 2));
        var found = await open.ChildrenOf(HttpContext.Caller(), Session, ct);
        if (found.Failed) return this.Refused(found.Faults);
        Children = found.Value;
        return Page();
    }

    public async Task<IActionResult> OnPost(string? child, CancellationToken ct)
    {
        if (Session.AuthenticationLevel < 2) return Redirect(Acr.Address(Request.Path, 2));
        var result = await open.Do(HttpContext.Caller(), Session, child ?? "", ct);
        if (!result.Failed) return Redirect("/account/acting");
        await OnGet(ct);
        return this.Refused(result.Faults[0].At("/child"));
    }
}
