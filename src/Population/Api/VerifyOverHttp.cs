using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using LienThong.Kernel.Time;
using LienThong.Population.Persons;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Population.Api;

/// <summary>Compares declared items with the register. Only the asked items are read, and each read stands in the ledger.</summary>
internal static class VerifyOverHttp
{
    private const int Most = 100;

    public static void Map(ModuleRoutes r) => r.Api
        .MapPost("verify", Handle)
        .Requires(PopulationScopes.Read)
        .Refuses(PopulationErrors.TooManyQuestions);

    public sealed record Question(string Number, string? FullName = null, string? BirthDate = null, Sex? Sex = null, string? Commune = null);

    public sealed record Request(IReadOnlyList<Question> Questions);

    public sealed record Answer(string Number, ItemOutcome Person, ItemOutcome FullName, ItemOutcome BirthDate, ItemOutcome Sex, ItemOutcome Commune);

    public static async Task<Result<IReadOnlyList<Answer>>> Handle(Request request, Caller caller, IPopulation population, ReadAsKeeper read, CancellationToken ct)
    {
        if (request.Questions.Count > Most) return PopulationErrors.TooManyQuestions.With(Most);
        List<Answer> answers = [];
        foreach (var asked in request.Questions)
        {
            if (!PersonalNumber.TryParse(asked.Number, null, out var number) || await population.ByNumber(number, ct) is not { } person)
            {
                answers.Add(new(asked.Number, ItemOutcome.Absent, ItemOutcome.NotAsked, ItemOutcome.NotAsked, ItemOutcome.NotAsked, ItemOutcome.NotAsked));
                continue;
            }

            var found = await read.One(caller, person, Asked(asked), ct);
            if (found.Failed) return found.Faults;
            answers.Add(Compare(asked, found.Value));
        }

        return answers;
    }

    private static List<FieldCode> Asked(Question asked)
    {
        List<FieldCode> fields = [new("person.number")];
        if (asked.FullName is not null) fields.Add(new("person.fullName"));
        if (asked.BirthDate is not null) fields.Add(new("person.birthDate"));
        if (asked.Sex is not null) fields.Add(new("person.sex"));
        if (asked.Commune is not null) fields.Add(new("residence.permanent"));
        return fields;
    }

    private static Answer Compare(Question asked, DataAnswer found)
    {
        string? Value(string code) => found[new(code)]?.Value;
        var name = Value("person.fullName") ?? "";
        var birth = PartialDate.TryParse(Value("person.birthDate"), null, out var date) ? date : PartialDate.Unknown;
        var sex = Value("person.sex") switch { "male" => Sex.Male, "female" => Sex.Female, _ => Sex.Undetermined };
        var commune = Value("residence.permanent") is { } address ? (string?)System.Text.Json.Nodes.JsonNode.Parse(address)?["commune"] : null;
        var known = new KnownPerson(default, VietnameseText.CanonicalKey(name), VietnameseText.SearchKey(name), birth, sex, false, commune);
        // a date that cannot be read agrees with nothing
        PartialDate? declared = asked.BirthDate is null ? null : PartialDate.TryParse(asked.BirthDate, null, out var read) ? read : PartialDate.OfYear(1);
        return new(asked.Number, ItemOutcome.Match, VerifyRules.Name(asked.FullName, known), VerifyRules.Birth(declared, birth), VerifyRules.Sex(asked.Sex, sex),
            VerifyRules.Commune(asked.Commune, commune));
    }
}
