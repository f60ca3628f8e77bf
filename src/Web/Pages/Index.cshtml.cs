using System.Globalization;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Procedures;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Web.Pages;

/// <summary>The front door: what can be done here, and where the promises can be checked.</summary>
[PublicPage("anybody may see what is offered")]
sealed class IndexModel(IProcedures procedures, HouseOptions house, TimeProvider clock) : PageModel
{
    public sealed record Offer(string Code, string Name, int Papers);

    public IReadOnlyList<Offer> Offers { get; private set; } = [];

    public bool Visitor => HttpContext.Caller().Kind == CallerKind.Anonymous;

    /// <summary>Somebody who may see the own data, which needs a person in the register.</summary>
    public bool Citizen => HttpContext.Caller() is { Kind: CallerKind.Person, Person: not null } caller && caller.May(PopulationScopes.Own);

    public bool Demo => house.Demo;

    public async Task OnGet(CancellationToken ct)
    {
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        var inForce = await procedures.InForce(clock.Today(), ct);
        Offers = [.. inForce.Take(6).Select(p => new Offer(p.Code, english ? p.NameEn : p.NameVi, p.PapersReplaceable))];
    }
}
