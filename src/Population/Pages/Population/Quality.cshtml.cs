using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using LienThong.Population.Fields;
using LienThong.Population.Quality;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace LienThong.Population.Pages;

/// <summary>The four words, communes worst first, rules worst first. Counts only; from a rule of one commune to the records to mend.</summary>
[Requires(PopulationScopes.Read)]
internal sealed class QualityPage(QualityScores scores, IDirectory directory, AreaNames areas, IStringLocalizer<Texts> words, TimeProvider clock) : PageModel
{
    public DateTimeOffset? MadeAt { get; private set; }

    public IReadOnlyList<WordScore> Words { get; private set; } = [];

    public IReadOnlyList<RuleQuality> Rules { get; private set; } = [];

    public IReadOnlyList<CommuneQuality> Communes { get; private set; } = [];

    public IReadOnlyList<SourceQuality> Sources { get; private set; } = [];

    /// <summary>The commune that is looked at; null for many.</summary>
    public string? Commune { get; private set; }

    /// <summary>The rules lead to records only where a commune mends them.</summary>
    public bool Mends => Commune is not null && Commune != CommuneQuality.NoResidence;

    public string? Province { get; private set; }

    public IEnumerable<Ui.Choice> Provinces => directory.Provinces(clock.Today()).Select(p => new Ui.Choice(p.Code, p.FullName));

    public async Task<IActionResult> OnGet(string? commune, string? province, CancellationToken ct)
    {
        var today = clock.Today();
        if (commune is not null && commune != CommuneQuality.NoResidence && directory.AreaAt(commune, today) is not { Level: AreaLevel.Commune }) return NotFound();
        (Commune, Province) = (commune, string.IsNullOrEmpty(province) || directory.AreaAt(province, today) is not { Level: AreaLevel.Province } ? null : province);
        string[]? asked = Commune is not null ? [CommuneQuality.Stored(Commune)] : Province is not null ? [.. directory.Communes(Province, today).Select(c => c.Code)] : null;
        MadeAt = await scores.MadeAt(ct);
        Rules = await scores.Rules(asked, ct);
        Words = QualityScores.Fold(Rules);
        Sources = await scores.Sources(asked, ct);
        if (Commune is null) Communes = await scores.Communes(asked, ct);
        return Page();
    }

    public string Place(string commune) => commune == CommuneQuality.NoResidence ? words[CommuneQuality.NoResidenceWords.Vi] : areas.Path(commune);

    public static string WordOf(string word) => QualityRules.Words.First(w => w.Code == word).Vi;

    public static string SourceWord(string source) => source switch { "birth" => "Đăng ký khai sinh tại đây", "changed" => "Đã cập nhật sau khi tiếp nhận", _ => "Tiếp nhận ban đầu" };

    public static string Percent(double? share) => share is { } known ? known.ToString("P2", System.Globalization.CultureInfo.CurrentCulture) : "–";
}
