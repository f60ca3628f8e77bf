using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Programme.Parties;
using LienThong.Programme.Plans;
using LienThong.Programme.Tasks;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Programme.Pages;

/// <summary>One task: who, until when, what proves it, where it came from, what was said of it.</summary>
[Requires(Scopes.Read)]
internal sealed class TaskPage(Db db, TodaysBodies bodies, CheckEvidence check, RecordProgress record, AddEvidence add, TimeProvider clock) : PageModel
{
    public PlanHeader? Plan { get; private set; }

    public ItemView? Task { get; private set; }

    public IReadOnlyList<PartyLine> Parties { get; private set; } = [];

    public IReadOnlyList<EvidenceNow> Evidence { get; private set; } = [];

    public List<LineageLink> Parents { get; private set; } = [];

    public List<LineageLink> Children { get; private set; } = [];

    public List<ProgressSaid> History { get; private set; } = [];

    public bool Saved { get; private set; }

    public bool MayManage => HttpContext.Caller().May(Scopes.Manage);

    public DateOnly Today => clock.Today();

    public IReadOnlySet<string> Flowing { get; private set; } = new HashSet<string>();

    public async Task<IActionResult> OnGet(string plan, string code, bool saved, CancellationToken ct)
    {
        Saved = saved;
        return await Fill(plan, code, ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostEvidence(string plan, string code, string? sort, [FromForm(Name = "ref")] string? reference, string? note, CancellationToken ct)
    {
        if (!MayManage) return StatusCode(403);
        var kind = Enum.TryParse<EvidenceSort>(sort, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) ? parsed : EvidenceSort.Document;
        var result = await add.Add(HttpContext.Caller(), plan, code, new AddEvidence.Request(kind, reference ?? "", string.IsNullOrWhiteSpace(note) ? null : note), ct);
        return await Answer(result, plan, code, ct);
    }

    public async Task<IActionResult> OnPostProgress(string plan, string code, string? progress, string? said, CancellationToken ct)
    {
        if (!MayManage) return StatusCode(403);
        var result = await record.Record(HttpContext.Caller(), plan, code, new RecordProgress.Request(progress ?? "", DoneOn(), string.IsNullOrWhiteSpace(said) ? null : said), ct);
        return await Answer(result, plan, code, ct);
    }

    private DateOnly? DoneOn()
    {
        int? Part(string name) => int.TryParse(Request.Form["doneOn." + name], System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : null;
        if (DateOnly.TryParse(Request.Form["doneOn"], System.Globalization.CultureInfo.InvariantCulture, out var whole)) return whole;
        return Part("year") is { } y and >= 1 and <= 9999 && Part("month") is { } m and >= 1 and <= 12 && Part("day") is { } d && d >= 1 && d <= DateTime.DaysInMonth(y, m) ? new DateOnly(y, m, d) : null;
    }

    private async Task<IActionResult> Answer(Result result, string plan, string code, CancellationToken ct)
    {
        if (!result.Failed) return Redirect($"/programme/plans/{plan}/tasks/{code}?saved=true");
        return await Fill(plan, code, ct) ? this.Refused(result.Faults) : NotFound();
    }

    private async Task<bool> Fill(string plan, string code, CancellationToken ct)
    {
        if (await ReadPlans.Whole(db, plan, ct) is not { } view || view.Find(ItemKind.Task, code) is not { } task) return false;
        (Plan, Task) = (view.Plan, task);
        Parties = PartyLine.Of(task.Roles, bodies, view.Plan.NamesAsOf);
        Flowing = await check.Flowing(ct);
        Evidence = await check.Of(task.Evidence, ct);
        Parents = await ReadPlans.Parents(db, plan, ItemKind.Task, code, ct);
        Children = await ReadPlans.Children(db, plan, ItemKind.Task, code, ct);
        History = await ReadProgress.Of(db, plan, code, ct);
        return true;
    }
}
