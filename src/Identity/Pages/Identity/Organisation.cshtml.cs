using LienThong.Identity.Organisations;
using LienThong.Identity.Representation;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Identity.Pages;

/// <summary>An organisation for its legal representatives: who acts for it; delegate and revoke.</summary>
[Requires(Sessions.Session.OwnAccount)]
internal sealed class OrganisationPage(ListOrganisations organisations, Mandates mandates, DelegateTask delegateTask) : OwnPage
{
    public OrganisationView? Shown { get; private set; }

    public List<Mandate> Agents { get; private set; } = [];

    public List<(string Code, string Vi, string En)> Offered { get; private set; } = [];

    public string ScopeName(string code) =>
        Offered.Find(s => s.Code == code) is { Code: not null } known ? (Languages.Current == "en" ? known.En : known.Vi) : code;

    public async Task<IActionResult> OnGet(string id, CancellationToken ct) => await Load(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(string id, string? number, string[]? scopes, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        if (Session.AuthenticationLevel < 2) return Redirect(Acr.Address(Request.Path, 2));
        var to = DateOnly.TryParseExact(DateInput.Read(Request.Form, "to"), "O", out var day) ? day : (DateOnly?)null;
        var result = await delegateTask.Do(HttpContext.Caller(), Session.Account, Shown!.Id, new(number ?? "", scopes ?? [], null, to), ct);
        return result.Failed ? this.Refused(result.Faults) : Redirect(Request.Path);
    }

    public async Task<IActionResult> OnPostRevoke(string id, Guid mandate, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        var result = await mandates.Revoke(HttpContext.Caller(), Session.Account, mandate, ct);
        return result.Failed ? this.Refused(result.Faults) : Redirect(Request.Path);
    }

    // Shown to representatives only; a delegate sees no more than the name in the menu.
    private async Task<bool> Load(string id, CancellationToken ct)
    {
        if (!AccountId.TryParse(id, null, out var organisation) || !await mandates.Represents(Session.Account, organisation, ct)) return false;
        Shown = await organisations.One(organisation, ct);
        Agents = await mandates.For(organisation, ct);
        Offered = await delegateTask.Offered(ct);
        return Shown is not null;
    }
}
