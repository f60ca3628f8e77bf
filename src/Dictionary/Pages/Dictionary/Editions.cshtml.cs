using LienThong.Dictionary.Reading;
using LienThong.Directory;
using LienThong.Kernel.Modules;

namespace LienThong.Dictionary.Pages;

/// <summary>What was published when.</summary>
[PublicPage(Reasons.Published)]
public sealed class EditionsPage(IDictionary dictionary, IDirectory directory, TimeProvider clock) : DictionaryPage(dictionary, directory, clock)
{
    /// <summary>Publications, newest first.</summary>
    public IReadOnlyList<Publication> Publications { get; private set; } = [];

    /// <summary>Reads them.</summary>
    public async Task OnGetAsync(CancellationToken ct)
    {
        await Open(ct);
        Publications = await Dictionary.Publications(ct);
    }
}
