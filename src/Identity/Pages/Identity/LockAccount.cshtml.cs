using LienThong.Identity.Accounts;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Identity.Pages;

/// <summary>The owner locks the account. No fresh sign-in is asked for: haste matters, and the harm of a false lock is a walk to the counter.</summary>
[Requires(Sessions.Session.OwnAccount)]
internal sealed class LockAccountPage(LockOwnAccount locks) : OwnPage
{
    public async Task<IActionResult> OnPost(string? reason, CancellationToken ct)
    {
        var result = await locks.Do(HttpContext, HttpContext.Caller(), Session, reason ?? "", ct);
        return result.Failed ? this.Refused(result.Faults) : Redirect("/sign-in?locked=true");
    }
}
