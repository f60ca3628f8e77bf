using LienThong.Dictionary.Reading;
using LienThong.Directory;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Dictionary.Pages;

/// <summary>One code list with its values.</summary>
[PublicPage(Reasons.Published)]
public sealed class CodeListPage(IDictionary dictionary, IDirectory directory, TimeProvider clock) : DictionaryPage(dictionary, directory, clock)
{
    /// <summary>The list.</summary>
    public CodeListDefinition List { get; private set; } = null!;

    /// <summary>Fields whose values come from it.</summary>
    public IReadOnlyList<FieldDefinition> Users { get; private set; } = [];

    /// <summary>404 when the code is unknown.</summary>
    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        await Open(ct);
        if (Edition.CodeList(code) is not { } list) return NotFound();
        List = list;
        Users = [.. Edition.Fields.Where(f => f.CodeList == code)];
        return Page();
    }
}
