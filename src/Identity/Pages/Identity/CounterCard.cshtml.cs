using LienThong.Identity.Proofing;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Identity.Pages;

/// <summary>The first official: scans the card and compares it.</summary>
[Requires(CounterScopes.Proof)]
internal sealed class CounterCardPage(OpenCounterCase open) : PageModel
{
    public async Task<IActionResult> OnPost(string? kind, string? qr, string? papers, CancellationToken ct)
    {
        if (!Enum.TryParse<CaseKind>(kind, ignoreCase: true, out var wanted) || wanted == CaseKind.Foreigner) return this.Refused(AccountErrors.KindMissing.At("/kind"));
        var result = await open.Do(HttpContext.Caller(), new(wanted, qr ?? "", papers ?? ""), ct);
        return result.Failed ? this.Refused(result.Faults) : Redirect($"/counter/cases/{result.Value}");
    }
}
