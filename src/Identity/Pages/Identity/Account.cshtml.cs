using System.Globalization;
using LienThong.Identity.Recovery;
using LienThong.Identity.Security;
using LienThong.Identity.Sessions;
using LienThong.Identity.SignIn;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace LienThong.Identity.Pages;

/// <summary>My account: post, ways to sign in, devices, history.</summary>
[Requires(Sessions.Session.OwnAccount)]
internal sealed class AccountPage(
    ReadFactors factors, Activations activations, RecoveryCodes codes, IdentifySession sessions, ListSessions list, OpenSession open, EndSession end, SecurityLog log, TimeProvider clock, IStringLocalizer<Texts> texts) : OwnPage
{
    public Session Me => Session;

    public List<OpenDevice> Devices { get; private set; } = [];

    public List<HeldPost> Posts { get; private set; } = [];

    public List<SecurityEvent> History { get; private set; } = [];

    public Factors Factors { get; private set; } = Factors.None;

    public List<SecurityEvent> News { get; private set; } = [];

    /// From when a recovery that somebody asked for will work; null when none waits.
    public DateTimeOffset? Recovery { get; private set; }

    public int CodesLeft { get; private set; }

    [BindProperty(SupportsGet = true, Name = "before")]
    public DateTimeOffset? Before { get; set; }

    public string? Older => History.Count < SecurityLog.PageLength
        ? null
        : "/account" + QueryString.Create("before", History[^1].At.ToString("O", CultureInfo.InvariantCulture)) + "#history";

    public string NameOf(string device) => Visitor.ShortName(device) is { Length: > 0 } name ? name : texts["Không rõ thiết bị"];

    public async Task OnGet(CancellationToken ct)
    {
        Devices = await list.Open(Session.Account, ct);
        Posts = Session.Kind == AccountKind.Official ? await list.Posts(Session.Account, clock.Today(), ct) : [];
        History = await log.Of(Session.Account, Before?.ToUniversalTime(), ct);
        News = await log.News(Session.Account, ct);
        Recovery = await activations.Waiting(Session.Account, ct);
        (CodesLeft, _) = await codes.Left(Session.Account, ct);
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

    public async Task<IActionResult> OnPostSeen(DateTimeOffset until, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await log.Seen(Session.Account, until.ToUniversalTime() < now ? until.ToUniversalTime() : now, ct);
        sessions.ForgetAll();
        return Redirect("/account");
    }

    public async Task<IActionResult> OnPostStopRecovery(CancellationToken ct)
    {
        if (await activations.Withdraw(Session.Account, ct) > 0)
            await log.Write(SecurityEventKind.RecoveryStopped, Session.Account, Visitor.Of(HttpContext), null, ct);
        return Redirect("/account#news");
    }

    public async Task<IActionResult> OnPostEndOthers(CancellationToken ct)
    {
        await end.Others(Session.Account, Session.Id, ct);
        await log.Write(SecurityEventKind.SessionEnded, Session.Account, Visitor.Of(HttpContext), null, ct);
        return Redirect("/account#devices");
    }
}
