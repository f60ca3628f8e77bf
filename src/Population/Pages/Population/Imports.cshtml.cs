using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Population.Api;
using LienThong.Population.Import;
using LienThong.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Population.Pages;

/// <summary>Bulk imports of the officer's agency, and a file for a new one.</summary>
[Requires(PopulationScopes.Manage)]
[RequestSizeLimit(ImportsOverHttp.MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = ImportsOverHttp.MostBytes)]
internal sealed class ImportsPage(Db db, ReceiveFile receive) : PageModel
{
    public IReadOnlyList<ImportState> Imports { get; private set; } = [];

    public Task OnGet(CancellationToken ct) => Load(ct);

    public async Task<IActionResult> OnPost(IFormFile? file, CancellationToken ct)
    {
        await Load(ct);
        if (file is null or { Length: 0 }) return this.Refused(ImportErrors.FileNeeded.At("/file"));
        await using var stream = file.OpenReadStream();
        var received = await receive.Handle(HttpContext.Caller(), Path.GetFileName(file.FileName), stream, ct);
        return received.Failed ? this.Refused(received.Faults[0].At("/file")) : Redirect($"/population/imports/{received.Value.Id}");
    }

    private async Task Load(CancellationToken ct) => Imports = HttpContext.Caller().Agency is { } agency ? await ImportState.Newest(db, agency, ct) : [];
}
