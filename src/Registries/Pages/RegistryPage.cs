using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Time;
using LienThong.Registries.Definitions;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Registries.Pages;

/// <summary>What all pages of registers need: names for people.</summary>
public abstract class RegistryPage(IServiceProvider services) : PageModel
{
    /// <summary>The dictionary of now.</summary>
    protected DictionaryEdition Edition { get; private set; } = null!;

    /// <summary>What the page is made from.</summary>
    protected IServiceProvider House => services;

    /// <summary>True when the reader reads English.</summary>
    protected static bool English => Languages.Current == "en";

    /// <summary>Who looks.</summary>
    protected Caller Reader => HttpContext.Caller();

    /// <summary>Name of a register.</summary>
    public static string Name(RegistryDefinition registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return English ? registry.En : registry.Vi;
    }

    /// <summary>Name of a field.</summary>
    public string Name(FieldCode code) => Edition.Field(code) is { } field ? English ? field.En : field.Vi : code.Value;

    /// <summary>Name of a database; a register that is one of its own has none.</summary>
    public string DatabaseName(string code) => Edition.Database(code) is { } database ? English ? database.En : database.Vi : code;

    /// <summary>Name of a body or a class of bodies.</summary>
    public string Agency(string code)
    {
        var directory = services.GetRequiredService<IDirectory>();
        return directory.FindClass(code)?.Name ?? directory.AgencyAt(code, services.GetRequiredService<TimeProvider>().Today())?.Name ?? code;
    }

    /// <summary>May the reader change this register.</summary>
    public bool MayChange(RegistryDefinition registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return Owners.May(Reader, registry.Keeper);
    }

    /// <summary>May the reader declare registers at all.</summary>
    public bool MayDefine => Reader.May(RegistryScopes.Define);

    /// <summary>The first thing every handler does.</summary>
    protected async Task Open(CancellationToken ct) => Edition = await services.GetRequiredService<IDictionary>().Current(ct);

    internal T Get<T>() where T : notnull => services.GetRequiredService<T>();
}
