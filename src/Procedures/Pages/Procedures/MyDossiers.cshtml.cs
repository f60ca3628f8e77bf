using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Filing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Procedures.Pages;

/// <summary>One place for everything: drafts, dossiers of all agencies, news.</summary>
[Requires(ProcedureScopes.File)]
internal sealed class MyDossiersModel(DossierShelf shelf, Drafts drafts, ProcedureLibrary library, Inbox inbox) : PageModel
{
    public IReadOnlyList<(Draft Draft, string Name)> Drafts { get; private set; } = [];

    public IReadOnlyList<(Dossier Dossier, ProcedureDefinition Definition)> Dossiers { get; private set; } = [];

    public IReadOnlyList<InboxNotice> Notices { get; private set; } = [];

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        if (caller.Person is not { } person) return Page();
        var own = new List<(Draft, string)>();
        foreach (var draft in await drafts.Of(caller, ct)) own.Add((draft, (await library.Pinned(draft.Code, draft.Definition, ct)).Name.Here));
        var filed = new List<(Dossier, ProcedureDefinition)>();
        foreach (var dossier in await shelf.Of(person, ct)) filed.Add((dossier, await library.Pinned(dossier.ProcedureCode, dossier.Definition, ct)));
        (Drafts, Dossiers, Notices) = (own, filed, await inbox.Of(person, ct));
        await inbox.Seen(person, ct);
        return Page();
    }
}
