using LienThong.Identity.Passkeys;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Identity.Pages;

/// <summary>Adds and removes passkeys of my account.</summary>
[Requires(Sessions.Session.OwnAccount)]
internal sealed class PasskeysPage(AddPasskey passkeys, PasskeyRules rules, IPasskeyHandler<PasskeyOwner> handler, IUserPasskeyStore<PasskeyOwner> store) : OwnPage
{
    protected override bool NeedsFreshSignIn => true;

    public bool Work => rules.Work(Request);

    public List<OwnedPasskey> Owned { get; private set; } = [];

    public async Task OnGet(CancellationToken ct) => Owned = await passkeys.List(Session.Account, ct);

    public async Task<IActionResult> OnPostOptions(CancellationToken ct)
    {
        return this.Options(Work ? await passkeys.Ask(HttpContext, handler, Session, ct) : IdentityErrors.PasskeyUnavailable);
    }

    public async Task<IActionResult> OnPost(string? handle, string? credential, string? name, CancellationToken ct)
    {
        var result = await passkeys.Answer(HttpContext, handler, store, Session, new PasskeyAnswer(handle ?? "", credential ?? "", name), ct);
        return !result.Failed && Request.Query.ContainsKey("returnTo") ? LocalRedirect(Onward) : await Shown(result, ct);
    }

    public async Task<IActionResult> OnPostRemove(string? id, CancellationToken ct) => await Shown(await passkeys.Remove(HttpContext, Session, id ?? "", ct), ct);

    private async Task<IActionResult> Shown(Result result, CancellationToken ct)
    {
        if (!result.Failed) return Redirect("/account/passkeys");
        await OnGet(ct);
        return this.Refused(result.Faults);
    }
}
