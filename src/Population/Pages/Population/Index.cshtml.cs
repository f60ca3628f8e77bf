using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Api;
using LienThong.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LienThong.Population.Pages;

/// <summary>Search of a person by the register's officers. The search travels in the body, so that no number or name stands in an address or a log.</summary>
[Requires(PopulationScopes.Read)]
public sealed class IndexPage(IServiceProvider services, IPopulation population, IDirectory directory, TimeProvider clock) : PageModel
{
    private readonly ReadAsKeeper _read = (ReadAsKeeper)services.GetService(typeof(ReadAsKeeper))!;

    /// <summary>What was typed.</summary>
    public string? Number { get; private set; }
    /// <summary>What was typed.</summary>
    public string? FullName { get; private set; }
    /// <summary>ISO text, possibly partial.</summary>
    public string? BirthDate { get; private set; }
    /// <summary>male or female.</summary>
    public string? SexWord { get; private set; }
    /// <summary>A commune by name.</summary>
    public string? Place { get; private set; }
    /// <summary>What was typed.</summary>
    public string? MotherName { get; private set; }
    /// <summary>What was typed.</summary>
    public string? FatherName { get; private set; }

    /// <summary>Null before a search.</summary>
    public IReadOnlyList<FoundPerson>? Found { get; private set; }

    /// <summary>Searches and shows who was found, each read through the broker.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        string? Typed(string name) => Request.Form[name].ToString().Trim() is { Length: > 0 } text ? text : null;
        (Number, FullName, SexWord, Place, MotherName, FatherName) = (Typed("number"), Typed("fullName"), Typed("sex"), Typed("place"), Typed("motherName"), Typed("fatherName"));
        BirthDate = DateInput.Read(Request.Form, "birthDate");
        var candidates = Number is not null ? await ByNumber(Number, ct) : await ByItems(ct);
        if (candidates.Failed) return this.Refused(candidates.Faults);
        if (candidates.Value.Count == 0)
        {
            Found = [];
            return Page();
        }

        var answers = await _read.Many(HttpContext.Caller(), [.. candidates.Value.Select(c => c.Id)], ReadAsKeeper.Short, ct);
        if (answers.Failed) return this.Refused(answers.Faults);
        var agreeing = candidates.Value.ToDictionary(c => c.Id.Value, c => c.Agreeing);
        Found = [.. answers.Value.Select(a => new FoundPerson(a, agreeing[a.Subject.Value]))];
        return Page();
    }

    /// <summary>The word for an agreeing item.</summary>
    public static string Word(string item) => item switch
    {
        "number" => "Số định danh",
        "name" => "họ tên",
        "birthDate" => "Ngày sinh",
        "sex" => "Giới tính",
        "birthRegistrationPlace" => "Nơi đăng ký khai sinh",
        "homePlace" => "Quê quán",
        "father" => "tên cha",
        "mother" => "tên mẹ",
        _ => "Nơi thường trú",
    };

    private async Task<Result<IReadOnlyList<(PersonId Id, IReadOnlyList<string> Agreeing)>>> ByNumber(string typed, CancellationToken ct)
    {
        if (!PersonalNumber.TryParse(typed.Replace(" ", "", StringComparison.Ordinal), null, out var number)) return PopulationErrors.SearchNeedsMore.At("/number");
        IReadOnlyList<string> agreeing = ["number"];
        return await population.ByNumber(number, ct) is { } person ? [(person, agreeing)] : Array.Empty<(PersonId, IReadOnlyList<string>)>();
    }

    private async Task<Result<IReadOnlyList<(PersonId Id, IReadOnlyList<string> Agreeing)>>> ByItems(CancellationToken ct)
    {
        if (FullName is null) return PopulationErrors.SearchNeedsMore.At("/fullName");
        if (BirthDate is null || !PartialDate.TryParse(BirthDate, null, out var birth)) return PopulationErrors.SearchNeedsMore.At("/birthDate");
        var commune = Place is null ? null : directory.FindAreas(Place, clock.Today()).FirstOrDefault(a => a.Area.Level == AreaLevel.Commune)?.Area.Code;
        if (Place is not null && commune is null) return PopulationErrors.AreaUnknown.At("/place");
        Sex? sex = SexWord switch { "male" => Sex.Male, "female" => Sex.Female, _ => null };
        var found = await population.Resolve(HttpContext.Caller(), new(FullName, birth, sex, commune, commune, FatherName, MotherName, commune), ct);
        if (found.Failed) return found.Faults;
        return found.Value.Select(c => (c.Person, c.Agreeing)).ToArray();
    }
}

/// <summary>One who was found, as the broker answered.</summary>
public sealed record FoundPerson(DataAnswer Answer, IReadOnlyList<string> Agreeing)
{
    /// <summary>The key for the link.</summary>
    public Guid Id => Answer.Subject.Value;

    /// <summary>What to show of a field.</summary>
    public string Shown(string field) => Answer[new FieldCode(field)]?.Shown ?? "–";
}
