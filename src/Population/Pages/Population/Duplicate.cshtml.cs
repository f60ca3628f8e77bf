using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Api;
using LienThong.Population.Duplicates;
using LienThong.Population.Legal;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Population.Pages;

/// <summary>Two records side by side with what each field weighs, and the decision: one person (which record stays) or two. Both looks go through the broker.</summary>
[Requires(PopulationScopes.Manage)]
internal sealed class DuplicatePage(IDuplicates duplicates, ReadAsKeeper read, LegalRules rules, TimeProvider clock) : PageModel
{
    public static readonly IReadOnlyList<(string Field, string Label)> Rows =
    [
        ("person.number", "Số định danh"), ("person.fullName", "Họ và tên"), ("person.birthDate", "Ngày sinh"), ("person.sex", "Giới tính"), ("person.mother", "Mẹ"), ("person.father", "Cha"),
        ("person.birthRegistrationPlace", "Nơi đăng ký khai sinh"), ("person.homePlace", "Quê quán"), ("person.cmnd", "Số CMND"), ("person.spouse", "Vợ hoặc chồng"),
        ("person.maritalStatus", "Tình trạng hôn nhân"), ("residence.permanent", "Nơi thường trú"), ("person.phone", "Số điện thoại"), ("person.cardIssue", "Thẻ căn cước"), ("person.death", "Ngày chết"),
    ];

    private static readonly IReadOnlyList<FieldCode> Asked = ReadAsKeeper.Codes([.. Rows.Select(r => r.Field)]);

    public DuplicateCase Case { get; private set; } = null!;

    public DataAnswer One { get; private set; } = null!;

    public DataAnswer Other { get; private set; } = null!;

    public string Key { get; private set; } = "";

    public IEnumerable<Choice> DocumentKinds => rules.Cases("document", clock.Today()).Select(c => new Choice(c.Code, c.Vi));

    public async Task<IActionResult> OnGet(PersonId one, PersonId other, CancellationToken ct)
    {
        Key = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        return await Open(one, other, ct) ?? Page();
    }

    public async Task<IActionResult> OnPost(PersonId one, PersonId other, CancellationToken ct)
    {
        if (await Open(one, other, ct) is { } refused) return refused;
        var form = Request.Form;
        Key = form["key"].ToString();
        if (RegisterOverHttp.RefusesOutsiders(HttpContext.Caller()) is { } outsider) return this.Refused(outsider);
        var day = PartialDate.TryParse(DateInput.Read(form, "document.date"), null, out var date) ? date.Exact : null;
        if (day is null) return this.Refused(PopulationErrors.DayWrong.At("/document/date"));
        var document = new LegalDocument(form["document.kind"].ToString(), form["document.number"].ToString(), day.Value, form["document.agency"].ToString());
        var (first, second) = (Case.Pair.One, Case.Pair.Other);
        Result<ActRegistered> done = form["decision"].ToString() switch
        {
            "one" => await Merge(first, second, document, ct),
            "other" => await Merge(second, first, document, ct),
            "two" => await duplicates.Decline(HttpContext.Caller(), new() { IdempotencyKey = Key, On = clock.Today(), Document = document, One = first, Other = second, Reason = form["reason"].ToString() }, ct),
            _ => DuplicateErrors.DecisionNeeded.At("/decision"),
        };
        return done.Failed ? this.Refused(done.Faults) : Redirect("/population/duplicates?done=" + (form["decision"] == "two" ? "declined" : "merged"));
    }

    public static string? Shown(DataAnswer person, string field) => person[new FieldCode(field)]?.Shown;

    public static string AgainstWord(string against) => against switch
    {
        "kin" => "So với khả năng: anh chị em hoặc sinh đôi.", "namesakes" => "So với khả năng: hai người cùng tên, cùng năm sinh.", _ => "So với khả năng: hai người không liên quan.",
    };

    private Task<Result<ActRegistered>> Merge(PersonId survivor, PersonId merged, LegalDocument document, CancellationToken ct) =>
        duplicates.Merge(HttpContext.Caller(), new() { IdempotencyKey = Key, On = clock.Today(), Document = document, Survivor = survivor, Merged = merged }, ct);

    private async Task<IActionResult?> Open(PersonId one, PersonId other, CancellationToken ct)
    {
        if (await duplicates.Find(one, other, ct) is not { } found) return NotFound();
        Case = found;
        var answers = await read.Many(HttpContext.Caller(), [found.Pair.One, found.Pair.Other], Asked, ct);
        if (answers.Failed) return this.Refused(answers.Faults);
        (One, Other) = (answers.Value.Single(a => a.Subject.Value == found.Pair.One.Value), answers.Value.Single(a => a.Subject.Value == found.Pair.Other.Value));
        return null;
    }
}
