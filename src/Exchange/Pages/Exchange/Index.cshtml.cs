using LienThong.Exchange.Agreements;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Exchange.Pages;

/// <summary>All agreements, those that wait for the visitor first.</summary>
[Requires(ExchangeScopes.See)]
internal sealed class AgreementsPage(ListAgreements list) : PageModel
{
    public IReadOnlyList<ListAgreements.Row> Waiting { get; private set; } = [];

    public IReadOnlyList<ListAgreements.Row> Shared { get; private set; } = [];

    public IReadOnlyList<ListAgreements.Row> Others { get; private set; } = [];

    public bool MayManage => HttpContext.Caller().May(ExchangeScopes.Manage);

    public async Task OnGet(CancellationToken ct)
    {
        var all = await list.For(HttpContext.Caller(), ct);
        Waiting = [.. all.Where(r => r.WaitsForMe)];
        Shared = [.. all.Where(r => !r.WaitsForMe && (r.MayDecide || r.Reads))];
        Others = [.. all.Except(Waiting).Except(Shared)];
    }

    public static string Colour(AgreementState state) => state switch
    {
        AgreementState.Requested => "waiting",
        AgreementState.Approved => "done",
        AgreementState.Suspended => "late",
        _ => "neutral",
    };
}
