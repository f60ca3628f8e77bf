using LienThong.Exchange.Sources;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Exchange.Pages;

/// <summary>Every database, how far it is connected, and whether it answers now.</summary>
[Requires(ExchangeScopes.See)]
internal sealed class SourcesPage(ListSources list, SwitchSource work) : PageModel
{
    public IReadOnlyList<ListSources.Row> Shown { get; private set; } = [];

    public bool MayManage => HttpContext.Caller().May(ExchangeScopes.Manage);

    public async Task OnGet(CancellationToken ct) => Shown = await list.All(ct);

    public async Task<IActionResult> OnPostTest(string database, CancellationToken ct)
    {
        if (!MayManage) return StatusCode(403);
        var tested = await work.Test(database, ct);
        if (!tested.Failed) return Redirect("/exchange/sources#" + database);
        await OnGet(ct);
        return this.Refused(tested.Faults);
    }

    public async Task<IActionResult> OnPostSwitch(string database, bool off, CancellationToken ct)
    {
        if (!MayManage) return StatusCode(403);
        var done = await work.Switch(database, off, HttpContext.Caller(), ct);
        if (!done.Failed) return Redirect("/exchange/sources#" + database);
        await OnGet(ct);
        return this.Refused(done.Faults);
    }

    public static string StepName(LadderStep step) => step switch
    {
        LadderStep.Known => "Chưa có thỏa thuận",
        LadderStep.Agreed => "Có thỏa thuận",
        LadderStep.Tested => "Đã gọi thử",
        LadderStep.Live => "Đang trả lời",
        LadderStep.Flowing => "Có dữ liệu trong 30 ngày",
        _ => "Đã thay giấy tờ",
    };

    public static string Percent(long part, long whole) => whole == 0 ? "–" : (100.0 * part / whole).ToString("0.#", System.Globalization.CultureInfo.CurrentCulture) + " %";
}
