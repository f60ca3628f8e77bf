using LienThong.Identity.Passkeys;
using LienThong.Identity.Sessions;
using LienThong.Identity.SignIn;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Identity.Pages;

/// <summary>Asks for the factor that is missing; says how to get one where the account has none that is strong enough.</summary>
[Requires(Sessions.Session.OwnAccount)]
internal sealed class StepUpPage(StepUp stepUp, SignInWithPasskey passkeys, PasskeyRules rules, ReadFactors factors) : OwnPage
{
    /// The highest level that our own factors reach; above it a chip card and a face are needed.
    private const int OwnFactors = 2;

    public SignInAim Aim => SignInAim.Of(Request, Url);

    public Factors Has { get; private set; } = Factors.None;

    /// When what the account has will be enough; null when it is now, or never.
    public DateTimeOffset? WaitsUntil => Aim.Level <= OwnFactors && Has.Reach < OwnFactors ? Has.StrongFrom : null;

    public bool AsksCode => Aim.Level <= OwnFactors && Has is { Totp: true, Reach: OwnFactors } && Session.Methods.Contains("pwd");

    public bool AsksPasskey => Aim.Level <= OwnFactors && Has is { Passkeys: > 0, Reach: OwnFactors };

    public bool PasskeysWork => rules.Work(Request);

    public bool OwnFactorsReach => Aim.Level <= OwnFactors;

    public int Level => Session.AuthenticationLevel;

    /// This page again, for the way back from adding a factor.
    public string Here => Uri.EscapeDataString("/sign-in/step-up" + Aim.Query);

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        if (Session.AuthenticationLevel >= Aim.Level) return LocalRedirect(Aim.ReturnTo);
        Has = await factors.Of(Session.Account, ct);
        return Page();
    }

    public async Task<IActionResult> OnPost(string? code, CancellationToken ct)
    {
        var result = await stepUp.WithCode(HttpContext, Session, code ?? "", ct);
        return await Shown(result, ct);
    }

    public async Task<IActionResult> OnPostPasskeyOptions([FromServices] IPasskeyHandler<PasskeyOwner> handler, CancellationToken ct)
    {
        var owner = new PasskeyOwner(Session.Account, Session.DisplayName);
        return this.Options(PasskeysWork ? await passkeys.Ask(HttpContext, handler, owner, ct) : IdentityErrors.PasskeyUnavailable);
    }

    public async Task<IActionResult> OnPostPasskey(
        string? handle, string? credential, [FromServices] IPasskeyHandler<PasskeyOwner> handler, [FromServices] IUserPasskeyStore<PasskeyOwner> store, CancellationToken ct)
    {
        var result = await stepUp.WithPasskey(HttpContext, Session, handler, store, new PasskeyAnswer(handle ?? "", credential ?? ""), ct);
        return await Shown(result, ct);
    }

    private async Task<IActionResult> Shown(Kernel.Results.Result result, CancellationToken ct)
    {
        if (!result.Failed) return LocalRedirect(Aim.ReturnTo);
        Has = await factors.Of(Session.Account, ct);
        return this.Refused(result.Faults);
    }
}
