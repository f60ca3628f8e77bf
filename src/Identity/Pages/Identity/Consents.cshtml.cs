using LienThong.Identity.Consents;
using LienThong.Kernel.Modules;
using LienThong.Ui;

namespace LienThong.Identity.Pages;

/// <summary>Every act of agreeing, also those that have ended.</summary>
[Requires(Sessions.Session.OwnAccount)]
internal sealed class ConsentsPage(ListConsents list, TimeProvider clock) : OwnPage
{
    public IReadOnlyList<ConsentView> Rows { get; private set; } = [];

    public static string Names(IEnumerable<SheetItem> items) =>
        string.Join(", ", items.Select(i => Languages.Current == "en" ? i.En : i.Vi)) is { Length: > 0 } names ? names : "–";

    public string State(ConsentView view) => ConsentReceiptPage.StateOf(view, clock.GetUtcNow());

    public async Task OnGet(CancellationToken ct) => Rows = await list.History(Session.Account, ct);
}
