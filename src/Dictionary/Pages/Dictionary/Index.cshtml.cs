using LienThong.Dictionary.Fields;
using LienThong.Dictionary.Reading;
using LienThong.Directory;
using LienThong.Kernel.Modules;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Dictionary.Pages;

/// <summary>The list of fields with its filter.</summary>
[PublicPage(Reasons.Published)]
public sealed class FieldsPage(IDictionary dictionary, IDirectory directory, TimeProvider clock) : DictionaryPage(dictionary, directory, clock)
{
    /// <summary>Words that the reader looks for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>original, master or reference.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Class { get; set; }

    /// <summary>Code of a database.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Database { get; set; }

    /// <summary>open, basic or sensitive.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Sensitivity { get; set; }

    /// <summary>Code of the owning body.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Owner { get; set; }

    /// <summary>The fields that fit.</summary>
    public IReadOnlyList<FieldDefinition> Found { get; private set; } = [];

    /// <summary>Databases that hold any field.</summary>
    public IEnumerable<Choice> DatabaseChoices => Edition.Databases.Where(d => Edition.FieldsOf(d.Code).Count > 0).Select(d => new Choice(d.Code, Name(d)));

    /// <summary>A filter that does not exist is left out: a page is for people, who see all fields and choose again.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await Open(ct);
        var found = new FieldFilter(Class, Database, Sensitivity, Owner, Q).Apply(Edition);
        Found = found.Failed ? Edition.Fields : found.Value;
        return Page();
    }
}
