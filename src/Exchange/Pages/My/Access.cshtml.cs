using LienThong.Exchange.Reading;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Exchange.Pages;

/// <summary>Who saw my data, line by line.</summary>
[Requires(ExchangeScopes.Own)]
internal sealed class AccessPage(OwnAccess access) : PageModel
{
    public OwnAccess.Page Shown { get; private set; } = new([], null);

    public async Task<IActionResult> OnGet(Guid? before, CancellationToken ct)
    {
        var page = await access.Of(HttpContext.Caller(), before, 30, ct);
        if (page.Failed) return StatusCode(StatusCodes.Status403Forbidden);
        Shown = page.Value;
        return Page();
    }
}
