using LienThong.Kernel.Data;
using Npgsql;

namespace LienThong.Population.Residence;

/// <summary>Area codes by shape: the Directory knows which exist.</summary>
internal static class AreaCodes
{
    public static bool IsCommune(string? code) => code is { Length: 5 } && code.All(char.IsAsciiDigit);

    public static bool IsArea(string? code) => code is { Length: 2 or 5 } && code.All(char.IsAsciiDigit);
}

/// <summary>The household that a member brings others into.</summary>
internal sealed record HouseholdRow(HouseholdId Id, string Commune, string Address, PersonId Head, PersonId? HeadSpouse)
{
    public static HouseholdRow Read(NpgsqlDataReader r) => new(
        new(r.GetGuid(0)), r.GetString(1), r.GetString(2), new(r.GetGuid(3)), r.GuidOrNull(4) is { } spouse ? new PersonId(spouse) : null);

    /// <summary>A newborn is the child of the head when one parent is head or married to the head; otherwise a grandchild when a grandparent leads, which the clerk can adjust.</summary>
    public Relation RelationOfChild(BirthRegistration birth) =>
        birth.Mother == Head || birth.Father == Head || (HeadSpouse is { } spouse && (birth.Mother == spouse || birth.Father == spouse)) ? Relation.Child : Relation.Grandchild;
}

/// <summary>Statements on households that several registrations share.</summary>
internal static class HouseholdRows
{
    public static readonly Func<NpgsqlDataReader, HouseholdRow> Read = HouseholdRow.Read;

    internal static class Sql
    {
        // locking the household makes two registrations into it wait for each other
        public const string OfMember = """
            select h.id, h.commune, h.address, head.person, p.spouse
            from population.household_member m
            join population.household h on h.id = m.household and h.closed is null
            join population.household_member head on head.household = h.id and head.until is null and head.relation = 1
            join population.person p on p.id = head.person
            where m.person = $1 and m.until is null
            for no key update of h
            """;
        public const string AddMember = "insert into population.household_member (person, household, relation, since) values ($1, $2, $3, $4)";
        public const string EndMember = "update population.household_member set until = $2 where person = $1 and until is null and since <= $2";
        public const string Close = """
            update population.household h set closed = $2
            where h.id = $1 and h.closed is null and not exists (select from population.household_member m where m.household = h.id and m.until is null)
            """;
        public const string Open = "insert into population.household (id, commune, address, dossier_no, opened) values ($1, $2, $3, $4, $5)";
    }
}

/// <summary>Statements on residences that several registrations share. A row is never changed but for the end of its being believed.</summary>
internal static class ResidenceRows
{
    internal static class Sql
    {
        public const string Insert = """
            insert into population.residence (person, entry, kind, household, valid, commune, address, recorded_at, document)
            values ($1, $2, $3, $4, daterange($5, $6), $7, $8, $9, $10)
            """;
        public const string Supersede = "update population.residence set recorded_until = $3 where person = $1 and entry = $2 and recorded_until is null";
        public const string LastEntries = "select r.person, max(r.entry) from population.residence r where r.person = any($1) group by r.person";
        // every believed residence that goes on
        public const string OpenOnes = """
            select r.person, r.entry, r.kind, r.household, lower(r.valid), case when upper_inf(r.valid) then null else upper(r.valid) end, r.commune, r.address
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
    public short End(List<Change> changes, short nextEntry, DateOnly upto, DateTimeOffset now, string document)
    {
        changes.Add(new(ResidenceRows.Sql.Supersede, [Person.Value, Entry, now]));
        if (upto <= From) return nextEntry;
        changes.Add(new(ResidenceRows.Sql.Insert, [Person.Value, nextEntry, (short)Kind, Household, From, upto, Commune, Address, now, document]));
        return (short)(nextEntry + 1);
    }
}
