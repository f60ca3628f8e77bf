using LienThong.Kernel.Access;
using LienThong.Kernel.Results;

namespace LienThong.Population;

/// <summary>
/// The population register: persons, households and residences (Law on Identity 26/2023 art. 9; Law on Residence 68/2020).
/// Everybody reads personal data through the data broker; this contract serves verification (which goes through the broker too), keys and registration.
/// </summary>
public interface IPopulation
{
    /// <summary>
    /// Compares what somebody declares with the register, item by item. Answers stand in the order of the questions. At most 1,000 questions; more go through <see cref="VerifyFile"/>.
    /// Each person found is read through the data broker on the given ground; a refusal of the broker refuses all.
    /// </summary>
    Task<Result<IReadOnlyList<VerifyAnswer>>> Verify(VerificationGround ground, IReadOnlyList<VerifyQuestion> questions, CancellationToken ct);

    /// <summary>
    /// Verifies a whole CSV file (UTF-8, header line: number,name,birth,sex; name, birth and sex may be absent) and writes one result line per input line.
    /// Rows that cannot be read are reported in the result with the reason; they never stop the others. The broker allows the comparison first; each block of results is in the ledger
    /// before it is written out, and everybody found in the file sees on their page that they were compared.
    /// </summary>
    Task<Result<VerifyFileSummary>> VerifyFile(VerificationGround ground, Stream input, Stream output, CancellationToken ct);

    /// <summary>
    /// Finds who may be meant without the personal number. At least four items must agree, and a person decides: a candidate is never taken automatically. Only keys come back;
    /// whoever shows candidates reads them through the data broker.
    /// </summary>
    Task<Result<IReadOnlyList<Candidate>>> Resolve(Caller caller, ResolveQuestion question, CancellationToken ct);

    /// <summary>The current personal numbers of persons; unknown persons are left out.</summary>
    Task<IReadOnlyDictionary<PersonId, PersonalNumber>> NumbersOf(IReadOnlyCollection<PersonId> persons, CancellationToken ct);

    /// <summary>
    /// Codes of the communes that persons belong to, on today's map: where they live permanently or for a time, and where the birth was registered. For deciding whose business a person is; whoever
    /// shows where somebody lives reads it through the data broker. Unknown persons are left out.
    /// </summary>
    Task<IReadOnlyDictionary<PersonId, IReadOnlyList<string>>> CommunesOf(IReadOnlyCollection<PersonId> persons, CancellationToken ct);

    /// <summary>The person with this number, also when the number was replaced since; null when nobody has it.</summary>
    Task<PersonId?> ByNumber(PersonalNumber number, CancellationToken ct);

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
