using LienThong.Kernel.Data;
using LienThong.Kernel.Time;
using LienThong.Population.Persons;
using Npgsql;
using NpgsqlTypes;

namespace LienThong.Population.Fields;

/// <summary>How much of a person a read needs: the narrowest that holds all asked fields decides the query.</summary>
internal enum Width
{
    /// <summary>The person's own small columns.</summary>
    Narrow,
    /// <summary>And the permanent residence.</summary>
    Home,
    /// <summary>Everything: parents, spouse, temporary residence, household, lists.</summary>
    Full,
}

/// <summary>What one query found of one person.</summary>
internal sealed class PersonRow
{
    public required Guid Id { get; init; }
    public required bool Locked { get; init; }
    public required PersonalNumber Number { get; init; }
    public required string FullName { get; init; }
    public required PartialDate Birth { get; init; }
    public required Sex Sex { get; init; }
    public required int Ethnicity { get; init; }
    public required string Nationality { get; init; }
    public required MaritalStatus Marital { get; init; }
    public Stay? Permanent { get; init; }
    public Wide? More { get; init; }
    /// <summary>Set only when a field of <see cref="TieFields"/> is asked.</summary>
    public TieRow Ties { get; set; } = TieRow.None;

    public static PersonRow ReadNarrow(NpgsqlDataReader r) => Make(r, null, null);

    public static PersonRow ReadHome(NpgsqlDataReader r) => Make(r, Stay.Read(r, 10), null);

    public static PersonRow ReadFull(NpgsqlDataReader r) => Make(r, Stay.Read(r, 10), Wide.Read(r));

    private static PersonRow Make(NpgsqlDataReader r, Stay? permanent, Wide? more) => new()
    {
        Id = r.GetGuid(0), Locked = r.GetBoolean(1), Number = PersonalNumber.Of(r.GetInt64(2)), FullName = r.GetString(3), Birth = Dates.Read(r.Date(4), r.GetInt16(5)),
        Sex = (Sex)r.GetInt16(6), Ethnicity = r.GetInt16(7), Nationality = r.GetString(8), Marital = (MaritalStatus)r.GetInt16(9), Permanent = permanent, More = more,
    };
}

/// <summary>A residence that goes on, and the household there.</summary>
internal sealed record Stay(string Commune, string Address, DateOnly From, DateOnly? Until, string? Dossier)
{
    public static Stay? Read(NpgsqlDataReader r, int at)
    {
        if (r.IsDBNull(at)) return null;
        var valid = r.GetFieldValue<NpgsqlRange<DateOnly>>(at + 2);
        return new(r.GetString(at), r.GetString(at + 1), valid.LowerBound, valid.UpperBoundInfinite ? null : valid.UpperBound.AddDays(-1), r.TextOrNull(at + 3));
    }
}

/// <summary>The rest of a person.</summary>
internal sealed record Wide(
    Stay? Temporary, string? OtherNames, string BirthPlace, string BirthRegistrationPlace, string HomePlace, int Religion, string? BloodGroup, string? Cmnd, DateOnly? CardIssued,
    string? Phone, string? Email, PartialDate? Died, Kin? Father, Kin? Mother, Kin? Spouse, Relation? Relation, Kin? Head, string? Members, string? Children, string? FormerNumbers)
{
    public static Wide Read(NpgsqlDataReader r) => new(
        Stay.Read(r, 14), r.TextOrNull(18), r.GetString(19), r.GetString(20), r.GetString(21), r.GetInt16(22), r.TextOrNull(23), r.TextOrNull(24), r.DateOrNull(25), r.TextOrNull(26),
        r.TextOrNull(27), r.IsDBNull(28) ? null : Dates.Read(r.Date(28), r.GetInt16(29)), Kin.Read(r, 30), Kin.Read(r, 33), Kin.Read(r, 36),
        r.IsDBNull(39) ? null : (Relation)r.GetInt16(39), Kin.Read(r, 40), r.TextOrNull(43), r.TextOrNull(44), r.TextOrNull(45));
}

/// <summary>A relative as far as another person's record tells.</summary>
internal sealed record Kin(string Name, PersonalNumber? Number, string? Nationality)
{
    public static Kin? Read(NpgsqlDataReader r, int at) => r.IsDBNull(at) ? null
        : new(r.GetString(at), r.LongOrNull(at + 1) is { } number ? PersonalNumber.Of(number) : null, r.TextOrNull(at + 2));
}
