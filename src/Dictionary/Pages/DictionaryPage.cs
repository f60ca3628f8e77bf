using LienThong.Directory;
using LienThong.Kernel.Time;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Dictionary.Pages;

/// <summary>What every page of the dictionary needs: the edition it shows and names for people.</summary>
public abstract class DictionaryPage(IDictionary dictionary, IDirectory directory, TimeProvider clock) : PageModel
{
    /// <summary>The edition that the page shows.</summary>
    public DictionaryEdition Edition { get; private set; } = null!;

    /// <summary>The dictionary itself.</summary>
    protected IDictionary Dictionary => dictionary;

    /// <summary>Reads the newest edition; every handler begins with it.</summary>
    protected async Task Open(CancellationToken ct) => Edition = await dictionary.Current(ct);

    /// <summary>Name of a definition in the reader's language.</summary>
    public static string Name(IDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return Languages.Current == "en" ? definition.En : definition.Vi;
    }

    /// <summary>Name of a body today, or its last name, or the code.</summary>
    public string Agency(string code)
    {
        var body = directory.AgencyAt(code, clock.Today()) ?? (directory.AgencyLives(code) is [.., var last] ? last : null);
        return body is null ? code : Languages.Current == "en" && body.NameEn.Length > 0 ? body.NameEn : body.Name;
    }

    /// <summary>Name of a database, or its code.</summary>
    public string DatabaseName(string code) => Edition.Database(code) is { } database ? Name(database) : code;

    /// <summary>Days of a slice: "từ 01/07/2024" or "01/01/2016 – 28/02/2027".</summary>
    public static string Days(ILegal rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return Days(rule.EffectiveFrom, rule.EffectiveTo);
    }

    /// <inheritdoc cref="Days(ILegal)"/>
    public static string Days(DateOnly from, DateOnly? to) =>
        to is { } last ? $"{HanoiTime.Show(from)} – {HanoiTime.Show(last)}" : (Languages.Current == "en" ? "from " : "từ ") + HanoiTime.Show(from);
}
