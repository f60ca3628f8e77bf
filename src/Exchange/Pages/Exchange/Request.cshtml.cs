using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Exchange.Agreements;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Exchange.Pages;

/// <summary>Asks for an agreement: one page, six answers.</summary>
[Requires(ExchangeScopes.Manage)]
internal sealed class RequestPage(IDictionary dictionary, IDirectory directory, Db db, TimeProvider clock) : PageModel
{
    /// <summary>The form as sent; names are those of the API.</summary>
    public sealed record Form(string? Code, string? Name, string? Why, string? Consumer, Purpose? Purpose, BasisKind[]? Bases, string[]? Fields, string? LegalBasis, int? QuotaPerDay);

    public IReadOnlyList<(string Database, IReadOnlyList<FieldDefinition> Fields)> Groups { get; private set; } = [];

    public string Own => HttpContext.Caller().Agency ?? "";

    public Task OnGet(CancellationToken ct) => Load(ct);

    public async Task<IActionResult> OnPost(Form form, CancellationToken ct)
    {
        var request = new RequestAgreement.Request(
            form.Code?.Trim() ?? "", form.Name ?? "", form.Why ?? "", form.Consumer?.Trim() ?? "", form.Purpose ?? Purpose.Procedure,
            form.Bases ?? [], form.Fields ?? [], form.LegalBasis ?? "", clock.Today(), null, form.QuotaPerDay);
        var requested = await RequestAgreement.Handle(request, HttpContext.Caller(), db, dictionary, directory, clock, ct);
        if (!requested.Failed) return Redirect("/exchange/agreements/" + requested.Value.Code);
        await Load(ct);
        return this.Refused(requested.Faults);
    }

    private async Task Load(CancellationToken ct)
    {
        var edition = await dictionary.Current(ct);
        Groups = [.. edition.Databases.Select(d => (d.Vi, Fields: (IReadOnlyList<FieldDefinition>)[.. edition.Fields.Where(f => f.Database == d.Code)])).Where(g => g.Fields.Count > 0)];
    }
}
