using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Population.Api;

/// <summary>Compares declared items with the register, for the register's own officers.</summary>
internal static class VerifyOverHttp
{
    public static void Map(ModuleRoutes r) => r.Api
        .MapPost("verify", Handle)
        .Requires(PopulationScopes.Read)
        .Refuses(PopulationErrors.TooManyQuestions);

    public sealed record Question(string Number, string? FullName = null, string? BirthDate = null, Sex? Sex = null, string? Commune = null);

    public sealed record Request(IReadOnlyList<Question> Questions);

    public sealed record Answer(string Number, ItemOutcome Person, ItemOutcome FullName, ItemOutcome BirthDate, ItemOutcome Sex, ItemOutcome Commune);

    public static async Task<Result<IReadOnlyList<Answer>>> Handle(Request request, Caller caller, IPopulation population, CancellationToken ct)
    {
        var questions = request.Questions.Select(q => new VerifyQuestion(q.Number, q.FullName, Declared(q.BirthDate), q.Sex, q.Commune)).ToArray();
        var answers = await population.Verify(ReadAsKeeper.Ground(caller), questions, ct);
        if (answers.Failed) return answers.Faults;
        return answers.Value.Select((a, i) => new Answer(request.Questions[i].Number, a.Person, a.FullName, a.BirthDate, a.Sex, a.Commune)).ToArray();
    }

    // a date that cannot be read agrees with nothing
    private static PartialDate? Declared(string? text) => text is null ? null : PartialDate.TryParse(text, null, out var read) ? read : PartialDate.OfYear(1);
}
