using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Ledger.Entries;
using LienThong.Ledger.Notes;
using LienThong.Ledger.Proofs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Ledger.Pages;

/// <summary>One entry with its proof, checked as the page is made.</summary>
[Requires(LedgerScopes.Inspect)]
internal sealed class EntryPage(Db db, ILedger ledger, LogKeys keys, TimeProvider clock) : PageModel
{
    public LedgerEntry Shown { get; private set; } = null!;

    /// <summary>Null in the first second, before the entry is signed.</summary>
    public InclusionProof? Proof { get; private set; }

    /// <summary>Path and signatures were recomputed and fit.</summary>
    public bool Proven => Proof is { Holds: true } && Proof.Checkpoint.SignedBy(keys.Verifiers);

    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct)
    {
        if (await SearchEntries.Find(db, id, ct) is not { } entry) return NotFound();
        Shown = entry;
        var proof = await ledger.ProveInclusion(id, ct);
        Proof = proof.Failed ? null : proof.Value;
        var noted = await InspectEntries.Note(ledger, HttpContext.Caller(), entry.Subject, clock, ct);
        return noted.Failed ? StatusCode(503) : Page();
    }
}
