using LienThong.Dictionary.Reading;
using LienThong.Directory;
using LienThong.Kernel.Modules;

namespace LienThong.Dictionary.Pages;

/// <summary>The databases of the plans.</summary>
[PublicPage(Reasons.Published)]
public sealed class DatabasesPage(IDictionary dictionary, IDirectory directory, TimeProvider clock) : DictionaryPage(dictionary, directory, clock)
{
    /// <summary>Reads the edition.</summary>
    public Task OnGetAsync(CancellationToken ct) => Open(ct);
}
