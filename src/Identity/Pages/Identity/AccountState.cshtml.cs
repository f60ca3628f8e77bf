using LienThong.Identity.Accounts;
using LienThong.Identity.Proofing;
using LienThong.Identity.Sessions;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Identity.Pages;

/// <summary>One account for the administrator: state, posts, history; locks and unlocks.</summary>
[Requires(Refusals.Manage)]
internal sealed class AccountStatePage(IAccounts accounts, FindAccounts find, ListSessions posts, TimeProvider clock) : PageModel
{
    public AccountView? Shown { get; private set; }

    public List<HeldPost> Posts { get; private set; } = [];

    public List<StateChange> History { get; private set; } = [];

    public IReadOnlyDictionary<string, ActorName> Names { get; private set; } = new Dictionary<string, ActorName>(StringComparer.Ordinal);

    /// The states that this account can go to by hand; death and merges come from the register.
    public IEnumerable<AccountState> Choices => Enum.GetValues<AccountState>()
        .Where(to => to != AccountState.LockedByDeath && AccountRules.RefusesChange(Shown!.State, to) is null);

    public async Task<IActionResult> OnGet(string id, CancellationToken ct) => await Load(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(string id, AccountState? state, string? reason, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        if (state is not { } to) return this.Refused(IdentityErrors.NotInThisState.At("/state"));
        var result = await accounts.ChangeState(HttpContext.Caller(), Shown!.Id, to, reason ?? "", ct);
        return result.Failed ? this.Refused(result.Faults) : Redirect("/identity/accounts/" + id);
    }

    /// Opens the case; another administrator decides it.
    public async Task<IActionResult> OnPostRecover(string id, string? papers, [FromServices] OpenCounterCase cases, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        var opened = await cases.RecoverOfficial(HttpContext.Caller(), Shown!.Id, papers ?? "", ct);
        return opened.Failed ? this.Refused(opened.Faults) : Redirect($"/counter/cases/{opened.Value}");
    }

    private async Task<bool> Load(string id, CancellationToken ct)
    {
        if (!AccountId.TryParse(id, null, out var account)) return false;
        Shown = await find.One(account, ct);
        if (Shown is null) return false;
        Posts = await posts.Posts(account, clock.Today(), ct);
        History = await find.History(account, ct);
        Names = await accounts.NamesOf([.. History.Select(h => h.By).Distinct(StringComparer.Ordinal)], ct);
        return true;
    }
}
