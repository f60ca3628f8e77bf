using LienThong.Kernel.Access;
using LienThong.Kernel.Results;

namespace LienThong.Population;

/// <summary>
/// The population register: persons, households and residences (Law on Identity 26/2023 art. 9; Law on Residence 68/2020).
/// Officers and applications read personal data through the data broker; this contract serves verification, structure (who belongs to which household) and registration.
/// </summary>
public interface IPopulation
{
    /// <summary>Compares what somebody declares with the register, item by item. Answers stand in the order of the questions. At most 1,000 questions; more go through <see cref="VerifyFile"/>.</summary>
    Task<Result<IReadOnlyList<VerifyAnswer>>> Verify(Caller caller, IReadOnlyList<VerifyQuestion> questions, CancellationToken ct);

    /// <summary>
    /// Verifies a whole CSV file (UTF-8, header line: number,name,birth,sex; name, birth and sex may be absent) in one set-based join and writes one result line per input line.
    /// Rows that cannot be read are reported in the result with the reason; they never stop the others.
    /// </summary>
    Task<Result<VerifyFileSummary>> VerifyFile(Caller caller, Stream input, Stream output, CancellationToken ct);

    /// <summary>Finds candidates without the personal number. At least four items must agree, and a person decides: a candidate is never taken automatically.</summary>
    Task<Result<IReadOnlyList<Candidate>>> Resolve(Caller caller, ResolveQuestion question, CancellationToken ct);

    /// <summary>The household that a person belonged to on a day, with its members then; null when there was none.</summary>
    Task<HouseholdView?> Household(PersonId person, DateOnly asOf, CancellationToken ct);

    /// <summary>Every residence of a person, as the register knew it at an instant (null: as known now), oldest first.</summary>
    Task<IReadOnlyList<ResidencePeriod>> ResidenceHistory(PersonId person, DateTimeOffset? knownAt, CancellationToken ct);

    /// <summary>The current personal numbers of persons; unknown persons are left out.</summary>
    Task<IReadOnlyDictionary<PersonId, PersonalNumber>> NumbersOf(IReadOnlyCollection<PersonId> persons, CancellationToken ct);

    /// <summary>The person with this number, also when the number was replaced since; null when nobody has it.</summary>
    Task<PersonId?> ByNumber(PersonalNumber number, CancellationToken ct);

    /// <summary>The few facts that lists of the register itself show. At most 1,000 persons; unknown ones are left out. Not for consumers: they ask the broker.</summary>
    Task<IReadOnlyDictionary<PersonId, PersonSummary>> Summaries(IReadOnlyCollection<PersonId> persons, CancellationToken ct);

    /// <summary>
    /// Registers a birth: a new person, the number allocated in the same transaction, parents linked and, when a household is named, membership and permanent residence.
    /// Law on Civil Status 60/2014 art. 13-16. Repeating the call with the same idempotency key returns the first answer.
    /// </summary>
    Task<Result<BirthRegistered>> RegisterBirth(Caller caller, BirthRegistration birth, CancellationToken ct);

    /// <summary>
    /// Registers permanent residence (thường trú) of one or several persons together; the former permanent residence ends the day before. Law on Residence 68/2020 art. 20-22.
    /// Repeating the call with the same idempotency key returns the first answer.
    /// </summary>
    Task<Result<ResidenceRegistered>> RegisterPermanentResidence(Caller caller, ResidenceRegistration move, CancellationToken ct);

    /// <summary>Registers a death: the person is locked, residence and membership end; nothing is deleted. Law on Civil Status 60/2014 art. 32-34.</summary>
    Task<Result<DeathRegistered>> RegisterDeath(Caller caller, DeathRegistration death, CancellationToken ct);
}
