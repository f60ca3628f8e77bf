using LienThong.Directory;
using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Filing;
using LienThong.Procedures.Forms;
using LienThong.Procedures.Papers;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Procedures.Pages;

/// <summary>Everything once more before it is handed in, each line with its way back.</summary>
[Requires(ProcedureScopes.File)]
internal sealed class CheckModel(Drafts drafts, UploadPaper uploads, FileDossier file, IDirectory directory, Names names) : DraftPage(drafts, names)
{
    private IReadOnlyList<PaperState> papers = [];

    public IReadOnlyList<(string Role, IReadOnlyList<FormLine> Lines)> Groups =>
        [.. Definition.Roles.Select(r => (r.Name.Here, Lines: Lines(r.Code))).Where(g => g.Lines.Count > 0)];

    public int Waived => papers.Count(p => p.Verdict is PaperVerdict.Waived);

    public int Provided => papers.Count(p => p.Verdict is PaperVerdict.Provided);

    public long Fee => FilingPlan.Fee(Definition, Opened.Draft.Channel, Names.Today);

    public string Agency
    {
        get
        {
            var commune = Definition.Competence.CommuneFrom.Select(Form.Value).FirstOrDefault(v => !string.IsNullOrEmpty(v));
            var kind = Definition.Competence.AgencyClass is "class:commune-police" ? CommuneBodyKind.Police : CommuneBodyKind.PeoplesCommittee;
            return (commune is null ? null : directory.CommuneBody(commune, kind, Names.Today))?.Name ?? Definition.Legal.Agency.Here;
        }
    }

    public string? ChangeOf(FormLine line) => line.Origin switch
    {
        AnswerOrigin.Typed => $"{Root}/questions/{Definition.Pages.First(p => p.Questions.Contains(line.Question)).Code}",
        AnswerOrigin.Prefilled or AnswerOrigin.Changed when line.Question.Correctable && line.Fact is not null => $"{Root}/correct/{line.Key}",
        _ => null,
    };

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Begin(ct) ?? Page();

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        if (await Begin(ct) is { } missing) return missing;
        if (AskLevel.Detour(HttpContext, Definition, $"{Root}/check") is { } detour) return Redirect(detour);
        // The draft's key is the key of the dossier: pressing twice, or going back and pressing again, finds the first filing.
        var filed = await file.Run(HttpContext.Caller(), Id, ct);
        if (!filed.Failed) return Redirect($"/my/dossiers/{filed.Value.Id}/filed");
        return await Begin(ct) ?? this.Refused(filed.Faults);
    }

    private IReadOnlyList<FormLine> Lines(string role) =>
        [.. Form.Lines.Where(l => l.Visible && l.Question.Shown && !string.IsNullOrEmpty(l.Value) && string.Equals(l.Question.Role, role, StringComparison.Ordinal))];

    private async Task<IActionResult?> Begin(CancellationToken ct)
    {
        if (await Open(ct) is { } missing) return missing;
        papers = Decide(Form, await uploads.Of(Id, ct));
        return null;
    }
}
