using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Programme.Plans;
using LienThong.Programme.Reports;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Programme.Pages;

/// <summary>The monthly report, drafted from facts.</summary>
[Requires(Scopes.Read)]
internal sealed class ReportPage(Db db, KeepReport keep) : PageModel
{
    private const int MostWords = 2000;

    public PlanHeader? Plan { get; private set; }

    public MonthlyReport? Report { get; private set; }

    public KeptReport? Kept { get; private set; }

    public bool MayManage => HttpContext.Caller().May(Scopes.Manage);

    public async Task<IActionResult> OnGet(string plan, string? month, CancellationToken ct) =>
        await Fill(plan, month, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(string plan, string? month, string? results, string? difficulties, string? proposals, CancellationToken ct)
    {
        if (!MayManage) return StatusCode(403);
        if (await ReadPlans.Whole(db, plan, ct) is not { } view || keep.Month(month, view.Plan.ReportDay) is not { } chosen) return NotFound();
        var check = new Check();
        check.That((results ?? "").Length <= MostWords, "/results", ProgrammeErrors.NoteTooLong);
        check.That((difficulties ?? "").Length <= MostWords, "/difficulties", ProgrammeErrors.NoteTooLong);
        check.That((proposals ?? "").Length <= MostWords, "/proposals", ProgrammeErrors.NoteTooLong);
        if (!check.Ok) return await Fill(plan, month, ct) ? this.Refused(check.Faults) : NotFound();
        var draft = await keep.Draft(view, chosen, new ReportWords(results?.Trim() ?? "", difficulties?.Trim() ?? "", proposals?.Trim() ?? ""), ct);
        await keep.Keep(HttpContext.Caller(), plan, draft, ct);
        return Redirect($"/programme/plans/{plan}/report?month={chosen:yyyy-MM}");
    }

    private async Task<bool> Fill(string plan, string? month, CancellationToken ct)
    {
        if (await ReadPlans.Whole(db, plan, ct) is not { } view || keep.Month(month, view.Plan.ReportDay) is not { } chosen) return false;
        Plan = view.Plan;
        Kept = await keep.Kept(plan, chosen, ct);
        Report = Kept?.Report ?? await keep.Draft(view, chosen, ReportWords.None, ct);
        return true;
    }
}
