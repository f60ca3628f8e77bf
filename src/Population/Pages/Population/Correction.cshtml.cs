using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Api;
using LienThong.Population.Corrections;
using LienThong.Population.Legal;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Population.Pages;

/// <summary>One request beside what the register says, and the decision. The look at the person goes through the broker.</summary>
[Requires(PopulationScopes.Manage)]
internal sealed class CorrectionPage(ICorrections corrections, WrittenItem written, ReadAsKeeper read, LegalRules rules, TimeProvider clock) : PageModel
{
    public CorrectionRequest? Asked { get; private set; }

    /// <summary>The value that was asked for, in words.</summary>
    public string Wanted { get; private set; } = "";

    public DataAnswer? Person { get; private set; }

    public string Key { get; private set; } = "";

    public IEnumerable<Choice> DocumentKinds => rules.Cases("document", clock.Today()).Select(c => new Choice(c.Code, c.Vi));

    public async Task<IActionResult> OnGet(Guid id, CancellationToken ct)
    {
        Key = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        return await Load(id, ct) ?? Page();
    }

    public async Task<IActionResult> OnPost(Guid id, string? decision, CancellationToken ct)
    {
        if (await Load(id, ct) is { } refused) return refused;
        var form = Request.Form;
        Key = form["key"].ToString();
        if (decision == "refuse")
        {
            var done = await corrections.Refuse(HttpContext.Caller(), id, form["reason"].ToString(), ct);
            return done.Failed ? this.Refused(done.Faults) : Redirect("/population/corrections?done=refused");
        }

        if (decision != "accept") return this.Refused((Faults)CorrectionErrors.DecisionNeeded.At("/decision"));
        var day = PartialDate.TryParse(DateInput.Read(form, "document.date"), null, out var date) ? date.Exact : null;
        if (day is null) return this.Refused((Faults)PopulationErrors.DayWrong.At("/document/date"));
        var accepted = await corrections.Accept(HttpContext.Caller(), new()
        {
            IdempotencyKey = Key, On = clock.Today(), Request = id, Document = new(form["document.kind"].ToString(), form["document.number"].ToString(), day.Value, form["document.agency"].ToString()),
        }, ct);
        return accepted.Failed ? this.Refused(accepted.Faults) : Redirect("/population/corrections?done=accepted");
    }

    public string? Shown(string field) => Person?[new FieldCode(field)]?.Shown;

    private async Task<IActionResult?> Load(Guid id, CancellationToken ct)
    {
        var opened = await corrections.Open(HttpContext.Caller(), id, ct);
        if (opened.Failed) return opened.Faults[0].Error.Status == 404 ? NotFound() : this.Refused(opened.Faults);
        var answer = await read.One(HttpContext.Caller(), opened.Value.Person, ReadAsKeeper.Codes([.. new[] { "person.number", "person.fullName", "person.birthDate", opened.Value.Item }.Distinct()]), ct);
        if (answer.Failed) return this.Refused(answer.Faults);
        (Asked, Person) = (opened.Value, answer.Value);
        Wanted = await written.Show(opened.Value.Item, opened.Value.Value, ct);
        return null;
    }
}
