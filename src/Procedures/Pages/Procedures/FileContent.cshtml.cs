using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Papers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Procedures.Pages;

/// <summary>A file of a dossier, always as a download, never shown inside our pages.</summary>
[Requires(ProcedureScopes.Handle)]
internal sealed class FileContentModel(DossierShelf shelf, AttachmentStore store) : PageModel
{
    public async Task<IActionResult> OnGet(Guid id, Guid file, CancellationToken ct)
    {
        if (await shelf.Find(id, ct) is not { } dossier || !Standing.Sees(HttpContext.Caller(), dossier)) return NotFound();
        var known = (await shelf.Files(id, ct)).FirstOrDefault(f => f.Id == file);
        return known is not null && store.Open(file) is { } bytes ? File(bytes, known.MediaType, known.FileName) : NotFound();
    }
}
