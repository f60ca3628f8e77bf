using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using Npgsql;

namespace LienThong.Population.Persons;

/// <summary>What decisions about a person need. Knows neither database nor clock.</summary>
internal sealed record Person(
    PersonId Id, PersonalNumber Number, PartialDate Birth, PartialDate? Died, Sex Sex, bool Locked, int Version, int Ethnicity, string HomePlace, PersonId? Spouse,
    MaritalStatus Marital, DateOnly? MaritalSince, PersonId? Father, PersonId? Mother)
{
    public const string Columns = "id, number, birth, birth_precision, died, died_precision, sex, locked, version, ethnicity, home_place, spouse, marital, marital_since, father, mother";

    /// <summary>Years between a parent and a child below which the register does not believe the parenthood.</summary>
    private const int LeastParentAge = 12;

    public static Person Read(NpgsqlDataReader r) => new(
        new(r.GetGuid(0)), PersonalNumber.Of(r.GetInt64(1)), Dates.Read(r.Date(2), r.GetInt16(3)), r.IsDBNull(4) ? null : Dates.Read(r.Date(4), r.GetInt16(5)),
        (Sex)r.GetInt16(6), r.GetBoolean(7), r.GetInt32(8), r.GetInt16(9), r.GetString(10), Key(r, 11),
        (MaritalStatus)r.GetInt16(12), r.DateOrNull(13), Key(r, 14), Key(r, 15));

    private static PersonId? Key(NpgsqlDataReader r, int at) => r.GuidOrNull(at) is { } id ? new PersonId(id) : null;

    /// <summary>Why permanent residence cannot begin on a day. Law on Residence 68/2020 art. 20-22.</summary>
    public Fault? RefusesMove(DateOnly from, DateOnly today, DateOnly? currentSince) => this switch
    {
        { Locked: true } => (Fault)PopulationErrors.PersonLocked,
        _ when Birth.IsSurelyAfter(from) => PopulationErrors.MoveBeforeBirth,
        _ when from > today => PopulationErrors.MoveInFuture,
        _ when currentSince is { } since && from <= since => PopulationErrors.MoveNotAfterCurrent.With(HanoiTime.Show(since)),
        _ => null,
    };

    /// <summary>Why this person cannot be the mother or father of a child born on a day. A father may have died up to 300 days before; a record that was merged into another has no more children.</summary>
    public Fault? RefusesParenthood(DateOnly birth, bool mother)
    {
        if (Locked && Died is null) return PopulationErrors.PersonLocked;
        if (Sex == (mother ? Sex.Male : Sex.Female)) return PopulationErrors.ParentImplausible;
        if (Birth.Precision != DatePrecision.Unknown && Birth.Earliest.AddYears(LeastParentAge) > birth) return PopulationErrors.ParentImplausible;
        return Died is { } died && died.IsSurelyBefore(mother ? birth : birth.AddDays(-300)) ? (Fault)PopulationErrors.ParentImplausible : null;
    }

    /// <summary>Why a death cannot be registered.</summary>
    public Fault? RefusesDeath(PartialDate died, DateOnly registeredOn) => this switch
    {
        { Locked: true } => (Fault)PopulationErrors.PersonLocked,
        _ when died.Precision != DatePrecision.Unknown && died.Latest < Birth.Earliest => PopulationErrors.DeathBeforeBirth,
        _ when died.Precision != DatePrecision.Unknown && died.Earliest > registeredOn => PopulationErrors.DeathInFuture,
        _ => null,
    };
}

/// <summary>A partial date as two columns: the first day it can be, and how much is known (0 nothing, 1 year, 2 month, 3 day).</summary>
internal static class Dates
{
    public static PartialDate Read(DateOnly first, short precision) => (DatePrecision)precision switch
    {
        DatePrecision.Day => PartialDate.OfDay(first),
        DatePrecision.Month => PartialDate.OfMonth(first.Year, first.Month),
        DatePrecision.Year => PartialDate.OfYear(first.Year),
        _ => PartialDate.Unknown,
    };
}
