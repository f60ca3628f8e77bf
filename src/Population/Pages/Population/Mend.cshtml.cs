using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Population.Api;
using LienThong.Population.Fields;
using LienThong.Population.Quality;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Population.Pages;

/// <summary>The records of a commune that fail one rule, for the officers of that commune. Each is read through the broker, and the ledger holds the look.</summary>
[Requires(PopulationScopes.Manage)]
internal sealed class MendPage(QualityScores scores, MendingArea area, ReadAsKeeper read, AreaNames areas) : PageModel
{
    public QualityRule Rule { get; private set; } = null!;

    public string Commune { get; private set; } = "";

    public string Place => areas.Path(Commune);

    public IReadOnlyList<DataAnswer> People { get; private set; } = [];

    /// <summary>After whom the next part begins; null at the end.</summary>
    public Guid? Next { get; private set; }

    public async Task<IActionResult> OnGet(string commune, string rule, PersonId? after, CancellationToken ct)
    {
        if (scores.Rule(rule) is not { } known) return NotFound();
        (Rule, Commune) = (known, commune);
        if (!area.Covers(HttpContext.Caller(), commune)) return this.Refused((Faults)QualityErrors.OtherArea);
        var failing = await scores.Failing(commune, rule, after ?? default, ct);
        if (failing.Count == 0) return Page();
        var answers = await read.Many(HttpContext.Caller(), failing, ReadAsKeeper.Short, ct);
        if (answers.Failed) return this.Refused(answers.Faults);
        People = answers.Value;
        Next = failing.Count == 25 ? failing[^1].Value : null;
        return Page();
    }

    public static string? Shown(DataAnswer person, string field) => person[new FieldCode(field)]?.Shown;
}
