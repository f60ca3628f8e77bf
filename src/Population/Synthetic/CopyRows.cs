using Npgsql;
using NpgsqlTypes;

namespace LienThong.Population.Synthetic;

/// <summary>Writes finished people into the tables by binary COPY, one table after the other.</summary>
internal static class CopyRows
{
    public static async Task Write(NpgsqlConnection connection, IReadOnlyList<SyntheticPool> pools, CancellationToken ct)
    {
        await using (var copy = await connection.BeginBinaryImportAsync(Sql.Persons, ct))
        {
            foreach (var pool in pools)
            {
                foreach (var person in pool.People) Person(copy, person);
            }

            await copy.CompleteAsync(ct);
        }

        await using (var copy = await connection.BeginBinaryImportAsync(Sql.Households, ct))
        {
            foreach (var pool in pools)
            {
                foreach (var family in pool.Families) Household(copy, family);
            }

            await copy.CompleteAsync(ct);
        }

        await using (var copy = await connection.BeginBinaryImportAsync(Sql.Members, ct))
        {
            foreach (var pool in pools)
            {
                foreach (var person in pool.People) Member(copy, person);
            }

            await copy.CompleteAsync(ct);
        }

        await using (var copy = await connection.BeginBinaryImportAsync(Sql.Residences, ct))
        {
            foreach (var pool in pools)
            {
                foreach (var person in pool.People) Stays(copy, person);
            }

            await copy.CompleteAsync(ct);
        }
    }

    private static void Person(NpgsqlBinaryImporter copy, SyntheticPerson p)
    {
        copy.StartRow();
        copy.Write(p.Number, NpgsqlDbType.Bigint);
        copy.Write(p.Birth, NpgsqlDbType.Date);
        Date(copy, p.Died);
        Date(copy, p.CardIssued);
        Date(copy, p.MarriedOn);
        copy.Write(p.BirthPrecision, NpgsqlDbType.Smallint);
        if (p.Died is null) copy.WriteNull();
        else copy.Write((short)3, NpgsqlDbType.Smallint);
        copy.Write(p.Man ? (short)Sex.Male : (short)Sex.Female, NpgsqlDbType.Smallint);
        copy.Write((short)p.Ethnicity, NpgsqlDbType.Smallint);
        copy.Write(p.Religion, NpgsqlDbType.Smallint);
        copy.Write((short)p.Status, NpgsqlDbType.Smallint);
        copy.Write(p.Died is not null, NpgsqlDbType.Boolean);
        copy.Write(p.Id, NpgsqlDbType.Uuid);
        Key(copy, p.Father);
        Key(copy, p.Mother);
        Key(copy, p.Spouse);
        copy.Write(p.Name.FullName, NpgsqlDbType.Text);
        copy.Write(p.Name.Key, NpgsqlDbType.Text);
        copy.Write(p.Name.Search, NpgsqlDbType.Text);
        copy.Write(p.BirthPlace, NpgsqlDbType.Text);
        copy.Write(p.BirthPlace, NpgsqlDbType.Text);
        copy.Write(p.HomePlace, NpgsqlDbType.Text);
        Text(copy, p.Cmnd);
        Text(copy, p.FatherName);
        Text(copy, p.MotherName);
        Text(copy, p.Phone);
    }

    private static void Household(NpgsqlBinaryImporter copy, Family family)
    {
        copy.StartRow();
        copy.Write(family.Opened, NpgsqlDbType.Date);
        copy.Write(family.Id, NpgsqlDbType.Uuid);
        copy.Write(family.Commune.Code, NpgsqlDbType.Text);
        copy.Write(family.Address, NpgsqlDbType.Text);
        copy.Write(family.DossierNumber, NpgsqlDbType.Text);
    }

    private static void Member(NpgsqlBinaryImporter copy, SyntheticPerson p)
    {
        copy.StartRow();
        copy.Write(p.MemberSince, NpgsqlDbType.Date);
        Date(copy, p.Died);
        copy.Write((short)p.Relation, NpgsqlDbType.Smallint);
        copy.Write(p.Id, NpgsqlDbType.Uuid);
        copy.Write(p.Home!.Id, NpgsqlDbType.Uuid);
    }

    private static void Stays(NpgsqlBinaryImporter copy, SyntheticPerson p)
    {
        for (short i = 0; i < p.Stays.Count; i++)
        {
            var stay = p.Stays[i];
            copy.StartRow();
            copy.Write(KnownSince(stay.From), NpgsqlDbType.TimestampTz);
            copy.Write((short)(i + 1), NpgsqlDbType.Smallint);
            copy.Write((short)stay.Kind, NpgsqlDbType.Smallint);
            copy.Write(p.Id, NpgsqlDbType.Uuid);
            if (stay.Household is { } household) copy.Write(household, NpgsqlDbType.Uuid);
            else copy.WriteNull();
            copy.Write(Range(stay.From, stay.Until), NpgsqlDbType.DateRange);
            copy.Write(stay.Commune, NpgsqlDbType.Text);
            copy.Write(stay.Address, NpgsqlDbType.Text);
        }
    }

    // the population database opened on 1 July 2021; what was before was recorded then
    private static DateTime KnownSince(DateOnly from)
    {
        var opened = new DateOnly(2021, 7, 1);
        return (from > opened ? from.AddDays(3) : opened).ToDateTime(new(2, 0), DateTimeKind.Utc);
    }

    private static NpgsqlRange<DateOnly> Range(DateOnly from, DateOnly? until) => until is { } last
        ? new(from, true, last.AddDays(1), false)
        : new(from, true, false, default, false, true);

    private static void Date(NpgsqlBinaryImporter copy, DateOnly? value)
    {
        if (value is { } date) copy.Write(date, NpgsqlDbType.Date);
        else copy.WriteNull();
    }

    private static void Text(NpgsqlBinaryImporter copy, string? value)
    {
        if (value is null) copy.WriteNull();
        else copy.Write(value, NpgsqlDbType.Text);
    }

    private static void Key(NpgsqlBinaryImporter copy, SyntheticPerson? value)
    {
        if (value is null) copy.WriteNull();
        else copy.Write(value.Id, NpgsqlDbType.Uuid);
    }

    private static class Sql
    {
        public const string Persons = """
            copy population.person (number, birth, died, card_issued, marital_since, birth_precision, died_precision, sex, ethnicity, religion, marital, locked, id, father, mother, spouse,
                full_name, name_key, search_key, birth_place, birth_registration_place, home_place, cmnd, father_name, mother_name, phone) from stdin (format binary)
            """;
        public const string Households = "copy population.household (opened, id, commune, address, dossier_no) from stdin (format binary)";
        public const string Members = "copy population.household_member (since, until, relation, person, household) from stdin (format binary)";
        public const string Residences = "copy population.residence (recorded_at, entry, kind, person, household, valid, commune, address) from stdin (format binary)";
    }
}
