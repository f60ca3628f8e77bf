using LienThong.Identity.Accounts;
using LienThong.Identity.Clients;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Identity.Pages;

/// <summary>Keys of systems: issue, show once, take back.</summary>
[Requires(Refusals.Manage)]
internal sealed class ClientsPage(ApiClients clients) : PageModel
{
    public IReadOnlyList<ApiClient> Rows { get; private set; } = [];

    public List<ClientScope> Scopes { get; private set; } = [];

    /// The key just issued; stands in this one answer only.
    public IssuedKey? Issued { get; private set; }

    public async Task OnGet(CancellationToken ct)
    {
        Rows = await clients.List(ct);
        Scopes = await clients.Scopes(ct);
    }

    public async Task<IActionResult> OnPost(string? name, string? agency, bool live, string[]? scopes, CancellationToken ct)
    {
        var result = await clients.Add(HttpContext.Caller(), new NewApiClient(name ?? "", agency ?? "", live, scopes ?? []), ct);
        if (!result.Failed) Issued = result.Value;
        await OnGet(ct);
        return result.Failed ? this.Refused(result.Faults) : Page();
    }

    public async Task<IActionResult> OnPostRevoke(Guid id, CancellationToken ct)
    {
        var result = await clients.Revoke(HttpContext.Caller(), id, ct);
        if (!result.Failed) return Redirect("/identity/clients");
        await OnGet(ct);
        return this.Refused(result.Faults);
    }
}
