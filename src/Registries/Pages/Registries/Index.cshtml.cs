using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Registries.Definitions;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Registries.Pages;

/// <summary>Every register with its keeper, its size and when it last changed; the drafts of the reader's agency.</summary>
[Requires(RegistryScopes.Read)]
public sealed class RegistriesPage(IServiceProvider services) : RegistryPage(services)
{
    /// <summary>The live registers.</summary>
    public IReadOnlyList<RegistryDefinition> All { get; private set; } = [];

    /// <summary>What was searched for.</summary>
    public string? Query { get; private set; }

    /// <summary>Whether the reader switches sources.</summary>
    public bool MaySwitch => Reader.May(RegistryScopes.Admin);

    internal IReadOnlyList<StoredDefinition> Drafts { get; private set; } = [];

    internal IReadOnlyDictionary<string, ShowFreshness.Figures> Figures { get; private set; } = new Dictionary<string, ShowFreshness.Figures>();

    /// <summary>Shows the list.</summary>
    public async Task OnGetAsync(string? q, CancellationToken ct)
    {
        await Open(ct);
        Query = q;
        var wanted = Kernel.Text.VietnameseText.SearchKey(q ?? "");
        All = [.. (await Get<IRegistries>().All(ct)).Where(r => wanted.Length == 0
            || Kernel.Text.VietnameseText.SearchKey($"{r.Vi} {r.En} {r.Code} {Agency(r.Keeper)}").Contains(wanted, StringComparison.Ordinal))];
        Figures = await ShowFreshness.Of(Get<Db>(), ct);
        Drafts = [.. (await Get<DraftDefinition>().All(ct)).Where(d => MayChange(d.Definition))];
    }

    /// <summary>How many records, for people.</summary>
    public string Count(string registry) => (Figures.GetValueOrDefault(registry)?.Records ?? 0).ToString("#,0", System.Globalization.CultureInfo.CurrentCulture);
}
