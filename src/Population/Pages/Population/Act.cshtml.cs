using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Api;
using LienThong.Population.Legal;
using LienThong.Population.Persons;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace LienThong.Population.Pages;

/// <summary>One act of registration on a person as a form: the questions come from <see cref="ActForms"/>, the legal document is asked for every act. Reading whose record it is stands in the ledger.</summary>
[Requires(PopulationScopes.Manage)]
internal sealed class ActPage(IServiceProvider services, IPopulation population, ReadAsKeeper read, LegalRules rules, IDirectory directory, TimeProvider clock,
    IStringLocalizer<Texts> words) : PageModel
{
    internal static readonly IReadOnlyDictionary<string, string> ItemNames = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["person.fullName"] = "Họ và tên", ["person.otherNames"] = "Tên gọi khác", ["person.birthDate"] = "Ngày sinh", ["person.sex"] = "Giới tính", ["person.birthPlace"] = "Nơi sinh",
        ["person.homePlace"] = "Quê quán", ["person.ethnicity"] = "Dân tộc", ["person.religion"] = "Tôn giáo", ["person.nationality"] = "Quốc tịch", ["person.bloodGroup"] = "Nhóm máu",
        ["person.phone"] = "Số điện thoại", ["person.email"] = "Thư điện tử", ["person.cmnd"] = "Số CMND 9 số",
    };

    public ActForm Form { get; private set; } = null!;
    public PersonId Id { get; private set; }
    public string Name { get; private set; } = "";
    public string Key { get; private set; } = "";

    public async Task<IActionResult> OnGet(PersonId id, string kind, CancellationToken ct)
    {
        Key = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        return await Open(id, kind, ct) ?? Page();
    }

    public async Task<IActionResult> OnPost(PersonId id, string kind, CancellationToken ct)
    {
        if (await Open(id, kind, ct) is { } refused) return refused;
        Key = Request.Form["key"].ToString();
        if (RegisterOverHttp.RefusesOutsiders(HttpContext.Caller()) is { } outsider) return this.Refused(outsider);
        var faults = new Faults([]);
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        Dictionary<string, PersonId> people = new(StringComparer.Ordinal);
        foreach (var field in Form.Fields.Concat(DocumentFields)) await Read(field, values, people, faults, ct);
        if (faults.Count > 0) return this.Refused(faults);
        var done = await Form.Run(new(id, HttpContext.Caller(), Key, values, services, people), ct);
        return done.Failed ? this.Refused(done.Faults) : Redirect($"/population/persons/{id}?done={Form.Kind}");
    }

    public static readonly IReadOnlyList<ActField> DocumentFields =
    [
        new("document.kind", AskAs.Case, "Loại giấy tờ", Of: "document"), new("document.number", AskAs.Text, "Số giấy tờ"), new("document.date", AskAs.Day, "Ngày của giấy tờ"),
        new("document.agency", AskAs.Text, "Cơ quan ban hành"),
    ];

    public IEnumerable<Choice> Choices(ActField field) => field.As == AskAs.Case
        ? rules.Cases(field.Of!, clock.Today()).Select(c => new Choice(c.Code, c.Vi))
        : ItemNames.Where(i => PersonItems.MaySet(Enum.Parse<ItemChangeKind>(field.Of!, ignoreCase: true), i.Key)).Select(i => new Choice(i.Key, i.Value));

    private async Task<IActionResult?> Open(PersonId id, string kind, CancellationToken ct)
    {
        if (ActForms.Find(kind) is not { } form) return NotFound();
        (Form, Id) = (form, id);
        var answer = await read.Existing(HttpContext.Caller(), id, ReadAsKeeper.Short, ct);
        if (answer.Failed) return answer.Faults[0].Error.Status == 404 ? NotFound() : this.Refused(answer.Faults);
        Name = answer.Value[new("person.fullName")]?.Shown ?? "";
        return null;
    }

    private async Task Read(ActField field, Dictionary<string, string> values, Dictionary<string, PersonId> people, Faults faults, CancellationToken ct)
    {
        var typed = field.As == AskAs.Day ? DateInput.Read(Request.Form, field.Name) ?? "" : Request.Form[field.Name].ToString().Trim();
        if (typed.Length == 0)
        {
            if (!field.Optional) faults.Add(PopulationErrors.AnswerNeeded.With(words[field.Label].Value).At("/" + field.Name.Replace('.', '/')));
            return;
        }

        var pointer = "/" + field.Name.Replace('.', '/');
        if (field.As == AskAs.Number)
        {
            var person = PersonalNumber.TryParse(typed.Replace(" ", "", StringComparison.Ordinal), null, out var number) ? await population.ByNumber(number, ct) : null;
            if (person is { } known) people[field.Name] = known;
            else faults.Add(PopulationErrors.PersonUnknown.At(pointer));
        }
        else if (field.As == AskAs.Day && (!PartialDate.TryParse(typed, null, out var date) || date.Exact is null)) faults.Add(PopulationErrors.DayWrong.At(pointer));
        else if (field.As == AskAs.Commune)
        {
            var commune = directory.AreaAt(typed, clock.Today()) ?? directory.FindAreas(typed, clock.Today()).FirstOrDefault(a => a.Area.Level == AreaLevel.Commune)?.Area;
            if (commune is { Level: AreaLevel.Commune }) values[field.Name] = commune.Code;
            else faults.Add(PopulationErrors.CommuneUnknown.At(pointer));
        }
        else values[field.Name] = typed;
    }
}
