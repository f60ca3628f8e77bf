using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Api;
using LienThong.Population.Fields;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Population.Pages;

/// <summary>Decisions on areas: taken from the directory, previewed, applied or withdrawn.</summary>
[Requires(PopulationScopes.Manage)]
internal sealed class AreasPage(IAreaDecisions areas, AreaNames names, TimeProvider clock) : PageModel
{
    private const int Shown = 100;

    public IReadOnlyList<AreaDecision> Decisions { get; private set; } = [];

    public AreaDecision? Decision { get; private set; }

    public AreaPreview? Preview { get; private set; }

    public IReadOnlyList<AreaDoubt> Doubts { get; private set; } = [];

    public IEnumerable<CommunePreview> Communes => Preview!.Communes.OrderByDescending(c => c.People).Take(Shown);

    public string Key { get; private set; } = "";

    public async Task<IActionResult> OnGet(Guid? id, CancellationToken ct) => await Load(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(Guid? id, string act, CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        if (RegisterOverHttp.RefusesOutsiders(caller) is { } outsider) return await Refuse(id, outsider, ct);
        var done = act switch
        {
            "apply" when id is { } one => await areas.Apply(caller, one, ct),
            "withdraw" when id is { } one => await areas.Withdraw(caller, one, ct),
            _ => await Enter(caller, ct),
        };
        return done.Failed ? await Refuse(id, done.Faults, ct) : Redirect($"/population/areas/{done.Value.Id}");
    }

    public async Task<IActionResult> OnPostSettle(Guid id, CancellationToken ct)
    {
        var answers = Request.Form.Where(f => f.Key.StartsWith("home.", StringComparison.Ordinal) && f.Value.ToString().Length == 5)
            .Select(f => new DoubtAnswer(HouseholdId.Parse(f.Key[5..], null), f.Value.ToString())).ToList();
        var done = await areas.Settle(HttpContext.Caller(), new(Request.Form["key"].ToString(), id, answers), ct);
        return done.Failed ? await Refuse(id, done.Faults, ct) : Redirect($"/population/areas/{id}#doubts");
    }

    public string Place(string commune) => names.Path(commune);

    public static string StateWord(string state) => state switch { "draft" => "Nháp", "in-force" => "Đang có hiệu lực", _ => "Đã rút" };

    private async Task<Result<AreaDecision>> Enter(Caller caller, CancellationToken ct)
    {
        if (!DateOnly.TryParseExact(DateInput.Read(Request.Form, "on") ?? "", "yyyy-MM-dd", out var on)) return PopulationErrors.DayWrong.At("/on");
        var province = Request.Form["province"].ToString().Trim();
        var suggested = await areas.FromDirectory(on, province.Length == 2 ? province : null, ct);
        if (suggested.Failed) return suggested.Faults[0].At("/on");
        var day = DateOnly.TryParseExact(DateInput.Read(Request.Form, "document.date") ?? "", "yyyy-MM-dd", out var date) ? date : on;
        return await areas.Enter(caller, suggested.Value with
        {
            IdempotencyKey = Request.Form["key"].ToString(), Document = new("decision", Request.Form["document.number"].ToString(), day, Request.Form["document.agency"].ToString()),
        }, ct);
    }

    private async Task<IActionResult> Refuse(Guid? id, Faults faults, CancellationToken ct) => await Load(id, ct) ? this.Refused(faults) : NotFound();

    private async Task<bool> Load(Guid? id, CancellationToken ct)
    {
        Key = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        if (id is not { } one)
        {
            Decisions = await areas.List(ct);
            return true;
        }

        Decision = await areas.Find(one, ct);
        if (Decision is null) return false;
        if (Decision.State == "draft" && await areas.Preview(one, ct) is { Failed: false } preview) Preview = preview.Value;
        if (Decision.Doubtful > 0) Doubts = await areas.Doubts(one, null, ct);
        return true;
    }
}
