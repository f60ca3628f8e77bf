using LienThong.Kernel.Results;
using LienThong.Kernel.Time;

namespace LienThong.Population.Import;

/// <summary>A fault or remark of a row, found while it was read.</summary>
internal readonly record struct RowFinding(long Line, short Kind, Error Error, string Item, string? Detail = null)
{
    public const short Refused = 1, Present = 2, Remark = 3;
}

/// <summary>A row as understood; what could not be read is null and has its finding.</summary>
internal sealed class PersonDraft
{
    public required long Line { get; init; }
    public required Guid Person { get; init; }
    public required Guid Household { get; init; }
    public long? Number { get; set; }
    public string? FullName { get; set; }
    public string? NameKey { get; set; }
    public string? SearchKey { get; set; }
    public string? OtherNames { get; set; }
    public PartialDate? Birth { get; set; }
    public string? BirthDeclared { get; set; }
    public Sex? Sex { get; set; }
    public short Ethnicity { get; set; }
    public short Religion { get; set; }
    public MaritalStatus Marital { get; set; }
    public string Nationality { get; set; } = "VNM";
    public string? BloodGroup { get; set; }
    public string? Cmnd { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public string? BirthPlace { get; set; }
    public string? BirthRegistrationPlace { get; set; }
    public string? HomePlace { get; set; }
    public long? FatherNumber { get; set; }
    public string? FatherName { get; set; }
    public long? MotherNumber { get; set; }
    public string? MotherName { get; set; }
    public string? Commune { get; set; }
    public string? Area { get; set; }
    public string? Address { get; set; }
    public DateOnly? Since { get; set; }
    public string? HouseholdCode { get; set; }
    public Relation? Relation { get; set; }

    /// <summary>The household by commune and code; who comes without a code is a group of their own.</summary>
    public string Home => HouseholdCode is not null && Commune is not null ? $"{Commune}/{HouseholdCode}" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"~{Line:D12}");
}
