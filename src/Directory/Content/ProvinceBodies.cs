using LienThong.Kernel.Content;
using LienThong.Kernel.Text;

namespace LienThong.Directory.Content;

/// People's committees of provinces and their units: made from the lives of the provinces, so that a merged province ends its bodies.
sealed class ProvinceBodies(AgencyPlan plan, IReadOnlyList<AreaRow> areas, IReadOnlyList<AreaLinkRow> areaLinks)
{
    readonly Dictionary<string, AgencyRow> committeeOf = new(StringComparer.Ordinal);       // by life of the province
    readonly Dictionary<string, List<(string Suffix, AgencyRow Row)>> unitsOf = new(StringComparer.Ordinal);

    public void AddCommittees(ContentFile<ProvinceCodesFile> file)
    {
        var byName = new Dictionary<string, ProvinceCodeEntry>(StringComparer.Ordinal);
        foreach (var entry in file.Value.Provinces)
            foreach (var name in new[] { entry.Name, entry.FormerName }.OfType<string>()) byName[VietnameseText.CanonicalKey(name)] = entry;
        foreach (var province in areas.Where(a => a.Level == "province"))
        {
            if (!byName.TryGetValue(VietnameseText.CanonicalKey(province.Name), out var entry))
            {
                plan.Fault(new(file.File, 0), $"Chưa có mã cơ quan cho {province.Type} {province.Name}. Thêm một dòng vào provinces.");
                continue;
            }
            var unit = Lower(province);
            var row = new AgencyRow(
                AgencyRow.IdOf(entry.Code, province.From), entry.Code, $"Ủy ban nhân dân {unit}", $"People's Committee of {province.Name}",
                Words.Of(AgencyKind.Province), null, province.Code, province.From, province.To, ["procedures", "databases"], province.LegalBasis, entry.Confidence.ToString());
            plan.Add(row, [], new(file.File, file.LineOf(entry)));
            committeeOf[province.Id] = row;
        }
        foreach (var link in areaLinks)
            if (committeeOf.TryGetValue(link.From, out var from) && committeeOf.TryGetValue(link.To, out var to) && link.On is { } day)
                plan.Link(new(from.Id, to.Id, "", null, link.Change, day, link.LegalBasis, link.Confidence));
    }

    public void AddUnits(ContentFile<ProvinceUnitsFile> file)
    {
        foreach (var province in areas.Where(a => committeeOf.ContainsKey(a.Id)))
        {
            var units = unitsOf[province.Id] = [];
            foreach (var entry in file.Value.Units)
                if (Unit(province, committeeOf[province.Id], entry) is { } row)
                {
                    plan.Add(row, (entry.Aliases ?? []).Where(a => a.Contains('{')).Select(a => Fill(a, province)), new(file.File, file.LineOf(entry)));
                    units.Add((entry.Suffix, row));
                }
            foreach (var entry in file.Value.Units.Where(e => e.Into is not null)) TakeOver(units, entry, new(file.File, file.LineOf(entry)));
        }
        foreach (var link in areaLinks)
            if (unitsOf.TryGetValue(link.From, out var before) && unitsOf.TryGetValue(link.To, out var after)) Follow(link, before, after);
    }

    static AgencyRow? Unit(AreaRow province, AgencyRow committee, ProvinceUnitEntry entry)
    {
        if (!committee.Life.Overlaps(new(entry.EffectiveFrom, entry.EffectiveTo))) return null;
        var from = Later(committee.From, entry.EffectiveFrom);
        var to = Earlier(committee.To, entry.EffectiveTo);
        var code = $"{committee.Code}.{entry.Suffix}";
        return new(
            AgencyRow.IdOf(code, from), code, Fill(entry.Name, province), $"{entry.NameEn}, {province.Name}", Words.Of(AgencyKind.ProvinceUnit), committee.Code,
            province.Code, from, to, [], entry.LegalBasis, entry.Confidence.ToString());
    }

    void TakeOver(List<(string Suffix, AgencyRow Row)> units, ProvinceUnitEntry entry, Place place)
    {
        var from = units.Find(u => u.Suffix == entry.Suffix).Row;
        if (from?.To is not { } last || last != entry.EffectiveTo) return;
        var into = units.Find(u => u.Suffix == entry.Into && u.Row.Life.Contains(last.AddDays(1))).Row;
        if (into is null) plan.Fault(place, $"{entry.Suffix}: không có đơn vị {entry.Into} vào ngày {last.AddDays(1):dd/MM/yyyy}. Sửa into.");
        else plan.Link(new(from.Id, into.Id, "", null, Words.Of(AgencyChange.Merged), last.AddDays(1), into.LegalBasis, into.Confidence));
    }

    // When provinces merge, each unit that lives on the last day goes into the unit of the same kind.
    void Follow(AreaLinkRow link, List<(string Suffix, AgencyRow Row)> before, List<(string Suffix, AgencyRow Row)> after)
    {
        if (link.On is not { } day) return;
        foreach (var (suffix, row) in before.Where(u => u.Row.To == day.AddDays(-1)))
            if (after.Find(u => u.Suffix == suffix && u.Row.Life.Contains(day)).Row is { } heir)
                plan.Link(new(row.Id, heir.Id, "", null, link.Change, day, link.LegalBasis, heir.Confidence));
    }

    static string Fill(string pattern, AreaRow province) => pattern.Replace("{tỉnh}", Lower(province), StringComparison.Ordinal);

    static string Lower(AreaRow province) => $"{(province.Type == "Tỉnh" ? "tỉnh" : "thành phố")} {province.Name}";

    static DateOnly? Later(DateOnly? a, DateOnly? b) => a is null || b > a ? b ?? a : a;

    static DateOnly? Earlier(DateOnly? a, DateOnly? b) => a is null || b < a ? b ?? a : a;
}
