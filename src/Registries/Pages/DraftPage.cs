using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Registries.Definitions;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Registries.Pages;

/// <summary>A step of the form that makes or changes a register. Each step saves only its own part.</summary>
public abstract class DraftPage(IServiceProvider services) : RegistryPage(services)
{
    /// <summary>The draft as it stands.</summary>
    public RegistryDefinition Draft { get; private set; } = null!;

    /// <summary>False when nobody published this register yet: then the steps follow one another.</summary>
    public bool Changing { get; private set; }

    /// <summary>The draft of a register that the reader may change; false otherwise.</summary>
    protected async Task<bool> OpenDraft(string registry, CancellationToken ct)
    {
        await Open(ct);
        if (await Get<DraftDefinition>().Find(registry, ct) is not { } stored || !Owners.May(Reader, stored.Definition.Keeper)) return false;
        Draft = stored.Definition;
        Changing = stored.Version > 1;
        return true;
    }

    /// <summary>Saves a part and goes on, or shows the step again with its faults.</summary>
    protected async Task<IActionResult> Save(string registry, Func<RegistryDefinition, RegistryDefinition> change, string next, CancellationToken ct)
    {
        var saved = await Get<DraftDefinition>().Save(Reader, registry, change, ct);
        if (!saved.Failed) return Redirect($"/registries/{registry}/draft{next}");
        return await OpenDraft(registry, ct) ? this.Refused(saved.Faults) : NotFound();
    }
}
