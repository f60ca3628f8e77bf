using LienThong.Identity.Security;
using LienThong.Identity.Sessions;
using LienThong.Identity.SignIn;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LienThong.Identity.Pages;

/// <summary>My account: post, ways to sign in, devices, history.</summary>
[Requires(Sessions.Session.OwnAccount)]
internal sealed class AccountPage(
    ReadFactors factors, ListSessions list, OpenSession open, EndSession end, SecurityLog log, TimeProvider clock, IStringLocalizer<Texts> texts) : OwnPage
{
    public Session Me => Session;

    public List<OpenDevice> Devices { get; private set; } = [];

    public List<HeldPost> Posts { get; private set; } = [];

    public List<SecurityEvent> History { get; private set; } = [];

    public Factors Factors { get; private set; } = new(Password: false, Totp: false, Passkeys: 0);

    public string NameOf(string device) => Visitor.ShortName(device) is { Length: > 0 } name ? name : texts["Không rõ thiết bị"];

    public async Task OnGet(CancellationToken ct)
    {
        Devices = await list.Open(Session.Account, ct);
        Posts = Session.Kind == AccountKind.Official ? await list.Posts(Session.Account, clock.Today(), ct) : [];
        History = await log.Of(Session.Account, ct);
        Factors = await factors.Of(Session.Account, ct);
    }

    public async Task<IActionResult> OnPostPost(Guid assignment, CancellationToken ct)
    {
        if (await open.SwitchPost(HttpContext, Session, assignment, ct)) return Redirect("/account");
        await OnGet(ct);
        return this.Refused(IdentityErrors.PostNotHeld.At("/assignment"));
    }

    public async Task<IActionResult> OnPostEnd(Guid session, CancellationToken ct)
    {
        await end.One(HttpContext, Session.Account, session, ct);
        return Redirect("/account#devices");
    }

    public async Task<IActionResult> OnPostEndOthers(CancellationToken ct)
    {
        await end.Others(Session.Account, Session.Id, ct);
        await log.Write(SecurityEventKind.SessionEnded, Session.Account, Visitor.Of(HttpContext), null, ct);
        return Redirect("/account#devices");
    }
}
