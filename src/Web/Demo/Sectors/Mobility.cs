using System.Globalization;
using LienThong.Population.Synthetic;
using LienThong.Registries;

namespace LienThong.Web.Demo.Sectors;

/// <summary>Driving licences of adults, vehicles of those who have a licence for them, inspections of cars and lorries.</summary>
sealed class Mobility(IReadOnlyList<SyntheticFact> facts, Func<string, string> provinceOf, DateOnly today)
{
    private static readonly string[] Motorcycles = ["Honda Wave", "Honda Vision", "Yamaha Sirius", "VinFast Feliz", "Piaggio Liberty"];
    private static readonly string[] Cars = ["VinFast VF 5", "Hyundai Grand i10", "Toyota Vios", "Kia Morning", "Mazda 3"];
    private static readonly string[] Trucks = ["Thaco Towner", "Hyundai Porter", "Suzuki Carry"];
    private static readonly string[] Colours = ["Đỏ đen", "Trắng", "Đen", "Xanh", "Bạc"];

    public IEnumerable<RecordDraft> Licences() => facts.Select(f => (Person: f, Class: ClassOf(f))).Where(l => l.Class is not null).Select(l =>
    {
        var issued = l.Person.DayAfter(18, today, new(l.Person.Number, 12));
        // Classes for motorcycles have no end; B holds ten years, C and above five (Law 36/2024, art. 57).
        DateOnly? until = l.Class switch { "A1" or "A" => null, "B" => issued.AddYears(10), _ => issued.AddYears(5) };
        var shown = until < today ? until.Value.AddYears(10) : until;
        return SectorDraft.Of(l.Person, issued, null, "Giấy phép lái xe",
            ("licence.number", provinceOf(l.Person.Commune) + l.Person.Number[^10..]), ("licence.class", l.Class), ("licence.issuedOn", SectorDraft.Iso(issued)),
            ("licence.validTo", shown is { } day ? SectorDraft.Iso(day) : null), ("licence.points", new Draw(l.Person.Number, 13).Hits(92) ? "12" : "10"));
    });

    public IEnumerable<RecordDraft> Vehicles() => All().Select(v => SectorDraft.Of(v.Owner, v.Registered, null, "Giấy chứng nhận đăng ký xe",
        ("vehicle.plate", v.Plate), ("vehicle.kind", v.Kind), ("vehicle.brand", v.Brand), ("vehicle.colour", new Draw(v.Owner.Number, 24).Of(Colours)),
        ("vehicle.year", v.Registered.Year.Text()), ("vehicle.registeredOn", SectorDraft.Iso(v.Registered))));

    public IEnumerable<RecordDraft> Inspections() => All().Where(v => v.Kind != "motorcycle").Select(v =>
    {
        var done = today.AddDays(-new Draw(v.Owner.Number, 31).Below(300));
        if (done < v.Registered) done = v.Registered;
        var centre = provinceOf(v.Owner.Commune) + "01S";
        return SectorDraft.Of(SubjectKeys.Thing("vehicle-inspections", v.Plate), done, done.AddYears(1).AddDays(-1), "Giấy chứng nhận kiểm định",
            ("inspection.plate", v.Plate), ("inspection.certificateNo", $"KD-{centre}-{v.Owner.Number[^6..]}"), ("inspection.doneOn", SectorDraft.Iso(done)),
            ("inspection.validTo", SectorDraft.Iso(done.AddYears(1).AddDays(-1))), ("inspection.centre", "Trung tâm Đăng kiểm " + centre));
    });

    private IEnumerable<(SyntheticFact Owner, string Plate, string Kind, string Brand, DateOnly Registered)> All()
    {
        var ordinal = 0;
        foreach (var owner in facts)
        {
            if (ClassOf(owner) is not { } licence || !new Draw(owner.Number, 21).Hits(70)) continue;
            var kind = licence is "A1" or "A" ? "motorcycle" : licence == "B" ? "car" : "truck";
            var brand = new Draw(owner.Number, 22).Of(kind == "motorcycle" ? Motorcycles : kind == "car" ? Cars : Trucks);
            var registered = owner.DayAfter(18, today, new(owner.Number, 23));
            if (registered.Year < 2008) registered = new DateOnly(2008 + (owner.Birth.Day % 15), owner.Birth.Month, 1);
            ordinal++;
            var serial = string.Create(CultureInfo.InvariantCulture, $"{ordinal / 100 % 1000:000}.{ordinal % 100:00}");
            var letter = (char)('A' + ordinal / 100_000 % 26);
            var plate = provinceOf(owner.Commune) + (kind == "motorcycle" ? $"-{letter}1 {serial}" : $"{letter}-{serial}");
            yield return (owner, plate, kind, brand, registered);
        }
    }

    private string? ClassOf(SyntheticFact person)
    {
        var age = person.Age(today);
        if (age < 18 || !new Draw(person.Number, 11).Hits(age < 70 ? 78 : 20)) return null;
        return new Draw(person.Number, 14).Below(100) switch { < 60 => "A1", < 68 => "A", < 94 => "B", _ => age >= 24 ? "C" : "B" };
    }
}
