using LienThong.Directory;
using LienThong.Insight.Numbers;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Insight.Pages;

/// <summary>The same numbers in one province.</summary>
[Requires(Scopes.Read)]
internal sealed class ProvincePage(HomeNumbers home, IPopulationStatistics people, IDirectory directory, TimeProvider clock) : PageModel
{
    private const int Step = 5, Oldest = 100;

    public Area? Province { get; private set; }

    public ProvinceFacts? Facts { get; private set; }

    public int Communes { get; private set; }

    /// <summary>Registered people by five years of age, youngest first; empty when nobody is registered. Counts only.</summary>
    public IReadOnlyList<PyramidRow> Pyramid { get; private set; } = [];

    /// <summary>The day of the counts.</summary>
    public DateOnly CountedOn { get; private set; }

    public IReadOnlyList<HomeNumber> Numbers { get; private set; } = [];

    public async Task<IActionResult> OnGet(string code, CancellationToken ct)
    {
        Province = directory.AreaAt(code, clock.Today());
        if (Province is not { Level: AreaLevel.Province }) return NotFound();
        Facts = directory.FactsOf(code);
        Communes = directory.Communes(code, clock.Today()).Count;
        Numbers = await home.All(code, ct);
        await CountPeople(code, ct);
        return Page();
    }

    private async Task CountPeople(string code, CancellationToken ct)
    {
        var counts = await people.Count(new(AreaCut.Province, code), ct);
        CountedOn = counts.Day;
        var rows = counts.Rows.Where(r => r.Area == code && r.Sex is Sex.Male or Sex.Female).ToList();
        if (rows.Count == 0) return;
        long Of(int age, Sex sex) => rows.Where(r => Math.Min(r.AgeFrom, Oldest) == age && r.Sex == sex).Sum(r => r.People);
        Pyramid = [.. Enumerable.Range(0, Oldest / Step + 1).Select(i => i * Step).Select(age => new PyramidRow(age == Oldest ? $"{age}+" : $"{age}–{age + Step - 1}", Of(age, Sex.Male), Of(age, Sex.Female)))];
    }
}
