using LienThong.Kernel.Modules;
using LienThong.Registries.Definitions;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Registries.Pages;

/// <summary>Last step: what the draft says, what it changes, what stands in its way; then it is published.</summary>
[Requires(RegistryScopes.Define)]
public sealed class DraftHubPage(IServiceProvider services) : DraftPage(services)
{
    internal PublishDefinition.Preview Look { get; private set; } = null!;

    /// <summary>404 when there is no draft that the reader may change.</summary>
    public async Task<IActionResult> OnGetAsync(string registry, CancellationToken ct) => await Load(registry, ct) ? Page() : NotFound();

    /// <summary>Publishes.</summary>
    public async Task<IActionResult> OnPostAsync(string registry, CancellationToken ct)
    {
        var published = await Get<PublishDefinition>().Publish(Reader, registry, ct);
        if (!published.Failed) return Redirect($"/registries/{registry}?done=published");
        return await Load(registry, ct) ? this.Refused(new Kernel.Results.Faults([.. published.Faults.Select(f => f with { Pointer = null })])) : NotFound();
    }

    /// <summary>Throws the draft away.</summary>
    public async Task<IActionResult> OnPostDiscardAsync(string registry, CancellationToken ct)
    {
        var gone = await Get<DraftDefinition>().Discard(Reader, registry, ct);
        return gone.Failed ? NotFound() : Redirect("/registries");
    }

    internal string Words(Difference difference) => DifferenceWords.Of(difference, Edition);

    private async Task<bool> Load(string registry, CancellationToken ct)
    {
        if (!await OpenDraft(registry, ct)) return false;
        Look = await Get<PublishDefinition>().Look(Draft, ct);
        return true;
    }
}
