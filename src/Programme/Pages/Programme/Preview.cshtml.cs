using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using LienThong.Programme.Import;
using LienThong.Programme.Parties;
using LienThong.Programme.Plans;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Programme.Pages;

/// <summary>What was understood and what not, before anything is written.</summary>
[Requires(Scopes.Manage)]
internal sealed class PreviewPage(ImportPlan import, KeepDraft drafts, TodaysBodies bodies, TimeProvider clock) : PageModel
{
    public ImportOutcome? Outcome { get; private set; }

    public string FileName { get; private set; } = "";

    public async Task<IActionResult> OnGet(Guid id, string? code, CancellationToken ct)
    {
        var (file, body) = await drafts.Find(HttpContext.Caller(), id, ct);
        if (body is null) return Redirect("/programme/import");
        var preview = await import.Preview(code ?? "", body, ct);
        if (preview.Failed) return Redirect("/programme/import");
        (Outcome, FileName) = (preview.Value, file);
        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, string? code, CancellationToken ct)
    {
        var (file, body) = await drafts.Find(HttpContext.Caller(), id, ct);
        if (body is null) return Redirect("/programme/import");
        var done = await import.Run(HttpContext.Caller(), code ?? "", file, body, ct);
        if (done.Failed)
        {
            await OnGet(id, code, ct);
            return Outcome is null ? Redirect("/programme/import") : this.Refused(done.Faults);
        }
        await drafts.Drop(id, ct);
        return Redirect($"/programme/plans/{done.Value.Code}?imported=true");
    }

    public IReadOnlyList<PartyLine> Owners(ParsedItem item) =>
        PartyLine.Of(item.Roles.Where(static r => r.Role is RoleKind.Lead or RoleKind.Implement), bodies, Outcome!.Plan.Head.Date ?? PlanFacts.NamesAsOfYear(Outcome.Plan.Head.FromYear, clock.Today()));
}
