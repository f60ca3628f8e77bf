using LienThong.Dictionary.Reading;
using LienThong.Directory;
using LienThong.Kernel.Modules;
using Microsoft.AspNetCore.Mvc;

namespace LienThong.Dictionary.Pages;

/// <summary>One paper: by which fields it is replaced, from which source, in which procedure.</summary>
[PublicPage(Reasons.Published)]
public sealed class PaperPage(IDictionary dictionary, IDirectory directory, TimeProvider clock, LiveSources sources) : DictionaryPage(dictionary, directory, clock)
{
    /// <summary>The paper.</summary>
    public PaperDefinition Paper { get; private set; } = null!;

    /// <summary>Fields that a source in this system answers.</summary>
    public IReadOnlySet<FieldCode> Answered { get; private set; } = new HashSet<FieldCode>();

    /// <summary>404 when the code is unknown.</summary>
    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        await Open(ct);
        if (Edition.Paper(code) is not { } paper) return NotFound();
        Paper = paper;
        Answered = (await sources.Current(ct)).SelectMany(s => s.Fields).ToHashSet();
        return Page();
    }
}
