using System.Text.Json.Nodes;
using LienThong.Dictionary;
using LienThong.Kernel.Results;
using LienThong.Kernel.Text;
using LienThong.Kernel.Time;
using LienThong.Population.Reading;

namespace LienThong.Population.Persons;

/// <summary>Compares declared items with the register. Only the asked items are read, through the broker, which groups the readings into few queries and keeps each in the ledger.</summary>
internal static class VerifyPersons
{
    public const int Most = 1_000;

    public static async Task<Result<IReadOnlyList<VerifyAnswer>>> Handle(
        NumberHolders holders, IDataBroker broker, VerificationGround ground, IReadOnlyList<VerifyQuestion> questions, CancellationToken ct)
    {
        if (questions.Count > Most) return PopulationErrors.TooManyQuestions.With(Most);
        var answers = await Task.WhenAll(questions.Select(Answer));
        return Array.Find(answers, a => a.Failed) is { Failed: true } refused ? refused.Faults : Array.ConvertAll(answers, a => a.Value);

        async Task<Result<VerifyAnswer>> Answer(VerifyQuestion question) =>
            PersonalNumber.TryParse(question.Number, null, out var number) && await holders.Find(number, ct) is { } person ? await Ask(broker, ground, question, person, ct) : VerifyRules.Unknown;
    }

    private static async Task<Result<VerifyAnswer>> Ask(IDataBroker broker, VerificationGround ground, VerifyQuestion question, PersonId person, CancellationToken ct)
    {
        var found = await broker.Read(new(ground.Caller, ground.Agreement, ground.Purpose, ground.Basis, new(person.Value), Asked(question)), ct);
        return found.Failed ? found.Faults : VerifyRules.Answer(question, Known(person, found.Value));
    }

    private static List<FieldCode> Asked(VerifyQuestion question)
    {
        List<FieldCode> fields = [VerifiedFields.Number];
        if (question.FullName is not null) fields.Add(VerifiedFields.FullName);
        if (question.BirthDate is not null) fields.Add(VerifiedFields.BirthDate);
        if (question.Sex is not null) fields.Add(VerifiedFields.Sex);
        if (question.Commune is not null) fields.Add(VerifiedFields.Residence);
        return fields;
    }

    private static KnownPerson Known(PersonId person, DataAnswer found)
    {
        var name = found[VerifiedFields.FullName]?.Value ?? "";
        var birth = PartialDate.TryParse(found[VerifiedFields.BirthDate]?.Value, null, out var date) ? date : PartialDate.Unknown;
        var sex = found[VerifiedFields.Sex]?.Value switch { "male" => Sex.Male, "female" => Sex.Female, _ => Sex.Undetermined };
        var commune = found[VerifiedFields.Residence]?.Value is { } address ? (string?)JsonNode.Parse(address)?["commune"] : null;
        return new(person, VietnameseText.CanonicalKey(name), VietnameseText.SearchKey(name), birth, sex, Locked: false, commune);
    }
}

/// <summary>The fields that verification compares.</summary>
internal static class VerifiedFields
{
    public static readonly FieldCode Number = new("person.number"), FullName = new("person.fullName"), BirthDate = new("person.birthDate"), Sex = new("person.sex"),
        Residence = new("residence.permanent");
}
