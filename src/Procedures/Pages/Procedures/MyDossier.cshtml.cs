using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Papers;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace LienThong.Procedures.Pages;

/// <summary>One dossier as its applicant sees it: where it stands, what is asked, the result, the papers not asked for and who read the data.</summary>
[Requires(ProcedureScopes.File)]
internal sealed class MyDossierModel(DossierShelf shelf, ProcedureLibrary library, Names names, IStringLocalizer<Texts> T) : PageModel
{
    public Dossier Dossier { get; private set; } = null!;

    public ProcedureDefinition Definition { get; private set; } = null!;

    public Names Names => names;

    public IReadOnlyList<StepEntry> History { get; private set; } = [];

    public IReadOnlyList<WaivedPaper> Waived { get; private set; } = [];

    public IReadOnlyList<(string Label, StoredAnswer Answer)> Answers { get; private set; } = [];

    public bool MayWithdraw => StateMachine.Move(Definition, Dossier.Step, MoveAction.Withdraw) is not null;

    public IEnumerable<Choice> Marks =>
        [new("5", T["Rất hài lòng"]), new("4", T["Hài lòng"]), new("3", T["Bình thường"]), new("2", T["Không hài lòng"]), new("1", T["Rất không hài lòng"])];

    public string? Note(string action) => History.LastOrDefault(h => string.Equals(h.Action, action, StringComparison.Ordinal))?.Note;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct) => await Open(id, ct) ?? Page();

    public async Task<IActionResult> OnPostRate(Guid id, int score, string? comment, [FromServices] RateDossier rate, CancellationToken ct) =>
        await After(id, await rate.Run(HttpContext.Caller(), id, new(score, comment), ct), ct);

    public async Task<IActionResult> OnPostPay(Guid id, [FromServices] PayFee pay, CancellationToken ct) => await After(id, await pay.Run(HttpContext.Caller(), id, ct), ct);

    public async Task<IActionResult> OnPostWithdraw(Guid id, int version, [FromServices] DossierDesk desk, CancellationToken ct)
    {
        var moved = await desk.Move(HttpContext.Caller(), new MoveWish(id, MoveAction.Withdraw, version, null), ct);
        return await After(id, moved.Failed ? moved.Faults : Result.Done, ct);
    }

    public async Task<IActionResult> OnPostSupplement(
        Guid id, string paper, IFormFile? file, string? note, [FromServices] UploadPaper uploads, [FromServices] GiveSupplement give, CancellationToken ct)
    {
        if (await Open(id, ct) is { } missing) return missing;
        if (!string.Equals(Dossier.Step, DefinitionCheck.WaitingStep, StringComparison.Ordinal)) return Redirect($"/my/dossiers/{id}");
        if (file is { Length: > 0 } && Definition.Paper(paper) is not null)
        {
            var kept = await uploads.Run(HttpContext.Caller(), id, paper, file, ct);
            if (kept.Failed) return this.Refused(kept.Faults);
        }
        var given = await give.Run(HttpContext.Caller(), id, Dossier.Version, note, ct);
        return await After(id, given.Failed ? given.Faults : Result.Done, ct);
    }

    private async Task<IActionResult> After(Guid id, Result done, CancellationToken ct)
    {
        if (!done.Failed) return Redirect($"/my/dossiers/{id}");
        return await Open(id, ct) ?? this.Refused(done.Faults);
    }

    private async Task<IActionResult?> Open(Guid id, CancellationToken ct)
    {
        await names.Load(ct);
        var own = await shelf.Own(HttpContext.Caller(), id, ct);
        if (own.Failed) return NotFound();
        Dossier = own.Value;
        Definition = await library.Pinned(Dossier.ProcedureCode, Dossier.Definition, ct);
        History = await shelf.History(id, ct);
        Waived = await Papers(shelf, Definition, names, id, ct);
        var answers = await shelf.Answers(id, ct);
        Answers = [.. Definition.Questions.Where(q => q.Shown)
            .Select(q => (q.Label.Here, answers.FirstOrDefault(a => string.Equals(a.Key, q.Key, StringComparison.Ordinal)))).Where(x => x.Item2 is not null).Select(x => (x.Here, x.Item2!))];
        return null;
    }

    /// <summary>The papers that were not asked for, with what stands for each.</summary>
    internal static async Task<IReadOnlyList<WaivedPaper>> Papers(DossierShelf shelf, ProcedureDefinition definition, Names names, Guid id, CancellationToken ct) =>
        [.. (await shelf.Proofs(id, ct)).Where(p => p.Verdict is "waived").Select(p => new WaivedPaper(
            definition.Paper(p.Paper)?.Name.Here ?? p.Paper, definition.Paper(p.Paper)?.Why.Here, [.. p.Databases.Select(names.Database)], p.AsOf, p.Agreement))];
}
