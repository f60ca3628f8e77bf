using LienThong.Directory;
using LienThong.Population.Synthetic;
using LienThong.Registries;

namespace LienThong.Web.Demo.Sectors;

/// <summary>What somebody works as, worked out once: an official, the owner of an enterprise, somebody's employee.</summary>
sealed class Work
{
    private static readonly (string Office, string Name, CommuneBodyKind Body)[] Offices =
    [
        ("head", "Thủ trưởng cơ quan", CommuneBodyKind.PeoplesCommittee), ("one-stop-officer", "Công chức một cửa", CommuneBodyKind.OneStop),
        ("civil-status-officer", "Công chức tư pháp - hộ tịch", CommuneBodyKind.PeoplesCommittee), ("police-officer", "Cán bộ công an đăng ký cư trú", CommuneBodyKind.Police),
    ];

    private readonly IReadOnlyList<SyntheticFact> facts;
    private readonly Func<string, string> provinceOf;
    private readonly IDirectory directory;
    private readonly DateOnly today;
    private readonly ILookup<string, Enterprise> byProvince;
    private readonly HashSet<Guid> owners;
    private readonly Dictionary<Guid, Employment> officials = [];

    public Work(IReadOnlyList<SyntheticFact> facts, Func<string, string> provinceOf, IReadOnlyList<Enterprise> enterprises, IDirectory directory, DateOnly today)
    {
        (this.facts, this.provinceOf, this.directory, this.today) = (facts, provinceOf, directory, today);
        byProvince = enterprises.ToLookup(e => provinceOf(e.Owner.Commune));
        owners = [.. enterprises.Select(e => e.Owner.Person)];
        foreach (var person in facts)
            if (OfficeOf(person) is { } post) officials[person.Person] = post;
        Personas();
    }

    private sealed record Employment(Agency Agency, string Office, string Post);

    public IEnumerable<RecordDraft> Officials()
    {
        var ordinal = 0;
        foreach (var person in facts)
        {
            if (!officials.TryGetValue(person.Person, out var post)) continue;
            var since = person.DayAfter(23, today, new(person.Number, 43));
            // Bodies of today exist since the reform; who served before was appointed anew on that day.
            if (post.Agency.Life.From is { } founded && since < founded) since = founded;
            yield return SectorDraft.Of(person, since, null, "Quyết định bổ nhiệm",
                ("official.post", post.Post), ("official.agency", post.Agency.Code), ("official.since", SectorDraft.Iso(since)), ("official.office", post.Office),
                ("official.staffCode", "CC-" + (++ordinal).ToString("D7", System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    public IEnumerable<RecordDraft> SocialInsurance()
    {
        foreach (var person in facts)
        {
            var age = person.Age(today);
            if (age is < 18 or > 60) continue;
            var (kind, employer) = EmployerOf(person);
            if (kind is null) continue;
            var joined = person.DayAfter(18, today, new(person.Number, 52));
            var months = (today.Year - joined.Year) * 12 + today.Month - joined.Month;
            yield return SectorDraft.Of(person, joined, null, "Sổ bảo hiểm xã hội",
                ("insurance.socialNumber", "24" + person.Number[^8..]), ("social.kind", kind), ("social.joinedOn", SectorDraft.Iso(joined)[..7]), ("social.months", months.Text()),
                ("social.employer", employer), ("social.salaryBase", kind == "compulsory" ? (4_960_000 + new Draw(person.Number, 53).Below(120) * 100_000).Text() : null));
        }
    }

    public IEnumerable<RecordDraft> Taxpayers()
    {
        var offices = new Dictionary<string, string>(StringComparer.Ordinal);
        var since = new DateOnly(2025, 7, 1);
        foreach (var person in facts)
        {
            var age = person.Age(today);
            if (age < 18) continue;
            var kind = owners.Contains(person.Person) ? "business" : EmployerOf(person).Kind == "compulsory" ? "salary" : new Draw(person.Number, 61).Hits(35) ? "other" : null;
            if (kind is null) continue;
            var province = provinceOf(person.Commune);
            if (!offices.TryGetValue(province, out var office)) offices[province] = office = "Thuế " + (directory.AreaAt(province, today)?.FullName ?? province);
            var from = person.Birth.AddYears(18) > since ? person.Birth.AddYears(18) : since;
            yield return SectorDraft.Of(person, from, null, "Thông báo mã số thuế",
                ("tax.number", person.Number), ("tax.status", "active"), ("tax.kind", kind), ("tax.office", office), ("tax.registeredOn", SectorDraft.Iso(from)));
        }
    }

    private (string? Kind, string? Employer) EmployerOf(SyntheticFact person)
    {
        if (person.Age(today) is < 18 or > 60) return (null, null);
        if (officials.TryGetValue(person.Person, out var post)) return ("compulsory", post.Agency.Name);
        var draw = new Draw(person.Number, 51);
        if (owners.Contains(person.Person) || !draw.Hits(45)) return draw.Hits(55) ? ("voluntary", null) : (null, null);
        var near = byProvince[provinceOf(person.Commune)] as IList<Enterprise> ?? [.. byProvince[provinceOf(person.Commune)]];
        return near.Count == 0 ? ("voluntary", null) : ("compulsory", near[new Draw(person.Number, 54).Below(near.Count)].Name);
    }

    /// One adult in fifty serves the commune in which they live; nobody is an official and the owner of an enterprise at once (Law on Anti-Corruption 36/2018, art. 20).
    private Employment? OfficeOf(SyntheticFact person)
    {
        if (person.Age(today) is < 25 or > 60 || owners.Contains(person.Person) || !new Draw(person.Number, 41).Hits(2)) return null;
        var office = new Draw(person.Number, 42).Of(Offices);
        return directory.CommuneBody(person.Commune, office.Body, today) is { } body ? new(body, office.Office, office.Name) : null;
    }

    private void Personas()
    {
        var home = directory.DemoCommune;
        if (directory.CommuneBody(home.Code, CommuneBodyKind.OneStop, today) is { } counter) officials[DemoPeople.Officer.Id.Value] = new(counter, "one-stop-officer", "Công chức một cửa");
        if (directory.AgencyAt("Bộ Công an", today) is { } police) officials[DemoPeople.Owner.Id.Value] = new(police, "data-owner", "Cán bộ quản trị cơ sở dữ liệu");
        if (directory.ProvinceBody(home.ProvinceCode, today) is not { } province) return;
        officials[DemoPeople.Integrator.Id.Value] = new(province, "integrator", "Kỹ sư kết nối, tích hợp");
        officials[DemoPeople.Programme.Id.Value] = new(province, "programme-officer", "Chuyên viên theo dõi Đề án 06");
    }
}
