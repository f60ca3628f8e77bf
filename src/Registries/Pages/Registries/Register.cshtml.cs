using LienThong.Dictionary;
using LienThong.Kernel.Modules;
using LienThong.Registries.Definitions;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Registries.Pages;

/// <summary>One register: what it holds, who uses it, its versions, how large and how fresh it is.</summary>
[Requires(RegistryScopes.Read)]
public sealed class RegisterPage(IServiceProvider services) : RegistryPage(services)
{
    /// <summary>The definition shown: the live one, or the newest of a register that is out of force.</summary>
    public RegistryDefinition Registry { get; private set; } = null!;

    /// <summary>False when it was archived or never published.</summary>
    public bool Live { get; private set; }

    /// <summary>What was done a moment ago.</summary>
    public string? Done { get; private set; }

    /// <summary>Who uses its fields.</summary>
    public IReadOnlyList<FieldUse> Uses { get; private set; } = [];

    /// <summary>Fields that it answers to the broker.</summary>
    public IReadOnlySet<FieldCode> Answered { get; private set; } = new HashSet<FieldCode>();

    /// <summary>May the reader look at records here.</summary>
    public bool MayRead { get; private set; }

    internal IReadOnlyList<StoredDefinition> Versions { get; private set; } = [];

    internal ShowFreshness.Figures? Figures { get; private set; }

    /// <summary>The definition of a field.</summary>
    public FieldDefinition? Field(FieldCode code) => Edition.Field(code);

    /// <summary>404 for an unknown register.</summary>
    public async Task<IActionResult> OnGetAsync(string registry, string? done, CancellationToken ct) => await Load(registry, done, ct) ? Page() : NotFound();

    /// <summary>Begins a draft of the live version.</summary>
    public async Task<IActionResult> OnPostChangeAsync(string registry, CancellationToken ct)
    {
        var begun = await Get<DraftDefinition>().Change(Reader, registry, ct);
        if (!begun.Failed) return Redirect($"/registries/{registry}/draft");
        return await Load(registry, null, ct) ? this.Refused(begun.Faults) : NotFound();
    }

    /// <summary>Takes the register out of force.</summary>
    public async Task<IActionResult> OnPostArchiveAsync(string registry, CancellationToken ct)
    {
        var archived = await Get<PublishDefinition>().Archive(Reader, registry, ct);
        if (!archived.Failed) return Redirect($"/registries/{registry}?done=archived");
        return await Load(registry, null, ct) ? this.Refused(archived.Faults) : NotFound();
    }

    private async Task<bool> Load(string registry, string? done, CancellationToken ct)
    {
        await Open(ct);
        Done = done;
        Versions = await Get<DraftDefinition>().Versions(registry, ct);
        if (Versions.FirstOrDefault(v => v.State == DefinitionState.Published) is { } live) (Registry, Live) = (live.Definition, true);
        else if (Versions.FirstOrDefault(v => v.State == DefinitionState.Archived || MayChange(v.Definition)) is { } newest) Registry = newest.Definition;
        else return false;
        if (Live) Uses = await Get<FieldsInUse>().Of(Registry, ct);
        Answered = Registry.Fields.Where(f => Live && Edition.Field(f) is { } field && Registry.Answers(field)).ToHashSet();
        Figures = (await ShowFreshness.Of(Get<Db>(), ct)).GetValueOrDefault(registry);
        MayRead = Live && Get<Records.Keepers>().Of(Reader, Registry, Edition) is not null;
        return true;
    }
}
