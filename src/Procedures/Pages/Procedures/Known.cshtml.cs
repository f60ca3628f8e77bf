using LienThong.Kernel.Time;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Filing;
using LienThong.Procedures.Forms;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Procedures.Pages;

/// <summary>The heart of the journey: the form is already filled; each value says which database told it, and when.</summary>
[Requires(ProcedureScopes.File)]
internal sealed class KnownModel(Drafts drafts, SaveAnswers save, Names names) : DraftPage(drafts, names)
{
    public IReadOnlyList<(string Role, IReadOnlyList<FormLine> Lines)> Groups =>
        [.. Definition.Roles.Select(r => (r.Name.Here, Lines: Lines(r.Code))).Where(g => g.Lines.Count > 0)];

    public IReadOnlyList<string> Silent =>
        [.. Form.Facts.All.Where(f => f.State is FactState.Unavailable).Select(f => Names.Database(f.Database)).Distinct(StringComparer.Ordinal)];

    public string ReadAt => Opened.Draft.FactsAt is { } at ? HanoiTime.Show(at) : "";

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Open(ct) ?? Page();

    public async Task<IActionResult> OnPostAgain(CancellationToken ct)
    {
        if (await Open(ct) is { } missing) return missing;
        var again = await save.ReadAgain(HttpContext.Caller(), Id, ct);
        return again.Failed ? this.Refused(again.Faults) : Redirect($"{Root}/known");
    }

    private IReadOnlyList<FormLine> Lines(string role) =>
        [.. Form.Lines.Where(l => l.Visible && l.Question.Shown && string.Equals(l.Question.Role, role, StringComparison.Ordinal)
            && l.Origin is AnswerOrigin.Prefilled or AnswerOrigin.Changed && l.Fact is not null && string.Equals(l.Question.Role, role, StringComparison.Ordinal))];
}
