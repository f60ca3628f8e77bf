using LienThong.Procedures.Dossiers;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Procedures.Pages;

/// <summary>A code typed or scanned (a QR reader types the whole address) opens its dossier.</summary>
[Requires(ProcedureScopes.Handle)]
internal sealed class OpenByCodeModel(DossierShelf shelf) : PageModel
{
    public async Task<IActionResult> OnGet(string? code, CancellationToken ct)
    {
        var text = (code ?? "").Trim();
        var at = text.IndexOf("code=", StringComparison.OrdinalIgnoreCase);
        if (at >= 0) text = Uri.UnescapeDataString(text[(at + 5)..]);
        return await shelf.ByCode(text.ToUpperInvariant(), ct) is { } found && Standing.Sees(HttpContext.Caller(), found)
            ? Redirect($"/work/{found.Id}")
            : this.Refused(ProceduresErrors.DossierUnknown);
    }
}
