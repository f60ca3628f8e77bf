using LienThong.Kernel.Access;
using LienThong.Kernel.Results;

namespace LienThong.Population;

/// <summary>What belongs to a person beside civil status and residence: representation, declared states, papers. Law on Identity 26/2023 art. 9 items 13-15, 24 and 26.</summary>
public interface IPersonRecords
{
    /// <summary>Người đại diện hợp pháp, from a day on, until a day when known.</summary>
    Task<Result<ActRegistered>> RegisterRepresentative(Caller caller, RepresentativeRegistration act, CancellationToken ct);

    /// <summary>A declared state begins: missing by a court's decision, or a certificate of disability.</summary>
    Task<Result<ActRegistered>> RegisterStatus(Caller caller, StatusRegistration act, CancellationToken ct);

    /// <summary>A representation or state ends on a day: a ward is of age, a missing person came back.</summary>
    Task<Result<ActRegistered>> EndTie(Caller caller, TieEnd act, CancellationToken ct);

    /// <summary>A paper of the person: 9-digit identity number or passport. Former ones stay.</summary>
    Task<Result<ActRegistered>> RegisterPaper(Caller caller, PaperRegistration act, CancellationToken ct);
}

/// <summary>Who acts for whom.</summary>
public sealed record RepresentativeRegistration : RegistryAct
{
    /// <summary>Who is represented.</summary>
    public required PersonId Person { get; init; }
    /// <summary>Who acts.</summary>
    public required PersonId Representative { get; init; }
    /// <summary>A case of use <c>representation</c> of content/population.</summary>
    public required string Case { get; init; }
    /// <summary>Last day, or null.</summary>
    public DateOnly? Until { get; init; }
}

/// <summary>A declared state of a person.</summary>
public enum PersonStatusKind { Missing, Disability }

/// <summary>A state begins.</summary>
public sealed record StatusRegistration : RegistryAct
{
    /// <summary>Whose.</summary>
    public required PersonId Person { get; init; }
    /// <summary>Which.</summary>
    public required PersonStatusKind Kind { get; init; }
}

/// <summary>The end of a state, or of a representation when <see cref="Representative"/> is named. <see cref="RegistryAct.On"/> is the first day without it.</summary>
public sealed record TieEnd : RegistryAct
{
    /// <summary>Whose.</summary>
    public required PersonId Person { get; init; }
    /// <summary>The state that ends.</summary>
    public PersonStatusKind? Kind { get; init; }
    /// <summary>The representative whose right ends.</summary>
    public PersonId? Representative { get; init; }
}

/// <summary>Papers that the register keeps as identifiers. Stored as 1 former number, 2 CMND, 3 passport.</summary>
public enum PaperKind { FormerNumber = 1, Cmnd = 2, Passport = 3 }

/// <summary>A paper; <see cref="RegistryAct.On"/> is its first day.</summary>
public sealed record PaperRegistration : RegistryAct
{
    /// <summary>Whose.</summary>
    public required PersonId Person { get; init; }
    /// <summary>CMND or passport.</summary>
    public required PaperKind Kind { get; init; }
    /// <summary>9 digits, or a letter and 7 or 8 digits.</summary>
    public required string Value { get; init; }
    /// <summary>Last day, or null.</summary>
    public DateOnly? Until { get; init; }
}
