using LienThong.Dictionary.Reading;
using LienThong.Directory;
using LienThong.Kernel.Modules;

namespace LienThong.Dictionary.Pages;

/// <summary>The papers and where data stands for them.</summary>
[PublicPage(Reasons.Published)]
public sealed class PapersPage(IDictionary dictionary, IDirectory directory, TimeProvider clock) : DictionaryPage(dictionary, directory, clock)
{
    /// <summary>Reads the edition.</summary>
    public Task OnGetAsync(CancellationToken ct) => Open(ct);
}
