using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Population.Api;

/// <summary>Reads of one person, and the search for who is meant. What is shown comes from the broker.</summary>
internal static class PersonsOverHttp
{
    public static void Map(ModuleRoutes r)
    {
        r.Api.MapPost("resolve", Resolve).Requires(PopulationScopes.Read).Refuses(PopulationErrors.TooFewItems);
        r.Api.MapGet("persons/{id}", Person).Requires(PopulationScopes.Read).Refuses(PopulationErrors.PersonUnknown);
        r.Api.MapGet("persons/{id}/residences", Residences).Requires(PopulationScopes.Read).Refuses(PopulationErrors.PersonUnknown);
        r.Api.MapGet("persons/{id}/household", Household).Requires(PopulationScopes.Read).Refuses(PopulationErrors.PersonUnknown);
    }

    public sealed record Search(
        string FullName, string BirthDate, Sex? Sex = null, string? BirthRegistrationPlace = null, string? HomePlace = null,
        string? FatherName = null, string? MotherName = null, string? Commune = null);

    /// <summary>A candidate with the facts to decide by, and the ledger entry under which they were read.</summary>
    public sealed record Found(PersonId Person, IReadOnlyList<string> Agreeing, IReadOnlyList<FieldValue> Values, Receipt Receipt);

    private static async Task<Result<IReadOnlyList<Found>>> Resolve(Search search, Caller caller, IPopulation population, ReadAsKeeper read, CancellationToken ct)
    {
        if (!PartialDate.TryParse(search.BirthDate, null, out var birth)) return PopulationErrors.TooFewItems.At("/birthDate");
        var candidates = await population.Resolve(caller, new(
            search.FullName, birth, search.Sex, search.BirthRegistrationPlace, search.HomePlace, search.FatherName, search.MotherName, search.Commune), ct);
        if (candidates.Failed) return candidates.Faults;
        if (candidates.Value.Count == 0) return Array.Empty<Found>();
        var answers = await read.Many(caller, [.. candidates.Value.Select(c => c.Person)], ReadAsKeeper.Short, ct);
        if (answers.Failed) return answers.Faults;
        var bySubject = answers.Value.ToDictionary(a => a.Subject.Value);
        return candidates.Value.Where(c => bySubject.ContainsKey(c.Person.Value))
            .Select(c => new Found(c.Person, c.Agreeing, bySubject[c.Person.Value].Values, bySubject[c.Person.Value].Receipt)).ToArray();
    }

    private static Task<Result<DataAnswer>> Person(PersonId id, Caller caller, ReadAsKeeper read, CancellationToken ct) => read.Existing(caller, id, ReadAsKeeper.Identity, ct);

    private static async Task<Result<IReadOnlyList<ResidencePeriod>>> Residences(
        PersonId id, DateTimeOffset? knownAt, Caller caller, PopulationRegister population, ReadAsKeeper read, CancellationToken ct)
    {
        var allowed = await read.Existing(caller, id, ReadAsKeeper.Residences, ct);
        return allowed.Failed ? allowed.Faults : (await population.ResidenceHistory(id, knownAt, ct)).ToArray();
    }

    private static async Task<Result<HouseholdView>> Household(
        PersonId id, DateOnly? asOf, Caller caller, PopulationRegister population, ReadAsKeeper read, TimeProvider clock, CancellationToken ct)
    {
        var allowed = await read.Existing(caller, id, ReadAsKeeper.Members, ct);
        if (allowed.Failed) return allowed.Faults;
        return await population.Household(id, asOf ?? clock.Today(), ct) is { } household ? household : PopulationErrors.HouseholdUnknown;
    }
}
