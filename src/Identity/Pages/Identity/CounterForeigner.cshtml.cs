using LienThong.Identity.Proofing;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Identity.Pages;

/// <summary>The first official: both papers of a foreigner.</summary>
[Requires(CounterScopes.Proof)]
internal sealed class CounterForeignerPage(OpenForeignerCase open) : PageModel
{
    public async Task<IActionResult> OnPost(
        string? fullName, string? nationality, string? passport, bool permanent, string? residenceCard, string? papers, CancellationToken ct)
    {
        var request = new OpenForeignerCase.Request(
            fullName ?? "", Day("birthDate"), (nationality ?? "").Trim().ToUpperInvariant(), passport ?? "", permanent, residenceCard ?? "", Day("until"), papers ?? "");
        var result = await open.Do(HttpContext.Caller(), request, ct);
        return result.Failed ? this.Refused(result.Faults) : Redirect($"/counter/cases/{result.Value}");
    }

    private DateOnly? Day(string name) => DateOnly.TryParseExact(DateInput.Read(Request.Form, name), "O", out var day) ? day : null;
}
