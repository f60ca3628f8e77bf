using LienThong.Kernel.Access;
using LienThong.Kernel.Results;

namespace LienThong.Population;

/// <summary>
/// Acts of residence beyond permanent residence itself (Law on Residence 68/2020). Each is one transaction, one effect for its idempotency key, one entry in the book of acts with its legal document.
/// A person never has two permanent residences at one instant; a household never loses its head silently.
/// </summary>
public interface IResidenceRegister
{
    /// <summary>Đăng ký tạm trú: a term of at most what the law allows, outside the commune of permanent residence. A former temporary residence ends. Art. 27-28.</summary>
    Task<Result<ActRegistered>> RegisterTemporary(Caller caller, TemporaryResidence act, CancellationToken ct);

    /// <summary>Gia hạn tạm trú: only in the last days of the term; the new term begins where the old one ends. Art. 28.</summary>
    Task<Result<ActRegistered>> RenewTemporary(Caller caller, TemporaryRenewal act, CancellationToken ct);

    /// <summary>Xóa đăng ký tạm trú. Art. 29.</summary>
    Task<Result<ActRegistered>> EndTemporary(Caller caller, ResidenceRemoval act, CancellationToken ct);

    /// <summary>Xóa đăng ký thường trú: residence and membership end; a head who leaves others names who leads. Art. 24.</summary>
    Task<Result<ActRegistered>> RemovePermanent(Caller caller, ResidenceRemoval act, CancellationToken ct);

    /// <summary>Khai báo tạm vắng. Art. 31.</summary>
    Task<Result<ActRegistered>> DeclareAbsence(Caller caller, AbsenceDeclaration act, CancellationToken ct);

    /// <summary>Back from a declared absence before its end.</summary>
    Task<Result<ActRegistered>> EndAbsence(Caller caller, AbsenceEnd act, CancellationToken ct);

    /// <summary>Thông báo lưu trú: up to 30 days; told by the hour that the law sets, else marked late. Art. 30.</summary>
    Task<Result<ActRegistered>> NotifyStay(Caller caller, StayNotice act, CancellationToken ct);

    /// <summary>Tách hộ at the same dwelling. Art. 25.</summary>
    Task<Result<ActRegistered>> SplitHousehold(Caller caller, HouseholdSplit act, CancellationToken ct);

    /// <summary>Nhập hộ: all members of one household join another of the same commune.</summary>
    Task<Result<ActRegistered>> MergeHouseholds(Caller caller, HouseholdMerge act, CancellationToken ct);

    /// <summary>Thay đổi chủ hộ; relations of the others as declared, else as the register proves them. Art. 26.</summary>
    Task<Result<ActRegistered>> ChangeHead(Caller caller, HeadChange act, CancellationToken ct);

    /// <summary>Điều chỉnh địa chỉ of a household that did not move: a new house number or street name. Art. 26.</summary>
    Task<Result<ActRegistered>> AdjustAddress(Caller caller, AddressAdjustment act, CancellationToken ct);

    /// <summary>Xác nhận thông tin về cư trú: a numbered confirmation of what the register says on this day. Art. 17.</summary>
    Task<Result<ResidenceConfirmation>> Confirm(Caller caller, ConfirmationRequest request, CancellationToken ct);
}

/// <summary>Temporary residence of 1 to 30 persons: in the dwelling of <see cref="HouseholdOf"/>, or at a commune and an address.</summary>
public sealed record TemporaryResidence : RegistryAct
{
    /// <summary>Who stays.</summary>
    public required IReadOnlyList<PersonId> People { get; init; }
    /// <summary>Last day.</summary>
    public required DateOnly Until { get; init; }
    /// <summary>A member of the household that they stay with.</summary>
    public PersonId? HouseholdOf { get; init; }
    /// <summary>5-digit commune code.</summary>
    public string? Commune { get; init; }
    /// <summary>Free part of the address.</summary>
    public string? Address { get; init; }
}

/// <summary>A longer term of the temporary residence of one person.</summary>
public sealed record TemporaryRenewal : RegistryAct
{
    /// <summary>Whose.</summary>
    public required PersonId Person { get; init; }
    /// <summary>New last day.</summary>
    public required DateOnly Until { get; init; }
}

/// <summary>A removal. <see cref="RegistryAct.On"/> is the first day on which the residence is no longer registered.</summary>
public sealed record ResidenceRemoval : RegistryAct
{
    /// <summary>Whose.</summary>
    public required PersonId Person { get; init; }
    /// <summary>A case of use <c>removePermanent</c> or <c>endTemporary</c> of content/population.</summary>
    public required string Ground { get; init; }
    /// <summary>Who leads the household when its head is removed and others stay.</summary>
    public PersonId? NewHead { get; init; }
}

/// <summary>A declared absence; <see cref="Until"/> is its last day, null when not known.</summary>
public sealed record AbsenceDeclaration : RegistryAct
{
    /// <summary>Who is away.</summary>
    public required PersonId Person { get; init; }
    /// <summary>Last day, or null.</summary>
    public DateOnly? Until { get; init; }
    /// <summary>A case of use <c>absence</c> of content/population.</summary>
    public required string Case { get; init; }
    /// <summary>Why, in words.</summary>
    public required string Reason { get; init; }
    /// <summary>Where to, in words.</summary>
    public string? Destination { get; init; }
}

/// <summary>The end of a declared absence; <see cref="RegistryAct.On"/> is the day of return.</summary>
public sealed record AbsenceEnd : RegistryAct
{
    /// <summary>Who is back.</summary>
    public required PersonId Person { get; init; }
}

/// <summary>A stay away from one's residences. <see cref="RegistryAct.On"/> is the day of arrival.</summary>
public sealed record StayNotice : RegistryAct
{
    /// <summary>Who stays, 1 to 30 persons.</summary>
    public required IReadOnlyList<PersonId> People { get; init; }
    /// <summary>Arrival; the hour decides until when it has to be told.</summary>
    public required DateTimeOffset Arrived { get; init; }
    /// <summary>Last day.</summary>
    public required DateOnly Leaves { get; init; }
    /// <summary>5-digit commune code.</summary>
    public required string Commune { get; init; }
    /// <summary>Free part of the address.</summary>
    public required string Address { get; init; }
    /// <summary>A case of use <c>stayHost</c> of content/population.</summary>
    public required string Host { get; init; }
}

/// <summary>Members who found a household of their own at the same dwelling. Exactly one of them is head; when the old head goes, <see cref="NewHead"/> leads who stay.</summary>
public sealed record HouseholdSplit : RegistryAct
{
    /// <summary>Who goes, with relations to the new head.</summary>
    public required IReadOnlyList<MovingPerson> People { get; init; }
    /// <summary>Who leads those who stay.</summary>
    public PersonId? NewHead { get; init; }
    /// <summary>Free part of the address, when the parts of the dwelling have numbers of their own.</summary>
    public string? Address { get; init; }
}

/// <summary>The household of <see cref="Of"/> joins that of <see cref="Into"/>; relations are those to the head there, for every member.</summary>
public sealed record HouseholdMerge : RegistryAct
{
    /// <summary>Any member of the household that ends.</summary>
    public required PersonId Of { get; init; }
    /// <summary>Any member of the household that goes on.</summary>
    public required PersonId Into { get; init; }
    /// <summary>Relations to the head there.</summary>
    public required IReadOnlyList<MovingPerson> Relations { get; init; }
}

/// <summary>Another member leads. Relations that are not declared are worked out from the register.</summary>
public sealed record HeadChange : RegistryAct
{
    /// <summary>Who leads.</summary>
    public required PersonId NewHead { get; init; }
    /// <summary>Relations to the new head, as declared.</summary>
    public IReadOnlyList<MovingPerson> Relations { get; init; } = [];
}

/// <summary>Another way to write the address of a household.</summary>
public sealed record AddressAdjustment : RegistryAct
{
    /// <summary>Any member.</summary>
    public required PersonId HouseholdOf { get; init; }
    /// <summary>The free part of the address.</summary>
    public required string Address { get; init; }
}

/// <summary>Asks for a confirmation. <see cref="WithHousehold"/>: the members are listed too.</summary>
public sealed record ConfirmationRequest(string IdempotencyKey, PersonId Person, bool WithHousehold);

/// <summary>A confirmation of residence, as issued. Number/year are unique in the commune and year.</summary>
public sealed record ResidenceConfirmation(
    Guid Id, string Number, PersonId Person, string Commune, string Agency, DateOnly Issued, DateOnly Expires, string LegalBasis, IReadOnlyList<ResidencePeriod> Residences,
    HouseholdView? Household, bool Repeated);
