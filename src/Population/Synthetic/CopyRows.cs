using Npgsql;

namespace LienThong.Population.Synthetic;

/// <summary>Writes finished people into the tables, one table after the other.</summary>
internal static class CopyRows
{
    public static async Task Write(NpgsqlConnection connection, IReadOnlyList<SyntheticPool> pools, CancellationToken ct)
    {
        var buffer = new CopyBuffer();
        await buffer.Run(connection, Sql.Persons, pools.SelectMany(p => p.People), Person, ct);
        await buffer.Run(connection, Sql.Households, pools.SelectMany(p => p.Families), Household, ct);
        await buffer.Run(connection, Sql.Members, pools.SelectMany(p => p.People), Member, ct);
        await buffer.Run(connection, Sql.Residences, pools.SelectMany(p => p.People), Stays, ct);
    }

    private static void Person(CopyBuffer row, SyntheticPerson p)
    {
        row.Row(26);
        row.Long(p.Number);
        row.Date(p.Birth);
        row.Date(p.Died);
        row.Date(p.CardIssued);
        row.Date(p.MarriedOn);
        row.Small(p.BirthPrecision);
        if (p.Died is null) row.Null();
        else row.Small(3);
        row.Small((int)(p.Man ? Sex.Male : Sex.Female));
        row.Small(p.Ethnicity);
        row.Small(p.Religion);
        row.Small((int)p.Status);
        row.Bool(p.Died is not null);
        row.Uuid(p.Id);
        row.Uuid(p.Father?.Id);
        row.Uuid(p.Mother?.Id);
        row.Uuid(p.Spouse?.Id);
        row.Text(p.Name.FullName);
        row.Text(p.Name.Key);
        row.Text(p.Name.Search);
        row.Text(p.BirthPlace);
        row.Text(p.BirthPlace);
        row.Text(p.HomePlace);
        row.Text(p.Cmnd);
        row.Text(p.FatherName);
        row.Text(p.MotherName);
        row.Text(p.Phone);
    }

    private static void Household(CopyBuffer row, Family family)
    {
        row.Row(5);
        row.Date(family.Opened);
        row.Uuid(family.Id);
        row.Text(family.Commune.Code);
        row.Text(family.Address);
        row.Text(family.DossierNumber);
    }

    private static void Member(CopyBuffer row, SyntheticPerson p)
    {
        row.Row(5);
        row.Date(p.MemberSince);
        row.Date(p.Died);
        row.Small((int)p.Relation);
        row.Uuid(p.Id);
        row.Uuid(p.Home!.Id);
    }

    private static void Stays(CopyBuffer row, SyntheticPerson p)
    {
        for (var i = 0; i < p.Stays.Count; i++)
        {
            var stay = p.Stays[i];
            row.Row(8);
            // the population database opened on 1 July 2021; what was before was recorded then
            var opened = new DateOnly(2021, 7, 1);
            row.Instant(stay.From > opened ? stay.From.AddDays(3) : opened, 2);
            row.Small(i + 1);
            row.Small((int)stay.Kind);
            row.Uuid(p.Id);
            row.Uuid(stay.Household);
            row.Range(stay.From, stay.Until);
            row.Text(stay.Commune);
            row.Text(stay.Address);
        }
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
