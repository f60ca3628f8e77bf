using LienThong.Directory.Content;

namespace LienThong.Directory.Books;

/// The bodies that every commune and district has. They are not stored: code, name, life and heirs follow from the areas.
sealed class CommuneBodies(AreaBook areas, Func<string, DateOnly, Agency?> committeeOf)
{
    /// Commune one-stop centres begin with the two-level local government (NĐ 118/2025/NĐ-CP).
    static readonly DateOnly OneStopFrom = new(2025, 7, 1);

    static readonly CommuneBodyKind[] Kinds = [CommuneBodyKind.PeoplesCommittee, CommuneBodyKind.Police, CommuneBodyKind.OneStop];

    public Agency? Of(Area area, CommuneBodyKind kind)
    {
        if (area.Level == AreaLevel.Province || (area.Level == AreaLevel.District && kind != CommuneBodyKind.PeoplesCommittee)) return null;
        if (committeeOf(area.ProvinceCode, AreaBook.DayOf(area)) is not { } committee) return null;
        var life = area.Life;
        if (kind == CommuneBodyKind.OneStop)
        {
            if (life.To < OneStopFrom) return null;
            if (life.From is null || life.From < OneStopFrom) life = life with { From = OneStopFrom };
        }
        var unit = $"{char.ToLowerInvariant(area.Type[0])}{area.Type[1..]} {area.Name}";
        var code = $"{committee.Code}.{area.Code}";
        var (body, name, en, agencyKind, basis) = kind switch
        {
            CommuneBodyKind.Police => (code + ".CA", $"Công an {unit}", $"Police of {area.Name}", AgencyKind.CommunePolice, "Luật Công an nhân dân 37/2018/QH14"),
            CommuneBodyKind.OneStop => (code + ".HCC", $"Trung tâm Phục vụ hành chính công {unit}", $"Public administrative service centre of {area.Name}", AgencyKind.CommuneOneStop, "NĐ 118/2025/NĐ-CP"),
            _ => (code, $"Ủy ban nhân dân {unit}", $"People's Committee of {area.Name}", area.Level == AreaLevel.District ? AgencyKind.District : AgencyKind.Commune, area.LegalBasis),
        };
        var parent = kind == CommuneBodyKind.Police ? committee.Code + ".CA" : kind == CommuneBodyKind.OneStop ? code : committee.Code;
        return new(new(AgencyRow.IdOf(body, life.From)), body, name, en, agencyKind, parent, area.Code, life, basis, Confidence.Medium);
    }

    public IEnumerable<Agency> Lives(string code) => Parse(code) is var (area, kind) && area is not null
        ? areas.Lives(area).Select(a => Of(a, kind)).OfType<Agency>().Where(a => a.Code == code)
        : [];

    public Agency? ById(AgencyId id) =>
        id.Value.LastIndexOf('-') is var cut and > 0 ? Lives(id.Value[..cut]).FirstOrDefault(a => a.Id == id) : null;

    public Area? AreaOf(Agency agency) => agency.Area is { } code ? areas.Lives(code).FirstOrDefault(a => a.Life.Overlaps(agency.Life)) : null;

    public static CommuneBodyKind? KindOf(AgencyKind kind) => kind switch
    {
        AgencyKind.Commune or AgencyKind.District => CommuneBodyKind.PeoplesCommittee,
        AgencyKind.CommunePolice => CommuneBodyKind.Police,
        AgencyKind.CommuneOneStop => CommuneBodyKind.OneStop,
        _ => null,
    };

    public IEnumerable<AgencyLink> Successors(Agency agency)
    {
        if (KindOf(agency.Kind) is not { } kind || AreaOf(agency) is not { } area) yield break;
        if (agency.Kind == AgencyKind.District && !areas.Successors(area.Id).Any() && area.Life.To is { } last)
        {
            foreach (var commune in areas.On(area, last.AddDays(1)))
                if (Of(commune, kind) is { } heir) yield return new(agency, heir, AgencyChange.Split, last.AddDays(1), null, null, commune.LegalBasis, Confidence.Medium);
            yield break;
        }
        foreach (var link in areas.Successors(area.Id))
            if (Of(link.To, kind) is { } heir) yield return Link(link, agency, heir);
    }

    public IEnumerable<AgencyLink> Predecessors(Agency agency)
    {
        if (KindOf(agency.Kind) is not { } kind || AreaOf(agency) is not { } area) yield break;
        foreach (var link in areas.Predecessors(area.Id))
            if (Of(link.From, kind) is { } before) yield return Link(link, before, agency);
    }

    /// All bodies of one kind on a day, by province and commune code.
    public IEnumerable<Agency> All(AgencyKind kind, DateOnly on)
    {
        if (KindOf(kind) is not { } body) yield break;
        var level = kind == AgencyKind.District ? AreaLevel.District : AreaLevel.Commune;
        foreach (var area in areas.All)
            if (area.Level == level && area.Life.Contains(on) && Of(area, body) is { } agency && agency.Life.Contains(on)) yield return agency;
    }

    public IEnumerable<Agency> All(Area area) => Kinds.Select(k => Of(area, k)).OfType<Agency>();

    static AgencyLink Link(AreaLink link, Agency from, Agency to) =>
        new(from, to, Enum.Parse<AgencyChange>(link.Change.ToString()), link.On ?? to.Life.From ?? DateOnly.MinValue, null, null, link.LegalBasis, link.Confidence);

    // "H05.07210", "H05.07210.CA", "H02.213"
    static (string? Area, CommuneBodyKind Kind) Parse(string code)
    {
        var parts = code.Split('.');
        if (parts.Length is < 2 or > 3 || parts[0] is not ['H', _, _] || parts[1].Length is not (3 or 5) || !parts[1].All(char.IsAsciiDigit)) return (null, default);
        return parts.Length == 2 ? (parts[1], CommuneBodyKind.PeoplesCommittee) : parts[2] switch
        {
            "CA" => (parts[1], CommuneBodyKind.Police),
            "HCC" => (parts[1], CommuneBodyKind.OneStop),
            _ => (null, default),
        };
    }
}
