using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Population.Households;
using LienThong.Population.Persons;
using LienThong.Population.Reading;
using LienThong.Population.Registrations;
using LienThong.Population.Residence;

namespace LienThong.Population;

/// <summary>The contract, use case by use case.</summary>
internal sealed class PopulationRegister(Kernel.Data.Db<PopulationModule> db, RegistrationDesk desk, TimeProvider clock, HouseOptions house, IDirectory directory) : IPopulation
{
    public Task<Result<IReadOnlyList<VerifyAnswer>>> Verify(Caller caller, IReadOnlyList<VerifyQuestion> questions, CancellationToken ct) => VerifyPersons.Handle(db, questions, ct);

    public Task<Result<VerifyFileSummary>> VerifyFile(Caller caller, Stream input, Stream output, CancellationToken ct) => Persons.VerifyFile.Handle(db, input, output, ct);

    public Task<Result<IReadOnlyList<Candidate>>> Resolve(Caller caller, ResolveQuestion question, CancellationToken ct) => ResolvePerson.Handle(db, question, ct);

    public Task<HouseholdView?> Household(PersonId person, DateOnly asOf, CancellationToken ct) => FindHousehold.Handle(db, person, asOf, ct);

    public async Task<IReadOnlyList<ResidencePeriod>> ResidenceHistory(PersonId person, DateTimeOffset? knownAt, CancellationToken ct) =>
        await ReadResidenceHistory.Handle(db, person, knownAt, ct);

    public Task<IReadOnlyDictionary<PersonId, PersonalNumber>> NumbersOf(IReadOnlyCollection<PersonId> persons, CancellationToken ct) => LookUpPersons.Numbers(db, persons, ct);

    public Task<PersonId?> ByNumber(PersonalNumber number, CancellationToken ct) => LookUpPersons.ByNumber(db, number, ct);

    public Task<IReadOnlyDictionary<PersonId, PersonSummary>> Summaries(IReadOnlyCollection<PersonId> persons, CancellationToken ct) => LookUpPersons.Summaries(db, persons, ct);

    public Task<Result<BirthRegistered>> RegisterBirth(Caller caller, BirthRegistration birth, CancellationToken ct) => new RegisterBirth(desk, clock, house, directory).Handle(caller, birth, ct);

    public Task<Result<ResidenceRegistered>> RegisterPermanentResidence(Caller caller, ResidenceRegistration move, CancellationToken ct) =>
        new RegisterResidence(desk, clock).Handle(caller, move, ct);

    public Task<Result<DeathRegistered>> RegisterDeath(Caller caller, DeathRegistration death, CancellationToken ct) => new RegisterDeath(desk, clock).Handle(caller, death, ct);
}
