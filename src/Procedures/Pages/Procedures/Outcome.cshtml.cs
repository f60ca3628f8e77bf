using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Procedures.Pages;

/// <summary>The electronic result, printable. It repeats the decided lines of the form and what the register gave (the child's number, the residence).</summary>
[Requires(ProcedureScopes.File)]
internal sealed class OutcomeModel(DossierShelf shelf, ProcedureLibrary library, Names names) : PageModel
{
    public Dossier Dossier { get; private set; } = null!;

    public ProcedureDefinition Definition { get; private set; } = null!;

    public ResultDocument Document { get; private set; } = null!;

    public IReadOnlyList<(string Label, string Value)> Facts { get; private set; } = [];

    public Names Names => names;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct)
    {
        var own = await shelf.Own(HttpContext.Caller(), id, ct);
        if (own.Failed || own.Value.Result is not { Documents: [var document, ..] } result) return NotFound();
        (Dossier, Document) = (own.Value, document);
        Definition = await library.Pinned(Dossier.ProcedureCode, Dossier.Definition, ct);
        var answers = await shelf.Answers(id, ct);
        var lines = Definition.Questions.Where(q => q.Shown && q.Field is not null && q.Role is not "applicant")
            .Select(q => (q, a: answers.FirstOrDefault(a => string.Equals(a.Key, q.Key, StringComparison.Ordinal)))).Where(x => x.a is not null)
            .Select(x => (x.q.Label.Vi, x.a!.Display));
        Facts = [.. result.Facts.Select(f => (f.Label.Vi, f.Value)), .. lines];
        return Page();
    }
}
