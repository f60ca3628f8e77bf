using LienThong.Kernel.Data;
using LienThong.Kernel.Text;
using Npgsql;

namespace LienThong.Population.Duplicates;

/// <summary>A person as far as comparison needs. Never shown and never kept: whoever looks at a person asks the broker.</summary>
internal sealed record DuplicateFace(
    Guid Id, string NameKey, string Search, DateOnly Birth, short BirthPrecision, Sex Sex, Guid? Mother, Guid? Father, string? MotherName, string? FatherName,
    string RegistrationPlace, string HomePlace, string? Cmnd, string? Phone, Guid? Household, string? Commune, Guid? Spouse)
{
    public const string Columns =
        "f.id, f.name_key, f.search_key, f.birth, f.birth_precision, f.sex, f.mother, f.father, f.mother_name, f.father_name, f.birth_registration_place, f.home_place, f.cmnd, f.phone, f.household, f.commune, f.spouse";

    public FaceName Name { get; } = new(NameKey, Search);

    /// <summary>Mother's name; empty when nobody wrote it. Parents are compared without accents, as clerks wrote them.</summary>
    public FaceName MotherForms { get; } = Forms(MotherName);

    /// <summary>Father's name.</summary>
    public FaceName FatherForms { get; } = Forms(FatherName);

    public static DuplicateFace Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetString(2), r.Date(3), r.GetInt16(4), (Sex)r.GetInt16(5), r.GuidOrNull(6), r.GuidOrNull(7), r.TextOrNull(8), r.TextOrNull(9),
        r.GetString(10), r.GetString(11), r.TextOrNull(12), r.TextOrNull(13), r.GuidOrNull(14), r.TextOrNull(15), r.GuidOrNull(16));

    private static FaceName Forms(string? name)
    {
        var search = name is null ? "" : VietnameseText.SearchKey(name);
        return new(search, search);
    }
}
