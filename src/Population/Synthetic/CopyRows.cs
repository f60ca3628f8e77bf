using System.Runtime.CompilerServices;

namespace LienThong.Population.Synthetic;

/// <summary>Turns finished people into rows of the four tables.</summary>
internal sealed class CopyRows(CopyBuffer persons, CopyBuffer households, CopyBuffer members, CopyBuffer residences)
{
    public async Task Write(SyntheticPool pool, CancellationToken ct)
    {
        await persons.Add(pool.People, Person, ct);
        await households.Add(pool.Families, Household, ct);
        await members.Add(pool.People, Member, ct);
        await residences.Add(pool.People, Stays, ct);
    }

    public async Task HandOn(CancellationToken ct)
    {
        foreach (var buffer in new[] { persons, households, members, residences }) await buffer.HandOn(ct);
    }

    [MethodImpl(Hot.Loop)]
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

    [MethodImpl(Hot.Loop)]
    private static void Household(CopyBuffer row, Family family)
    {
        row.Row(5);
        row.Date(family.Opened);
        row.Uuid(family.Id);
        row.Text(family.Commune.Code);
        row.Text(family.Address);
        row.Text(family.DossierNumber);
    }

    [MethodImpl(Hot.Loop)]
    private static void Member(CopyBuffer row, SyntheticPerson p)
    {
        row.Row(5);
        row.Date(p.MemberSince);
        row.Date(p.Died);
        row.Small((int)p.Relation);
        row.Uuid(p.Id);
        row.Uuid(p.Home!.Id);
    }

    [MethodImpl(Hot.Loop)]
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

    internal static class Sql
    {
        public const string EmptyPersons = "truncate population.person";
        public const string EmptyHouseholds = "truncate population.household";
        public const string EmptyMembers = "truncate population.household_member";
        public const string EmptyResidences = "truncate population.residence";
        public const string Persons = """
            copy population.person (number, birth, died, card_issued, marital_since, birth_precision, died_precision, sex, ethnicity, religion, marital, locked, id, father, mother, spouse,
                full_name, name_key, search_key, birth_place, birth_registration_place, home_place, cmnd, father_name, mother_name, phone) from stdin (format binary, freeze)
            """;
        public const string Households = "copy population.household (opened, id, commune, address, dossier_no) from stdin (format binary, freeze)";
        public const string Members = "copy population.household_member (since, until, relation, person, household) from stdin (format binary, freeze)";
        public const string Residences = "copy population.residence (recorded_at, entry, kind, person, household, valid, commune, address) from stdin (format binary, freeze)";
    }
}
