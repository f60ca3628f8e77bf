using LienThong.Identity.Organisations;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Identity.Pages;

/// <summary>A legal representative asks for the account of an organisation; asks to sign in as strongly as level 2 first.</summary>
[Requires(Sessions.Session.OwnAccount)]
internal sealed class NewOrganisationPage(RequestOrganisation request) : OwnPage
{
    public bool MayAsk => Session is { Kind: AccountKind.Citizen, Level: 2 };

    public IActionResult OnGet() => MayAsk && Session.AuthenticationLevel < 2 ? Redirect(Acr.Address(Request.Path, 2)) : Page();

    public async Task<IActionResult> OnPost(string? code, string? name, string? address, string? paper, string? others, CancellationToken ct)
    {
        if (Session.AuthenticationLevel < 2) return Redirect(Acr.Address(Request.Path, 2));
        var founded = DateOnly.TryParseExact(DateInput.Read(Request.Form, "founded"), "O", out var day) ? day : (DateOnly?)null;
        var result = await request.Do(HttpContext.Caller(), Session, new(code ?? "", name ?? "", founded, address ?? "", paper ?? "", others ?? ""), ct);
        return result.Failed ? this.Refused(result.Faults) : Redirect("/account/acting");
    }
}
