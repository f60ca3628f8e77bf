using LienThong.Kernel.Data;
using Npgsql;

namespace LienThong.Population.Residence;

/// <summary>Area codes by shape: the Directory knows which exist.</summary>
internal static class AreaCodes
{
    public static bool IsCommune(string? code) => code is { Length: 5 } && code.All(char.IsAsciiDigit);

    public static bool IsArea(string? code) => code is { Length: 2 or 5 } && code.All(char.IsAsciiDigit);
}

/// <summary>Statements on households that several registrations share.</summary>
internal static class HouseholdRows
{
    internal static class Sql
    {
        public const string Open = """
            insert into population.household (id, commune, address, dossier_no, opened, recorded_at)
            values ($1, $2, $3, $4, $5, $6)
            """;
    }
}

/// <summary>Statements on residences that several registrations share. A row is never changed but for the end of its being believed.</summary>
internal static class ResidenceRows
{
    internal static class Sql
    {
        public const string Insert = """
            insert into population.residence (person, entry, kind, household, valid, commune, address, recorded_at, document, ground)
            values ($1, $2, $3, $4, daterange($5, $6), $7, $8, $9, $10, $11)
            """;
        // what goes on being believed of a residence that ended: the same row with an end
        public const string Truncate = """
            insert into population.residence (person, entry, kind, household, valid, commune, address, recorded_at, document, ground, area, area_decision, end_document, end_ground)
            select r.person, $3, r.kind, r.household, daterange(lower(r.valid), $4), r.commune, r.address, $5, r.document, r.ground, r.area, r.area_decision, $6, $7
            from population.residence r where r.person = $1 and r.entry = $2
            """;
        public const string Supersede = "update population.residence set recorded_until = $3 where person = $1 and entry = $2 and recorded_until is null";
        public const string LastEntries = "select r.person, max(r.entry) from population.residence r where r.person = any($1) group by r.person";
        // every believed residence that goes on
        public const string OpenOnes = """
            select r.person, r.entry, r.kind, r.household, lower(r.valid), case when upper_inf(r.valid) then null else upper(r.valid) end,
                   coalesce(r.area, r.commune), r.address
            from population.residence r
            where r.person = any($1) and r.recorded_until is null and (upper_inf(r.valid) or upper(r.valid) > $2)
            order by r.person, r.entry
            """;
    }
}

/// <summary>A believed residence that goes on.</summary>
internal sealed record OpenResidence(
    PersonId Person, short Entry, ResidenceKind Kind, Guid? Household, DateOnly From, DateOnly? Upto, string Commune, string Address)
{
    public static OpenResidence Read(NpgsqlDataReader r) => new(
        new(r.GetGuid(0)), r.GetInt16(1), (ResidenceKind)r.GetInt16(2), r.GuidOrNull(3), r.Date(4), r.DateOrNull(5), r.GetString(6), r.GetString(7));

    /// <summary>
    /// Ends this residence on a day (not included): the old row stays as what was believed, and a new row says what is believed now. Answers the next free entry.
    /// </summary>
    public short End(List<Change> changes, short nextEntry, DateOnly upto, DateTimeOffset now, string document, string? ground = null)
    {
        changes.Add(new(ResidenceRows.Sql.Supersede, [Person.Value, Entry, now]));
        if (upto <= From) return nextEntry;
        changes.Add(new(ResidenceRows.Sql.Truncate, [Person.Value, Entry, nextEntry, upto, now, document, ground]));
        return (short)(nextEntry + 1);
    }
}
