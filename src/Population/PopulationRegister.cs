using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Households;
using LienThong.Population.Persons;
using LienThong.Population.Reading;
using LienThong.Population.Registrations;
using LienThong.Population.Residence;

namespace LienThong.Population;

/// <summary>The contract, use case by use case.</summary>
internal sealed class PopulationRegister(Db db, NumberHolders holders, IDataBroker broker, RegistrationDesk desk, TimeProvider clock, HouseOptions house, IDirectory directory) : IPopulation
{
    public Task<Result<IReadOnlyList<VerifyAnswer>>> Verify(VerificationGround ground, IReadOnlyList<VerifyQuestion> questions, CancellationToken ct) =>
        VerifyPersons.Handle(holders, broker, ground, questions, ct);

    public Task<Result<VerifyFileSummary>> VerifyFile(VerificationGround ground, Stream input, Stream output, CancellationToken ct) =>
        Persons.VerifyFile.Handle(db, broker, ground, input, output, ct);

    public Task<Result<IReadOnlyList<Candidate>>> Resolve(Caller caller, ResolveQuestion question, CancellationToken ct) => ResolvePerson.Handle(db, question, ct);

    public Task<IReadOnlyDictionary<PersonId, PersonalNumber>> NumbersOf(IReadOnlyCollection<PersonId> persons, CancellationToken ct) => LookUpPersons.Numbers(db, persons, ct);

    public Task<IReadOnlyDictionary<PersonId, IReadOnlyList<string>>> CommunesOf(IReadOnlyCollection<PersonId> persons, CancellationToken ct) =>
        LookUpPersons.Communes(db, directory, persons, clock.Today(), ct);

    public Task<PersonId?> ByNumber(PersonalNumber number, CancellationToken ct) => holders.Find(number, ct);

    public Task<Result<BirthRegistered>> RegisterBirth(Caller caller, BirthRegistration birth, CancellationToken ct) => new RegisterBirth(desk, clock, house, directory).Handle(caller, birth, ct);

    public Task<Result<ResidenceRegistered>> RegisterPermanentResidence(Caller caller, ResidenceRegistration move, CancellationToken ct) =>
        new RegisterResidence(desk, clock).Handle(caller, move, ct);

    public Task<Result<DeathRegistered>> RegisterDeath(Caller caller, DeathRegistration death, CancellationToken ct) => new RegisterDeath(desk, clock).Handle(caller, death, ct);

    /// <summary>The household that a person belonged to on a day, with its members then; null when there was none. For the register's own pages, after the broker allowed the look.</summary>
    public Task<HouseholdView?> Household(PersonId person, DateOnly asOf, CancellationToken ct) => FindHousehold.Handle(db, person, asOf, ct);

    /// <summary>Every residence of a person, as known at an instant (null: now), oldest first. For the register's own pages, after the broker allowed the look.</summary>
    public async Task<IReadOnlyList<ResidencePeriod>> ResidenceHistory(PersonId person, DateTimeOffset? knownAt, CancellationToken ct) =>
        await ReadResidenceHistory.Handle(db, person, knownAt, ct);
}
