using LienThong.Directory;
using LienThong.Population;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Filing;
using LienThong.Procedures.Forms;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Procedures.Pages;

/// <summary>The applicant says that a value of a register is wrong: the form takes their word, keeps both, and the paper that proves it is asked for again.</summary>
[Requires(ProcedureScopes.File)]
internal sealed class CorrectModel(Drafts drafts, SaveAnswers save, ICorrections corrections, Names names) : DraftPage(drafts, names)
{
    [BindProperty(SupportsGet = true)]
    public string Key { get; set; } = "";

    public FormLine Line => Form.Line(Key)!;

    /// <summary>The field, when the population register tells it of the applicant: the register itself can then be asked to correct it.</summary>
    public string? OwnItem => Line is { Fact.Database: "population", Question: { Field: { } item, Role: { } role } }
        && Opened.Draft.Subjects.GetValueOrDefault(role) == HttpContext.Caller().Person && corrections.MayAsk(item) ? item : null;

    public IReadOnlyList<Area>? Places { get; private set; }

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Open(ct) ?? (MayCorrect ? Page() : NotFound());

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        if (await Open(ct) is { } missing) return missing;
        if (!MayCorrect) return NotFound();
        var sent = Sent([Key]);
        var saved = await save.Run(HttpContext.Caller(), Id, sent, ct);
        if (!saved.Failed) return Redirect($"{Root}/known");
        if (saved.Faults.Any(f => f.Error == ProceduresErrors.CommuneAmbiguous)) Places = Names.Communes(sent[Key] ?? "");
        return this.Refused(saved.Faults);
    }

    private bool MayCorrect => Form.Line(Key) is { Visible: true, Fact: not null, Question.Correctable: true };
}
