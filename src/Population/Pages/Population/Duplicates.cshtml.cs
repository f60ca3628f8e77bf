using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using LienThong.Population.Fields;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Population.Pages;

/// <summary>The queue of pairs that may be one person. It names nobody: whoever opens a pair reads both persons, and that stands in the ledger.</summary>
[Requires(PopulationScopes.Manage)]
internal sealed class DuplicatesPage(IDuplicates duplicates, AreaNames areas, IDirectory directory, TimeProvider clock) : PageModel
{
    public IReadOnlyList<DuplicateCandidate> Pairs { get; private set; } = [];

    /// <summary>The commune whose pairs are shown; null for all.</summary>
    public string? Commune { get; private set; }

    public string Typed { get; private set; } = "";

    public bool Unknown { get; private set; }

    public string? Done { get; private set; }

    public async Task OnGet(string? place, PersonId? one, PersonId? other, double? score, string? done, CancellationToken ct)
    {
        (Typed, Done) = (place?.Trim() ?? "", done);
        var area = Typed.Length == 0 ? null : directory.AreaAt(Typed, clock.Today()) ?? directory.FindAreas(Typed, clock.Today()).FirstOrDefault(a => a.Area.Level == AreaLevel.Commune)?.Area;
        Unknown = Typed.Length > 0 && area is not { Level: AreaLevel.Commune };
        if (Unknown) return;
        Commune = area?.Code;
        var after = one is { } a && other is { } b && score is { } s ? new DuplicateCandidate(a, b, s, 0, null, default) : null;
        Pairs = await duplicates.Queue(Commune, after, ct);
    }

    public string Place(DuplicateCandidate pair) => pair.Commune is { } code ? areas.Path(code) : "–";

    /// <summary>The next part of the list begins after the last pair; its score is exact as stored, in the invariant form.</summary>
    public string Next => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/population/duplicates?place={Uri.EscapeDataString(Typed)}&one={Pairs[^1].One}&other={Pairs[^1].Other}&score={Pairs[^1].Score:R}");
}
