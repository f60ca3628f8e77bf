using LienThong.Exchange.Reading;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Exchange.Pages;

/// <summary>What the ledger proves about one reading of my data, in words, computed anew at this look; and the file for whoever wants to check it without us.</summary>
[Requires(ExchangeScopes.Own)]
internal sealed class ProofPage(OwnAccess access, ILedger ledger) : PageModel
{
    public OwnAccess.Line Line { get; private set; } = null!;

    /// <summary>Null in the first second, before the entry has its place.</summary>
    public InclusionProof? Proof { get; private set; }

    /// <summary>404 also for entries about somebody else: nobody learns that they exist.</summary>
    public async Task<IActionResult> OnGet(Guid entry, CancellationToken ct)
    {
        if (await access.One(HttpContext.Caller(), entry, ct) is not { } line) return NotFound();
        Line = line;
        var proof = await ledger.ProveInclusion(entry, ct);
        Proof = proof.Failed ? null : proof.Value;
        return Page();
    }
}
