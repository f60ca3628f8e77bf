using LienThong.Identity.Recovery;
using LienThong.Identity.SignIn;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Identity.Pages;

/// <summary>Makes recovery codes; shown once, in the answer to the form.</summary>
[Requires(Sessions.Session.OwnAccount)]
internal sealed class RecoveryCodesPage(RecoveryCodes recovery, ReadFactors factors) : OwnPage
{
    protected override bool NeedsFreshSignIn => true;

    public IReadOnlyList<string>? Codes { get; private set; }

    public int Left { get; private set; }

    public bool HasApp { get; private set; }

    public async Task OnGet(CancellationToken ct)
    {
        HasApp = (await factors.Of(Session.Account, ct)).Totp;
        (Left, _) = await recovery.Left(Session.Account, ct);
    }

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        await OnGet(ct);
        if (!HasApp) return Page();
        var made = await recovery.Make(HttpContext, HttpContext.Caller(), Session, ct);
        if (made.Failed) return this.Refused(made.Faults);
        Codes = made.Value;
        return Page();
    }
}
