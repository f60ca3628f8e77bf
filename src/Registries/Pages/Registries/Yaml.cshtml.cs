using LienThong.Kernel.Modules;
using LienThong.Registries.Definitions;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Registries.Pages;

/// <summary>A register from YAML: a new one, or the draft of one that is there.</summary>
[Requires(RegistryScopes.Define)]
public sealed class YamlPage(IServiceProvider services) : RegistryPage(services)
{
    /// <summary>Shows the form.</summary>
    public Task OnGetAsync(CancellationToken ct) => Open(ct);

    /// <summary>Reads the text and goes to the draft.</summary>
    public async Task<IActionResult> OnPostAsync(string? yaml, CancellationToken ct)
    {
        await Open(ct);
        var drafted = await Get<DraftDefinition>().FromYaml(Reader, yaml ?? "", ct);
        return drafted.Failed ? this.Refused(drafted.Faults) : Redirect($"/registries/{drafted.Value}/draft");
    }
}
