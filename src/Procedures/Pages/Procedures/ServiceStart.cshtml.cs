using LienThong.Dictionary;
using LienThong.Identity;
using LienThong.Kernel.Time;
using LienThong.Procedures.Definitions;
using LienThong.Procedures.Filing;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Procedures.Pages;

/// <summary>What a service needs, gives and costs, and what the state already knows; the button begins a draft.</summary>
[PublicPage("Nội dung thủ tục hành chính phải công khai; bắt đầu thì cần đăng nhập")]
internal sealed class ServiceStartModel(ProcedureLibrary library, StartDraft start, Drafts drafts, IDictionary dictionary, TimeProvider clock) : PageModel
{
    private DictionaryEdition edition = null!;

    public ProcedureDefinition Definition { get; private set; } = null!;

    public long Fee { get; private set; }

    public Guid? Unfinished { get; private set; }

    public IEnumerable<string> FieldNames(RoleRule role) =>
        role.Reads.Select(f => edition.Field(new FieldCode(f)) is { } field ? (Languages.Current == "en" ? field.En : field.Vi).ToLowerInvariant() : f);

    public async Task<IActionResult> OnGet(string code, CancellationToken ct) => await Load(code, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(string code, CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        if (caller.Kind is CallerKind.Anonymous) return Redirect(Acr.Address($"/services/{code}"));
        if (!await Load(code, ct)) return NotFound();
        if (!caller.May(Dossiers.ProcedureScopes.File)) return this.Refused(ProceduresErrors.PersonNeeded);
        if (AskLevel.Detour(HttpContext, Definition, $"/services/{code}") is { } detour) return Redirect(detour);
        var begun = await start.Run(caller, new(code), ct);
        return begun.Failed ? this.Refused(begun.Faults) : Redirect($"/file/{begun.Value}/known");
    }

    private async Task<bool> Load(string code, CancellationToken ct)
    {
        if (await library.Today(code, ct) is not { } definition) return false;
        Definition = definition;
        Fee = FilingPlan.Fee(definition, Channel.Online, clock.Today());
        edition = await dictionary.Current(ct);
        var caller = HttpContext.Caller();
        if (caller.Person is not null)
            Unfinished = (await drafts.Of(caller, ct)).FirstOrDefault(x => string.Equals(x.Code, code, StringComparison.Ordinal))?.Id;
        return true;
    }
}
