using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Time;

namespace LienThong.Population;

/// <summary>Sex as registered. Stored as 0, 1, 2; outwardly <c>undetermined</c>, <c>male</c>, <c>female</c>.</summary>
public enum Sex { Undetermined = 0, Male = 1, Female = 2 }

/// <summary>Marital status (tình trạng hôn nhân).</summary>
public enum MaritalStatus { Unknown = 0, Single = 1, Married = 2, Widowed = 3, Divorced = 4 }

/// <summary>Relation of a member to the head of the household (quan hệ với chủ hộ).</summary>
public enum Relation { Other = 0, Head = 1, Spouse = 2, Child = 3, Parent = 4, Grandchild = 5, ChildInLaw = 6, Sibling = 7, Grandparent = 8, NotRelated = 9 }

/// <summary>Kind of residence. Law on Residence 68/2020 art. 2.</summary>
public enum ResidenceKind { Permanent = 1, Temporary = 2 }

/// <summary>What one compared item came to. Near: equal without accents, or one side knows the date less precisely.</summary>
public enum ItemOutcome { Match, Near, Mismatch, Absent, NotAsked }

/// <summary>On what ground somebody has declared items compared with the register: who, under which agreement, why, by what dossier, order or agreement.</summary>
public sealed record VerificationGround(Caller Caller, string Agreement, Purpose Purpose, Basis Basis);

/// <summary>A question of verification. The number is compulsory; what is null is not compared.</summary>
public sealed record VerifyQuestion(string Number, string? FullName = null, PartialDate? BirthDate = null, Sex? Sex = null, string? Commune = null);

/// <summary>The answer: <see cref="Person"/> tells whether the number is known at all (Match or Absent).</summary>
public sealed record VerifyAnswer(ItemOutcome Person, ItemOutcome FullName, ItemOutcome BirthDate, ItemOutcome Sex, ItemOutcome Commune, PersonId? Id);

/// <summary>Counts of a verified file. <see cref="Faulty"/> rows could not be read; <see cref="Matched"/> rows agree in every asked item.</summary>
public sealed record VerifyFileSummary(long Rows, long Matched, long Differing, long Absent, long Faulty, TimeSpan Took);

/// <summary>A search without the number. Area codes have 2 or 5 digits.</summary>
public sealed record ResolveQuestion(
    string FullName, PartialDate BirthDate, Sex? Sex = null, string? BirthRegistrationPlace = null, string? HomePlace = null,
    string? FatherName = null, string? MotherName = null, string? Commune = null);

/// <summary>A person who may be meant; <see cref="Agreeing"/> names the agreeing items: name, birthDate, sex, birthRegistrationPlace, homePlace, father, mother, commune.</summary>
public sealed record Candidate(PersonId Person, IReadOnlyList<string> Agreeing);

/// <summary>A household on a day. <see cref="Commune"/> is a 5-digit area code.</summary>
public sealed record HouseholdView(HouseholdId Id, string Commune, string Address, string DossierNumber, DateOnly AsOf, IReadOnlyList<HouseholdMember> Members);

/// <summary>A member and since when.</summary>
public sealed record HouseholdMember(PersonId Person, Relation Relation, DateOnly Since);

/// <summary>One residence. Valid from <see cref="From"/> up to and including <see cref="Until"/> (null: open); recorded between two instants (<see cref="RecordedUntil"/> null: still believed).
/// <see cref="Commune"/> is the code as it was written; <see cref="CommuneNow"/> the one of today's map, when a decision moved the place. <see cref="EndGround"/>: why it was removed.</summary>
public sealed record ResidencePeriod(
    ResidenceKind Kind, string Commune, string Address, HouseholdId? Household, DateOnly From, DateOnly? Until, DateTimeOffset RecordedAt, DateTimeOffset? RecordedUntil, string? Document,
    string? CommuneNow = null, string? EndGround = null);

/// <summary>
/// A birth to register. <see cref="BirthRegistrationPlace"/> is the commune that registers (5 digits); <see cref="Document"/> the dossier or birth certificate.
/// <see cref="HouseholdOf"/>: the child joins this person's household and permanent residence; null when residence is registered apart.
/// Ethnicity is the code 1-54 of the statistics office; null takes the father's, else the mother's. Exactly the declared name is kept.
/// </summary>
public sealed record BirthRegistration
{
    /// <summary>Same key, same answer, one effect.</summary>
    public required string IdempotencyKey { get; init; }
    /// <summary>Full name as declared.</summary>
    public required string FullName { get; init; }
    /// <summary>Date of birth; a newborn's is known to the day.</summary>
    public required DateOnly BirthDate { get; init; }
    /// <summary>Sex as on the birth notice.</summary>
    public required Sex Sex { get; init; }
    /// <summary>Area code of the place of birth.</summary>
    public required string BirthPlace { get; init; }
    /// <summary>Commune that registers the birth.</summary>
    public required string BirthRegistrationPlace { get; init; }
    /// <summary>Home place (quê quán), an area code; null takes the father's, else the mother's.</summary>
    public string? HomePlace { get; init; }
    /// <summary>Mother, when known.</summary>
    public PersonId? Mother { get; init; }
    /// <summary>Father, when known.</summary>
    public PersonId? Father { get; init; }
    /// <summary>Whose household the child joins.</summary>
    public PersonId? HouseholdOf { get; init; }
    /// <summary>Code of the ethnic group, 1-54.</summary>
    public int? Ethnicity { get; init; }
    /// <summary>ISO 3166-1 alpha-3.</summary>
    public string Nationality { get; init; } = "VNM";
    /// <summary>Day of registration (Hà Nội date).</summary>
    public required DateOnly RegisteredOn { get; init; }
    /// <summary>Dossier or certificate that this rests on.</summary>
    public required string Document { get; init; }
}

/// <summary>The child and its number. <see cref="Repeated"/>: this key was answered before.</summary>
public sealed record BirthRegistered(PersonId Child, PersonalNumber Number, HouseholdId? Household, bool Repeated);

/// <summary>One person who moves, and how they relate to the head of the household they come to.</summary>
public sealed record MovingPerson(PersonId Person, Relation Relation);

/// <summary>
/// A permanent residence to register: either into the household of <see cref="HouseholdOf"/>, or at a new place (<see cref="Commune"/> and <see cref="Address"/>), where exactly one of <see cref="People"/> is head.
/// </summary>
public sealed record ResidenceRegistration
{
    /// <summary>Same key, same answer, one effect.</summary>
    public required string IdempotencyKey { get; init; }
    /// <summary>1 to 30 persons who move together.</summary>
    public required IReadOnlyList<MovingPerson> People { get; init; }
    /// <summary>A member of the household they come to.</summary>
    public PersonId? HouseholdOf { get; init; }
    /// <summary>5-digit code of the commune of a new household.</summary>
    public string? Commune { get; init; }
    /// <summary>Free part of the address of a new household.</summary>
    public string? Address { get; init; }
    /// <summary>Who leads the household that they leave, when its head goes and others stay.</summary>
    public PersonId? NewHead { get; init; }
    /// <summary>Why residence is registered: a code of the list <c>residence-grounds</c>.</summary>
    public string? Ground { get; init; }
    /// <summary>First day of the new residence.</summary>
    public required DateOnly From { get; init; }
    /// <summary>Dossier that this rests on.</summary>
    public required string Document { get; init; }
}

/// <summary>The household they now belong to. <see cref="Repeated"/>: this key was answered before.</summary>
public sealed record ResidenceRegistered(HouseholdId Household, string Commune, IReadOnlyList<PersonId> People, bool Repeated);

/// <summary>A death to register.</summary>
public sealed record DeathRegistration(string IdempotencyKey, PersonId Person, PartialDate DeathDate, DateOnly RegisteredOn, string Document);

/// <summary>The locked person. <see cref="Repeated"/>: this key was answered before.</summary>
public sealed record DeathRegistered(PersonId Person, bool Repeated);
