using LienThong.Identity.Accounts;
using LienThong.Identity.Proofing;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Identity.Pages;

/// <summary>One case: what the first official saw; the second one decides. The code is shown in the answer to the decision, and never again.</summary>
[Requires(CounterScopes.Proof)]
internal sealed class CounterCasePage(CounterCases cases, DecideCounterCase decide, IAccounts accounts, ForeignSeal seal) : PageModel
{
    private IReadOnlyDictionary<string, ActorName> names = new Dictionary<string, ActorName>(StringComparer.Ordinal);

    public CounterCase? Shown { get; private set; }

    public CaseOutcome? Outcome { get; private set; }

    public ForeignPapers? Papers => Shown is { Waits: true, Kind: CaseKind.Foreigner, Sealed: { } text } ? seal.Open(Shown.Id, text) : null;

    public bool Mine => Shown!.OpenedBy == HttpContext.Caller().Id;

    public string ActivateAt => $"{Request.Host}/activate";

    public string NameOf(string caller) => names.TryGetValue(caller, out var name) ? name.Name : caller;

    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct) => await Load(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(Guid id, bool? approve, string? reason, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        if (approve is not { } yes) return this.Refused(AccountErrors.DecisionMissing.At("/approve"));
        var result = await decide.Do(HttpContext.Caller(), id, new(yes, reason), ct);
        if (result.Failed) return this.Refused(result.Faults);
        Outcome = result.Value;
        await Load(id, ct);
        return Page();
    }

    private async Task<bool> Load(Guid id, CancellationToken ct)
    {
        Shown = await cases.Find(HttpContext.Caller(), id, ct);
        if (Shown is null) return false;
        names = await accounts.NamesOf([.. new[] { Shown.OpenedBy, Shown.DecidedBy }.OfType<string>()], ct);
        return true;
    }
}
