using LienThong.Kernel.Access;
using LienThong.Kernel.Results;

namespace LienThong.Population;

/// <summary>
/// Civil-status events after birth and before death (Law on Civil Status 60/2014): each rests on a legal document, keeps what was before, and is told to the house. The civil-status database is their
/// source; what happens in the population database goes back to it as an event.
/// </summary>
public interface ICivilStatus
{
    /// <summary>Kết hôn: both of age, free, of different sex, not kin within three generations. Law on Marriage and Family 52/2014 art. 8.</summary>
    Task<Result<ActRegistered>> RegisterMarriage(Caller caller, MarriageRegistration act, CancellationToken ct);

    /// <summary>Ly hôn by a judgment of a court; <see cref="RegistryAct.On"/> is the day on which it came into force.</summary>
    Task<Result<ActRegistered>> RegisterDivorce(Caller caller, DivorceRegistration act, CancellationToken ct);

    /// <summary>Nhận cha, mẹ, con: gives a child the father or mother whom the register did not know. Art. 24-25.</summary>
    Task<Result<ActRegistered>> RecogniseParent(Caller caller, ParentRecognition act, CancellationToken ct);

    /// <summary>Nuôi con nuôi: the adoptive parents take the place of the parents; who they were stays in the history. Law on Adoption 52/2010.</summary>
    Task<Result<ActRegistered>> RegisterAdoption(Caller caller, AdoptionRegistration act, CancellationToken ct);

    /// <summary>
    /// Thay đổi, cải chính, xác định lại: items of a person. A change holds from <see cref="RegistryAct.On"/>, a correction for all the time of the wrong value, which stays known as what was believed.
    /// Another sex or year of birth gives a new personal number; the former leads to the person. Art. 26-29.
    /// </summary>
    Task<Result<ActRegistered>> ChangeItems(Caller caller, PersonItemsChange act, CancellationToken ct);
}

/// <summary>Who married.</summary>
public sealed record MarriageRegistration : RegistryAct
{
    /// <summary>One of the two.</summary>
    public required PersonId Husband { get; init; }
    /// <summary>The other.</summary>
    public required PersonId Wife { get; init; }
}

/// <summary>The end of the marriage of a person.</summary>
public sealed record DivorceRegistration : RegistryAct
{
    /// <summary>One of the two; the other follows from the register.</summary>
    public required PersonId Person { get; init; }
}

/// <summary>A father or mother whom the register did not know.</summary>
public sealed record ParentRecognition : RegistryAct
{
    /// <summary>Whose parent.</summary>
    public required PersonId Child { get; init; }
    /// <summary>The parent; sex decides whether father or mother.</summary>
    public required PersonId Parent { get; init; }
}

/// <summary>Adoptive parents; one or both.</summary>
public sealed record AdoptionRegistration : RegistryAct
{
    /// <summary>Who is adopted.</summary>
    public required PersonId Child { get; init; }
    /// <summary>Adoptive mother.</summary>
    public PersonId? Mother { get; init; }
    /// <summary>Adoptive father.</summary>
    public PersonId? Father { get; init; }
}

/// <summary>Which way an item gets another value.</summary>
public enum ItemChangeKind
{
    /// <summary>Thay đổi: it was right until the day.</summary>
    Change,
    /// <summary>Cải chính: it was wrong.</summary>
    Correction,
    /// <summary>Xác định lại: sex or ethnic group determined anew; holds from the day.</summary>
    Redetermination,
}

/// <summary>A new value of an item: a dictionary code such as person.fullName and its canonical text (dates 1950, 1950-03 or 1950-03-07; sex male, female, undetermined; ethnic group 01-54; areas by code).</summary>
public sealed record ItemValue(string Item, string Value);

/// <summary>Items of one person, changed together.</summary>
public sealed record PersonItemsChange : RegistryAct
{
    /// <summary>Whose.</summary>
    public required PersonId Person { get; init; }
    /// <summary>Which way.</summary>
    public required ItemChangeKind Kind { get; init; }
    /// <summary>1 to 10 items.</summary>
    public required IReadOnlyList<ItemValue> Items { get; init; }
}
