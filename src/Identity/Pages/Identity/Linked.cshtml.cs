using LienThong.Identity.Consents;
using LienThong.Kernel.Modules;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Identity.Pages;

/// <summary>Systems that the person linked, what each may read, and taking it back.</summary>
[Requires(Sessions.Session.OwnAccount)]
internal sealed class LinkedPage(ListConsents list, WithdrawConsent withdraw) : OwnPage
{
    public IReadOnlyList<LinkedSystem> Systems { get; private set; } = [];

    public static string Name(SheetItem item) => Languages.Current == "en" ? item.En : item.Vi;

    public static string Source(SheetItem item) => Languages.Current == "en" ? item.SourceEn : item.Source;

    public async Task OnGet(CancellationToken ct) => Systems = await list.Linked(Session.Account, ct);

    public async Task<IActionResult> OnPost(string? client, CancellationToken ct)
    {
        var done = await withdraw.Do(HttpContext, Session, client ?? "", ct);
        if (!done.Failed) return Redirect("/account/linked");
        await OnGet(ct);
        return this.Refused(done.Faults);
    }
}
