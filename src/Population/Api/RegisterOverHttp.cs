using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using Microsoft.AspNetCore.Builder;

namespace LienThong.Population.Api;

/// <summary>Registrations by the register's own officers. The key of the request is the key of the effect.</summary>
internal static class RegisterOverHttp
{
    public static void Map(ModuleRoutes r)
    {
        r.Api.MapPost("births", Birth).Requires(PopulationScopes.Manage).Idempotent().Refuses(
            PopulationErrors.NameInvalid, PopulationErrors.BirthInFuture, PopulationErrors.ParentUnknown, PopulationErrors.ParentImplausible, PopulationErrors.ParentsNeeded,
            PopulationErrors.PersonLocked, PopulationErrors.BirthTwice, PopulationErrors.HouseholdUnknown, PopulationErrors.NumbersExhausted, PopulationErrors.RegistryWorkOnly);
        r.Api.MapPost("residences", Residence).Requires(PopulationScopes.Manage).Idempotent().Refuses(
            PopulationErrors.PersonUnknown, PopulationErrors.PersonLocked, PopulationErrors.MoveBeforeBirth, PopulationErrors.MoveInFuture, PopulationErrors.MoveNotAfterCurrent,
            PopulationErrors.AlreadyThere, PopulationErrors.HouseholdUnknown, PopulationErrors.OneHead, PopulationErrors.HeadTaken, PopulationErrors.HeadLeaves, PopulationErrors.RegistryWorkOnly);
        r.Api.MapPost("deaths", Death).Requires(PopulationScopes.Manage).Idempotent().Refuses(
            PopulationErrors.PersonUnknown, PopulationErrors.PersonLocked, PopulationErrors.DeathBeforeBirth, PopulationErrors.DeathInFuture, PopulationErrors.RegistryWorkOnly);
    }

    private static async Task<Result<BirthRegistered>> Birth(BirthRegistration birth, Caller caller, IPopulation population, CancellationToken ct) =>
        RefusesOutsiders(caller) is { } refusal ? refusal : await population.RegisterBirth(caller, birth, ct);

    private static async Task<Result<ResidenceRegistered>> Residence(ResidenceRegistration move, Caller caller, IPopulation population, CancellationToken ct) =>
        RefusesOutsiders(caller) is { } refusal ? refusal : await population.RegisterPermanentResidence(caller, move, ct);

    public sealed record DeathRequest(string IdempotencyKey, PersonId Person, PartialDate DeathDate, DateOnly RegisteredOn, string Document);

    private static async Task<Result<DeathRegistered>> Death(DeathRequest death, Caller caller, IPopulation population, CancellationToken ct) =>
        RefusesOutsiders(caller) is { } refusal ? refusal
            : await population.RegisterDeath(caller, new(death.IdempotencyKey, death.Person, death.DeathDate, death.RegisteredOn, death.Document), ct);

    // a scope alone does not make an officer: a registration is an act of an agency
    internal static Error? RefusesOutsiders(Caller caller) =>
        caller is { Kind: CallerKind.Official or CallerKind.System, Agency: not null } ? null : PopulationErrors.RegistryWorkOnly;
}
