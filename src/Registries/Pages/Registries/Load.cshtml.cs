using LienThong.Kernel.Modules;
using LienThong.Registries.Bulk;
using LienThong.Registries.Records;
using LienThong.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Registries.Pages;

/// <summary>A keeper loads a file: first a trial, then for good; rows that are refused come back with the reason.</summary>
[Requires(RegistryScopes.Write)]
public sealed class LoadPage(IServiceProvider services) : RegistryPage(services)
{
    /// <summary>The register.</summary>
    public RegistryDefinition Registry { get; private set; } = null!;

    internal LoadReport? Report { get; private set; }

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(string registry, CancellationToken ct) => await Load(registry, ct);

    /// <summary>Checks or loads the file.</summary>
    public async Task<IActionResult> OnPostAsync(string registry, IFormFile? file, string? document, string? mode, CancellationToken ct)
    {
        var page = await Load(registry, ct);
        if (page is not Microsoft.AspNetCore.Mvc.RazorPages.PageResult) return page;
        if (file is null or { Length: 0 }) return this.Refused(LoadErrors.FileMissing.At("/file"));
        await using var content = file.OpenReadStream();
        var done = await Get<LoadFile>().Load(Reader, Registry, (content, document, mode != "write"), ct);
        if (done.Failed) return this.Refused(done.Faults);
        Report = done.Value;
        return Page();
    }

    private async Task<IActionResult> Load(string registry, CancellationToken ct)
    {
        await Open(ct);
        if (await Get<IRegistries>().Find(registry, ct) is not { } found) return NotFound();
        Registry = found;
        return Get<Keepers>().Of(Reader, found, Edition) is null ? StatusCode(403) : Page();
    }
}
