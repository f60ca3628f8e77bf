using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;

namespace LienThong.Population.Api;

/// <summary>
/// The register's own officers read persons the same way as everybody: through the broker, under the standing agreement of the keeper, with a ledger entry for every read.
/// </summary>
internal sealed class ReadAsKeeper(IDataBroker broker)
{
    private const string Agreement = "registry-upkeep-population";

    public static readonly FieldCode Number = new("person.number");

    public static readonly IReadOnlyList<FieldCode> Short = Codes("person.number", "person.fullName", "person.birthDate", "person.sex", "residence.permanent");

    public static readonly IReadOnlyList<FieldCode> Identity = Codes(
        "person.number", "person.fullName", "person.otherNames", "person.birthDate", "person.sex", "person.ethnicity", "person.religion", "person.nationality", "person.maritalStatus",
        "person.birthPlace", "person.birthRegistrationPlace", "person.homePlace", "person.father", "person.mother", "person.spouse", "person.cmnd", "person.cardIssue", "person.phone",
        "person.death", "residence.permanent", "residence.temporary", "residence.dossierNo", "household.relationToHead",
        "residence.absence", "residence.stay", "person.representative", "person.represented", "person.missing", "person.disability", "person.email", "person.bloodGroup", "person.formerNumbers");

    public static readonly IReadOnlyList<FieldCode> Residences = Codes("person.number", "residence.permanent", "residence.temporary");

    public static readonly IReadOnlyList<FieldCode> Confirmed = Codes("person.number", "residence.permanent", "residence.temporary", "household.members");

    public static readonly IReadOnlyList<FieldCode> Papers = Codes("person.number", "person.cmnd", "person.formerNumbers", "person.cardIssue");

    public static readonly IReadOnlyList<FieldCode> Members = Codes("person.number", "household.members");

    public static IReadOnlyList<FieldCode> Codes(params string[] codes) => [.. codes.Select(c => new FieldCode(c))];

    /// <summary>The ground of the register's own officers.</summary>
    public static VerificationGround Ground(Caller caller) => new(caller, Agreement, Purpose.RegistryUpkeep, new(BasisKind.Agreement, Agreement));

    public Task<Result<DataAnswer>> One(Caller caller, PersonId person, IReadOnlyList<FieldCode> fields, CancellationToken ct) =>
        broker.Read(new(caller, Agreement, Purpose.RegistryUpkeep, new(BasisKind.Agreement, Agreement), new(person.Value), fields), ct);

    /// <summary>The same, refused when the register does not know the person. The fields must contain the number, which everybody has.</summary>
    public async Task<Result<DataAnswer>> Existing(Caller caller, PersonId person, IReadOnlyList<FieldCode> fields, CancellationToken ct)
    {
        var answer = await One(caller, person, fields, ct);
        if (answer.Failed) return answer.Faults;
        return answer.Value[Number] is { Outcome: ReadOutcome.Absent } ? PopulationErrors.PersonUnknown : answer;
    }

    public Task<Result<IReadOnlyList<DataAnswer>>> Many(Caller caller, IReadOnlyList<PersonId> persons, IReadOnlyList<FieldCode> fields, CancellationToken ct) =>
        broker.ReadMany(new(caller, Agreement, Purpose.RegistryUpkeep, new(BasisKind.Agreement, Agreement), [.. persons.Select(p => new SubjectId(p.Value))], fields), ct);
}
