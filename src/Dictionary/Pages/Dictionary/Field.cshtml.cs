using LienThong.Dictionary.Reading;
using LienThong.Directory;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Dictionary.Pages;

/// <summary>One field: for its owner, who consumes it and why, and what each version changed.</summary>
[PublicPage(Reasons.Published)]
public sealed class FieldPage(IDictionary dictionary, IDirectory directory, TimeProvider clock, LiveSources sources) : DictionaryPage(dictionary, directory, clock)
{
    /// <summary>The definition.</summary>
    public FieldDefinition Field { get; private set; } = null!;

    /// <summary>Databases whose source in this system answers the field.</summary>
    public IReadOnlySet<string> Answering { get; private set; } = new HashSet<string>();

    /// <summary>Who uses it.</summary>
    public IReadOnlyList<FieldUse> Uses { get; private set; } = [];

    /// <summary>Papers it helps to replace.</summary>
    public IReadOnlyList<(PaperDefinition Paper, Replacement Use)> Papers { get; private set; } = [];

    /// <summary>Its code list.</summary>
    public CodeListDefinition? List { get; private set; }

    /// <summary>Versions, newest first, each against the one before.</summary>
    public IReadOnlyList<VersionChange> Changes { get; private set; } = [];

    /// <summary>404 when the code is unknown.</summary>
    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        await Open(ct);
        if (!FieldCode.TryParse(code, null, out var asked) || Edition.Field(asked) is not { } field) return NotFound();
        Field = field;
        List = field.CodeList is { } list ? Edition.CodeList(list) : null;
        Papers = Edition.PapersReplacedBy(asked);
        Answering = (await sources.Current(ct)).Where(s => s.Fields.Contains(asked)).Select(s => s.Database).ToHashSet(StringComparer.Ordinal);
        Uses = await Dictionary.UsesOf(asked, ct);
        Changes = VersionChange.Between(await Dictionary.Versions(DefinitionKind.Field, code, ct));
        return Page();
    }
}
