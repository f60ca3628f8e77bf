using LienThong.Identity.SignIn;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Identity.Pages;

/// <summary>Sets the password of my account.</summary>
[Requires(Sessions.Session.OwnAccount)]
internal sealed class PasswordPage(SetPassword passwords) : OwnPage
{
    protected override bool NeedsFreshSignIn => true;

    public async Task<IActionResult> OnPost(string? password, string? again, CancellationToken ct)
    {
        var result = await passwords.Do(HttpContext, Session, password ?? "", again ?? "", ct);
        return result.Failed ? this.Refused(result.Faults) : Redirect("/account#factors");
    }
}
