using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Registries.Pages;

/// <summary>The registers, their size, and the switch of each source.</summary>
[Requires(RegistryScopes.Admin)]
public sealed class SourcesPage(IRegistries registries, IDictionary dictionaries, IDirectory directory, TimeProvider clock) : PageModel
{
    private DictionaryEdition edition = null!;
    private IReadOnlyList<RegistryDefinition> all = [];
    private IReadOnlyDictionary<string, long> counts = new Dictionary<string, long>();

    /// <summary>Sources by code.</summary>
    public IReadOnlyList<SourceState> Sources { get; private set; } = [];

    /// <summary>The newest switches.</summary>
    public IReadOnlyList<SourceState> Log { get; private set; } = [];

    /// <summary>The switch that was just made.</summary>
    public SourceState? Done { get; private set; }

    /// <summary>Shows the page; <paramref name="done"/> is the database that was just switched.</summary>
    public async Task OnGetAsync(string? done, CancellationToken ct)
    {
        await Open(ct);
        Done = Sources.FirstOrDefault(s => s.Database == done);
    }

    /// <summary>Switches and comes back by redirect, so that a reload does not switch again.</summary>
    public async Task<IActionResult> OnPostAsync(string database, bool on, CancellationToken ct)
    {
        var reason = $"reason-{database}";                      // each source has its own form, and a page may not have two boxes of one name
        var switched = await registries.SwitchSource(HttpContext.Caller(), database, on, Request.Form[reason].ToString(), ct);
        if (!switched.Failed) return Redirect("/registries/sources?done=" + Uri.EscapeDataString(database));
        await Open(ct);
        return this.Refused(new Faults([.. switched.Faults.Select(f => f.Pointer == "/reason" ? f.At("/" + reason) : f)]));
    }

    /// <summary>Registers of a database.</summary>
    public IEnumerable<RegistryDefinition> RegistersOf(string database) => all.Where(r => r.Database == database);

    /// <summary>Name of a register in the reader's language.</summary>
    public static string Name(RegistryDefinition registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return Languages.Current == "en" ? registry.En : registry.Vi;
    }

    /// <summary>Name of a database.</summary>
    public string DatabaseName(string code) => edition.Database(code) is { } database ? Languages.Current == "en" ? database.En : database.Vi : code;

    /// <summary>Name of a field.</summary>
    public string FieldName(FieldCode code) => edition.Field(code) is { } field ? Languages.Current == "en" ? field.En : field.Vi : code.Value;

    /// <summary>Name of the keeper: a body or a class of bodies.</summary>
    public string Keeper(string code) => directory.FindClass(code)?.Name ?? directory.AgencyAt(code, clock.Today())?.Name ?? code;

    /// <summary>How many records it holds, for people.</summary>
    public string Count(string registry) => counts.GetValueOrDefault(registry).ToString("#,0", System.Globalization.CultureInfo.CurrentCulture);

    private async Task Open(CancellationToken ct)
    {
        edition = await dictionaries.Current(ct);
        all = await registries.All(ct);
        Sources = await registries.Sources(ct);
        counts = await registries.Counts(ct);
        Log = await registries.SwitchLog(ct);
    }
}
