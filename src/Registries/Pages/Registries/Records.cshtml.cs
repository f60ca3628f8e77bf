using LienThong.Kernel.Modules;
using LienThong.Registries.Records;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Registries.Pages;

/// <summary>Finds records for the keeper. What is searched for travels in the body, not in the address.</summary>
[Requires(RegistryScopes.Write)]
public sealed class RecordsPage(IServiceProvider services) : RegistryPage(services)
{
    /// <summary>The register.</summary>
    public RegistryDefinition Registry { get; private set; } = null!;

    /// <summary>What was asked.</summary>
    public (string? Field, string? Text, string? Number) Asked { get; private set; }

    internal SearchAnswer? Answer { get; private set; }

    /// <summary>Fields shown in the list: those that are searched by first, five at most.</summary>
    public IEnumerable<Dictionary.FieldCode> Columns => Registry.Search.Concat(Registry.Required).Distinct().Take(4);

    /// <summary>Shows the empty search.</summary>
    public async Task<IActionResult> OnGetAsync(string registry, CancellationToken ct) => await Load(registry, ct);

    /// <summary>Searches.</summary>
    public async Task<IActionResult> OnPostAsync(string registry, string? field, string? text, string? number, string? after, CancellationToken ct)
    {
        var page = await Load(registry, ct);
        if (page is not Microsoft.AspNetCore.Mvc.RazorPages.PageResult) return page;
        Asked = (field, text, number);
        var found = await Get<SearchRecords>().Find(Reader, Registry, new(field, text, number, after), ct);
        if (found.Failed) return this.Refused(found.Faults);
        Answer = found.Value;
        return Page();
    }

    private async Task<IActionResult> Load(string registry, CancellationToken ct)
    {
        await Open(ct);
        if (await Get<IRegistries>().Find(registry, ct) is not { } found) return NotFound();
        Registry = found;
        return Get<Keepers>().Of(Reader, found, Edition) is null ? StatusCode(403) : Page();
    }

    /// <summary>A value for people.</summary>
    public string Shown(Dictionary.FieldCode field, string value) => Edition.Display(field, value);
}
