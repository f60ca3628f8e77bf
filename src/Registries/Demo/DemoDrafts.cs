using System.Globalization;
using LienThong.Dictionary;
using LienThong.Kernel.Data;

namespace LienThong.Registries.Demo;

/// Makes believable records of synthetic people. The same person always gets the same record, so that a demonstration can be told again. Pure.
static class DemoDrafts
{
    private static readonly DateOnly Begin = new(2016, 1, 1);

    /// The card of the year, with the group that the age suggests.
    public static RecordDraft HealthCard(DemoSubject person, DateOnly today, string facility)
    {
        var age = today.Year - person.Birth.Year;
        var (group, level) = age < 6 ? ("TE", "100") : age < 22 ? ("HS", "80") : age >= 60 ? ("HT", "95") : person.Draw(3, 1) == 0 ? ("GD", "80") : ("DN", "80");
        DateOnly from = new(today.Year, 1, 1), to = new(today.Year, 12, 31);
        return Draft(person.Id, from, to, "THE-GIA-LAP", "G12",
            ("insurance.cardNumber", "24" + person.Number[^8..]), ("insurance.validFrom", Iso(from)), ("insurance.validTo", Iso(to)), ("insurance.facility", facility),
            ("insurance.group", group), ("insurance.benefitLevel", level));
    }

    /// Registered within the 60 days of the law (Law on Civil Status 60/2014, art. 15).
    public static RecordDraft Birth(DemoSubject person, DateOnly today)
    {
        var registered = person.Birth.AddDays(5 + person.Draw(40, 2));
        if (registered > today) registered = today;
        return Draft(person.Id, person.Birth, null, "KS-GIA-LAP", "G15",
            ("birth.certificateNo", Number(person.Draw(240, 3) + 1, registered)), ("birth.registeredOn", Iso(registered)));
    }

    /// Both sides get the same certificate: it is drawn from the smaller of the two numbers.
    public static RecordDraft? Marriage(DemoSubject person, DateOnly today, DateOnly? on = null)
    {
        if (person.Spouse is not { } spouse || person.SpouseNumber is not { Length: 12 } other) return null;
        var pair = string.CompareOrdinal(person.Number, other) < 0 ? person.Number : other;
        var draw = long.Parse(pair, CultureInfo.InvariantCulture);
        var day = on ?? person.Birth.AddYears(24).AddDays((int)(draw % 900));
        if (day > today) day = today.AddDays(-30);
        return Draft(person.Id, day, null, "KH-GIA-LAP", "G15",
            ("marriage.certificateNo", Number((int)(draw % 180) + 1, day)), ("marriage.registeredOn", Iso(day)),
            ("marriage.spouseName", (string)spouse["name"]!), ("marriage.spouseNumber", other));
    }

    /// The dwelling at the permanent residence, for the head of the household and the spouse.
    public static RecordDraft? Dwelling(DemoSubject person)
    {
        if (person.Home is not { } home || person.Relation is not ("head" or "spouse")) return null;
        return Dwelling(person, home.ToJsonString(Json.Options), person.Relation == "head" ? "owner" : "co-owner", person.Head ?? person.Number);
    }

    public static RecordDraft Dwelling(DemoSubject person, string address, string right, string certificate) => Draft(person.Id, Begin.AddDays(person.Draw(2000, 5)), null, "GCN-GIA-LAP", "G10",
        ("dwelling.address", address), ("dwelling.owner", person.Owner), ("dwelling.right", right), ("dwelling.kind", "house"),
        ("dwelling.floorArea", (45 + long.Parse(certificate, CultureInfo.InvariantCulture) % 90).ToString(CultureInfo.InvariantCulture)), ("dwelling.certificateNo", "BN " + certificate[^6..]));

    /// What the hospital signed and sent: one child, nine days old.
    public static RecordDraft BirthNotice(DemoSubject mother, DateOnly born, string sex, string place)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"{mother.Draw(9000, 4) + 1000}/GCS-{born.Year}");
        return Draft(mother.Id, born, null, number, "G18",
            ("birth.noticeNo", number), ("birth.noticeDate", Iso(born)), ("birth.noticeTime", "06:45"), ("birth.noticeSex", sex), ("birth.noticeFacility", "Bệnh viện Sản Nhi Bắc Ninh (giả lập)"),
            ("birth.noticePlace", place), ("birth.noticeMother", mother.Owner), ("birth.noticeOrder", "{\"order\":1,\"count\":1}"), ("birth.noticeWeight", "3200"));
    }

    private static RecordDraft Draft(SubjectId subject, DateOnly from, DateOnly? to, string document, string agency, params (string Field, string Value)[] values) =>
        new(subject, values.ToDictionary(v => new FieldCode(v.Field), v => (string?)v.Value), from, to, new(Origin.Synthetic, document, agency));

    private static string Number(int number, DateOnly on) => string.Create(CultureInfo.InvariantCulture, $"{number}/{on.Year}");

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
