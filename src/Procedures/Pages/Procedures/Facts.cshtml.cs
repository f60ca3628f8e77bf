using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Procedures.Pages;

/// <summary>The dossier behind a percentage: dates, bodies, papers and proofs. Nothing about a person, so that every figure can be checked by anybody.</summary>
[PublicPage("Chỉ có mốc thời gian, cơ quan và số giấy tờ; không có dữ liệu cá nhân")]
internal sealed class FactsModel(DossierShelf shelf, ProcedureLibrary library, Names names) : PageModel
{
    public Dossier Dossier { get; private set; } = null!;

    public ProcedureDefinition Definition { get; private set; } = null!;

    public IReadOnlyList<StepEntry> History { get; private set; } = [];

    public IReadOnlyList<WaivedPaper> Waived { get; private set; } = [];

    public Names Names => names;

    public bool Sees => Standing.Sees(HttpContext.Caller(), Dossier);

    public bool Own => HttpContext.Caller().Person == Dossier.Applicant;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct)
    {
        if (await shelf.Find(id, ct) is not { } dossier) return NotFound();
        await names.Load(ct);
        Dossier = dossier;
        Definition = await library.Pinned(dossier.ProcedureCode, dossier.Definition, ct);
        History = await shelf.History(id, ct);
        Waived = await MyDossierModel.Papers(shelf, Definition, names, id, ct);
        return Page();
    }
}
