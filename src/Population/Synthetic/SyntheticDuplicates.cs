using LienThong.Kernel.Data;
using LienThong.Kernel.Text;
using LienThong.Population.Duplicates;
using Npgsql;

namespace LienThong.Population.Synthetic;

/// <summary>How many records are made twice, with how many errors, and how many look-alikes stand beside them. Shares are of all living people.</summary>
/// <param name="Seed">The same seed and register give the same records.</param>
/// <param name="Duplicates">Share of people who are registered a second time.</param>
/// <param name="FieldErrors">Chance that a field of a second record is wrong; every second record has at least one wrong field.</param>
/// <param name="Twins">Share of people who get a twin.</param>
/// <param name="Namesakes">Share of people who get somebody of the same name and year of birth, half of them in the same commune.</param>
public sealed record SeededErrors(int Seed = 7, double Duplicates = 0.05, double FieldErrors = 0.05, double Twins = 0.01, double Namesakes = 0.02);

/// <summary>What was put in: pairs of records of one person (smaller key first), and how many look-alikes.</summary>
public sealed record SeededDuplicates(IReadOnlyList<(Guid A, Guid B)> Pairs, int Twins, int Namesakes);

/// <summary>
/// Puts second records with errors, twins and namesakes into a register of synthetic people, for proving and measuring the search for duplicates. Every record is a sound one: a number of its own, a
/// household and a residence, so that all invariants of the register hold.
/// </summary>
public sealed class SyntheticDuplicates(Db<PopulationModule> db, TimeProvider clock)
{
    // numbers between those of the load and those of live births
    private const int FirstOrdinal = PersonalNumbers.GeneratedEnd + 100;

    /// <summary>Adds the records, all or none; a second call adds nothing and answers nothing.</summary>
    public async Task<SeededDuplicates> Add(SeededErrors options, CancellationToken ct)
    {
        if (await db.One(Sql.Seeded, [], static r => r.GetBoolean(0), ct)) return new([], 0, 0);
        var made = new SeededRecords(options, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), FirstOrdinal);
        await using var connection = await LongConnection.Open(db, ct);
        await using (var select = new NpgsqlCommand(Sql.People, connection.Connection) { CommandTimeout = 0 })
        await using (var row = await select.ExecuteReaderAsync(ct))
        {
            while (await row.ReadAsync(ct)) made.Take(SourcePerson.Read(row));
        }

        await using var transaction = await connection.Connection.BeginTransactionAsync(ct);
        await Copy(connection, CopySql.Persons, made.Rows, static (row, p) => p.WritePerson(row), ct);
        await Copy(connection, CopySql.Households, made.Rows.Where(p => p.OwnHousehold), static (row, p) => p.WriteHousehold(row), ct);
        await Copy(connection, CopySql.Members, made.Rows, static (row, p) => p.WriteMember(row), ct);
        await Copy(connection, CopySql.Residences, made.Rows, static (row, p) => p.WriteResidence(row), ct);
        await connection.Run(Sql.Mark, ct);
        await transaction.CommitAsync(ct);
        await connection.Run(Sql.Analyze, ct);
        return new(made.Pairs, made.Twins, made.Namesakes);
    }

    private static async Task Copy(LongConnection connection, string sql, IEnumerable<SeededPerson> rows, Action<NpgsqlBinaryImporter, SeededPerson> write, CancellationToken ct)
    {
        await using var copy = await connection.Connection.BeginBinaryImportAsync(sql, ct);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(ct);
            write(copy, row);
        }

        await copy.CompleteAsync(ct);
    }

    private static class Sql
    {
        public const string People = """
            select p.id, p.birth, p.birth_precision, p.sex, p.ethnicity, p.father, p.mother, p.full_name, p.birth_place, p.home_place, p.cmnd, p.phone,
                   coalesce(mo.full_name, p.mother_name), coalesce(fa.full_name, p.father_name), m.household, m.since, r.commune, r.address
            from population.person p
            join population.household_member m on m.person = p.id and m.until is null
            join population.residence r on r.person = p.id and r.kind = 1 and r.recorded_until is null and upper_inf(r.valid)
            left join population.person mo on mo.id = p.mother left join population.person fa on fa.id = p.father
            where not p.locked
            order by p.id
            """;
        public const string Seeded = "select exists (select from population.synthetic s where s.seeded)";
        public const string Mark = "update population.synthetic set seeded = true";
        public const string Analyze = "select population.analyze_half(1), population.analyze_half(2)";
    }

    private static class CopySql
    {
        public const string Persons = """
            copy population.person (number, birth, birth_precision, sex, ethnicity, marital, id, father, mother, full_name, name_key, search_key, birth_place, birth_registration_place, home_place,
                cmnd, father_name, mother_name, phone) from stdin (format binary)
            """;
        public const string Households = "copy population.household (opened, id, commune, address, dossier_no) from stdin (format binary)";
        public const string Members = "copy population.household_member (since, relation, person, household) from stdin (format binary)";
        public const string Residences = "copy population.residence (recorded_at, entry, kind, person, household, valid, commune, address) from stdin (format binary)";
    }
}

/// <summary>Somebody of the register, of whom other records are made.</summary>
internal sealed record SourcePerson(
    Guid Id, DateOnly Birth, short Precision, Sex Sex, short Ethnicity, Guid? Father, Guid? Mother, string Name, string BirthPlace, string HomePlace, string? Cmnd, string? Phone,
    string? MotherName, string? FatherName, Guid Household, DateOnly Since, string Commune, string Address)
{
    public static SourcePerson Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.Date(1), r.GetInt16(2), (Sex)r.GetInt16(3), r.GetInt16(4), r.GuidOrNull(5), r.GuidOrNull(6), r.GetString(7), r.GetString(8), r.GetString(9), r.TextOrNull(10), r.TextOrNull(11),
        r.TextOrNull(12), r.TextOrNull(13), r.GetGuid(14), r.Date(15), r.GetString(16), r.GetString(17));
}

/// <summary>A record that was made; <see cref="OwnHousehold"/>: it stands in a household of its own.</summary>
internal sealed record SeededPerson(SourcePerson Facts, long Number, string RegistrationPlace, bool OwnHousehold)
{
    public void WritePerson(NpgsqlBinaryImporter row)
    {
        row.Write(Number);
        row.Write(Facts.Birth);
        row.Write(Facts.Precision);
        row.Write((short)Facts.Sex);
        row.Write(Facts.Ethnicity);
        row.Write((short)MaritalStatus.Single);
        row.Write(Facts.Id);
        Write(row, Facts.Father);
        Write(row, Facts.Mother);
        row.Write(Facts.Name);
        row.Write(VietnameseText.CanonicalKey(Facts.Name));
        row.Write(VietnameseText.SearchKey(Facts.Name));
        row.Write(Facts.BirthPlace);
        row.Write(RegistrationPlace);
        row.Write(Facts.HomePlace);
        Write(row, Facts.Cmnd);
        Write(row, Facts.Father is null ? Facts.FatherName : null);
        Write(row, Facts.Mother is null ? Facts.MotherName : null);
        Write(row, Facts.Phone);
    }

    public void WriteHousehold(NpgsqlBinaryImporter row)
    {
        row.Write(Facts.Since);
        row.Write(Facts.Household);
        row.Write(Facts.Commune);
        row.Write(Facts.Address);
        row.Write("SEED-" + Facts.Household.ToString("N")[..12]);
    }

    public void WriteMember(NpgsqlBinaryImporter row)
    {
        row.Write(Facts.Since);
        row.Write((short)(OwnHousehold ? Relation.Head : Relation.Sibling));
        row.Write(Facts.Id);
        row.Write(Facts.Household);
    }

    public void WriteResidence(NpgsqlBinaryImporter row)
    {
        row.Write(DateTime.SpecifyKind(Facts.Since.ToDateTime(default), DateTimeKind.Utc), NpgsqlTypes.NpgsqlDbType.TimestampTz);
        row.Write((short)1);
        row.Write((short)ResidenceKind.Permanent);
        row.Write(Facts.Id);
        row.Write(Facts.Household);
        row.Write(new NpgsqlTypes.NpgsqlRange<DateOnly>(Facts.Since, lowerBoundIsInclusive: true, lowerBoundInfinite: false, default, upperBoundIsInclusive: false, upperBoundInfinite: true));
        row.Write(Facts.Commune);
        row.Write(Facts.Address);
    }

    private static void Write<T>(NpgsqlBinaryImporter row, T? value)
    {
        if (value is null) row.WriteNull();
        else row.Write(value);
    }
}
