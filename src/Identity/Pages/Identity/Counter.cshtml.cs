using LienThong.Identity.Organisations;
using LienThong.Identity.Proofing;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Identity.Pages;

/// <summary>What waits at the counter.</summary>
[Requires(CounterScopes.Proof)]
internal sealed class CounterPage(CounterCases cases, ListOrganisations organisations) : PageModel
{
    public List<CounterCase> Cases { get; private set; } = [];

    public List<AskedOrganisation> Requests { get; private set; } = [];

    public async Task OnGet(CancellationToken ct)
    {
        Cases = await cases.For(HttpContext.Caller(), ct);
        Requests = await organisations.Waiting(ct);
    }
}
