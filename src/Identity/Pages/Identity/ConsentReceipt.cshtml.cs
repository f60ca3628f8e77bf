using LienThong.Identity.Consents;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Modules;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Identity.Pages;

/// <summary>The receipt of one act, for the screen and for paper: what was shown, what was agreed, where the proof stands.</summary>
[Requires(Session.OwnAccount)]
internal sealed class ConsentReceiptPage(ListConsents list, TimeProvider clock) : OwnPage
{
    public ConsentView View { get; private set; } = null!;

    public Session Me => Session;

    public string State => StateOf(View, clock.GetUtcNow());

    public IReadOnlyList<SheetItem> Granted => [.. View.Granted, .. View.Sheet.Details.SelectMany(d => d.Fields)];

    public IReadOnlyList<SheetItem> Refused => [.. View.Refused];

    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct)
    {
        if (await list.One(Session.Account, id, ct) is not { } view) return NotFound();
        View = view;
        return Page();
    }

    /// The key of the text that says how a consent stands.
    public static string StateOf(ConsentView view, DateTimeOffset now) => view switch
    {
        { WithdrawnWhy: "by-person" } => "Bạn đã rút lại",
        { WithdrawnWhy: "narrowed" } => "Đã thay bằng lần đồng ý hẹp hơn",
        { WithdrawnWhy: "client-revoked" } => "Hệ thống đã bị thu hồi",
        _ when view.Consent.EndsAt <= now => "Đã hết hạn",
        _ => "Đang có hiệu lực",
    };
}
