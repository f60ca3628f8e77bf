using LienThong.Identity.Demo;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Identity.Pages;

/// <summary>The personas of the demo; without a route outside of it.</summary>
[PublicPage("demo mode only: the visitor chooses a persona")]
internal sealed class DemoPage(SignInAsPersona personas) : PageModel
{
    public List<PersonaCard> Cards { get; private set; } = [];

    public async Task OnGet(CancellationToken ct) => Cards = await personas.Cards(ct);

    public async Task<IActionResult> OnPost(string? persona, CancellationToken ct)
    {
        var result = await personas.Do(HttpContext, persona ?? "", ct);
        await OnGet(ct);
        if (result.Failed) return this.Refused(result.Faults);
        var first = Cards.Find(c => c.Persona.Code == persona)?.Persona.Steps[0].Href;
        return LocalRedirect(first is not null && Url.IsLocalUrl(first) ? first : "/");
    }
}
