using LienThong.Directory;
using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Filing;
using LienThong.Procedures.Forms;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Procedures.Pages;

/// <summary>Asks what nobody knows yet, and only that.</summary>
[Requires(ProcedureScopes.File)]
internal sealed class QuestionsModel(Drafts drafts, SaveAnswers save, Names names) : DraftPage(drafts, names)
{
    [BindProperty(SupportsGet = true)]
    public string Screen { get; set; } = "";

    public FormPage Asked { get; private set; } = null!;

    public IReadOnlyList<FormLine> Lines => [.. Form.LinesOf(Asked).Where(l => l.Asked)];

    public Dictionary<string, IReadOnlyList<Area>> Places { get; } = new(StringComparer.Ordinal);

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Begin(ct) ?? (Lines.Count == 0 ? Redirect(After(Screen)) : Page());

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        if (await Begin(ct) is { } missing) return missing;
        var before = Lines.Select(l => l.Key).ToHashSet(StringComparer.Ordinal);
        var sent = Sent(before);
        var saved = await save.Run(HttpContext.Caller(), Id, sent, ct);
        if (await Begin(ct) is { } gone) return gone;
        if (saved.Failed)
        {
            foreach (var fault in saved.Faults.Where(f => f.Error == ProceduresErrors.CommuneAmbiguous && f.Field is not null))
                Places[fault.Field!] = Names.Communes(sent.GetValueOrDefault(fault.Field!) ?? "");
            return this.Refused(saved.Faults);
        }
        // An answer may have opened further questions on this very page (which household, which relation): they come before the next page.
        return Lines.Any(l => !before.Contains(l.Key) && l.Value is null) ? Redirect($"{Root}/questions/{Screen}") : Redirect(After(Screen));
    }

    private async Task<IActionResult?> Begin(CancellationToken ct)
    {
        if (await Open(ct) is { } missing) return missing;
        if (Definition.Pages.FirstOrDefault(p => string.Equals(p.Code, Screen, StringComparison.Ordinal)) is not { } page) return NotFound();
        Asked = page;
        return null;
    }
}
