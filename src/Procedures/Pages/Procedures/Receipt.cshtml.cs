using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Procedures.Pages;

/// <summary>What a printed form of the one-stop counter shows.</summary>
/// <param name="Number">01–05 as in Circular 03/2025/TT-VPCP; 00 is the note before reception.</param>
internal sealed record PrintForm(
    string Number, Dossier Dossier, ProcedureDefinition Definition, Names Names, IReadOnlyList<StepEntry> History, string Qr, IReadOnlyList<string> Handed)
{
    public string? Reason(string action) => History.LastOrDefault(h => string.Equals(h.Action, action, StringComparison.Ordinal))?.Note;
}

/// <summary>The applicant's receipt on paper.</summary>
[Requires(ProcedureScopes.File)]
internal sealed class ReceiptModel(DossierShelf shelf, ProcedureLibrary library, Names names) : PageModel
{
    public Dossier Dossier { get; private set; } = null!;

    public ProcedureDefinition Definition { get; private set; } = null!;

    public IReadOnlyList<StepEntry> History { get; private set; } = [];

    public IReadOnlyList<string> Handed { get; private set; } = [];

    public Names Names => names;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct)
    {
        var own = await shelf.Own(HttpContext.Caller(), id, ct);
        if (own.Failed) return NotFound();
        Dossier = own.Value;
        Definition = await library.Pinned(Dossier.ProcedureCode, Dossier.Definition, ct);
        History = await shelf.History(id, ct);
        Handed = [.. (await shelf.Proofs(id, ct)).Where(p => p.Verdict is "provided").Select(p => Definition.Paper(p.Paper)?.Name.Vi ?? p.Paper)];
        return Page();
    }
}

/// <summary>The forms that an officer prints.</summary>
[Requires(ProcedureScopes.Handle)]
internal sealed class PrintModel(DossierShelf shelf, ProcedureLibrary library, Names names) : PageModel
{
    public PrintForm Form { get; private set; } = null!;

    public async Task<IActionResult> OnGet(Guid id, string number, CancellationToken ct)
    {
        if (number is not ("01" or "02" or "03" or "04" or "05")) return NotFound();
        if (await shelf.Find(id, ct) is not { } dossier || !Standing.Sees(HttpContext.Caller(), dossier)) return NotFound();
        var definition = await library.Pinned(dossier.ProcedureCode, dossier.Definition, ct);
        var handed = (await shelf.Proofs(id, ct)).Where(p => p.Verdict is "provided").Select(p => definition.Paper(p.Paper)?.Name.Vi ?? p.Paper).ToList();
        Form = new(number, dossier, definition, names, await shelf.History(id, ct), TrackingCode.Svg(Request, dossier.Code), handed);
        return Page();
    }
}
