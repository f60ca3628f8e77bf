using LienThong.Kernel.Content;

namespace LienThong.Directory.Content;

/// Reads everything that content/ says to the Directory and checks it as a whole; every fault goes to the report.
static class ReadDirectory
{
    public static DirectoryRows From(ContentFolder content, ContentReport report)
    {
        var (areas, areaLinks, areaNames) = ReadAreas.From(content, report);
        var plan = new AgencyPlan(report);
        foreach (var file in content.Yaml<AgenciesFile>("agencies/bodies/*.yaml"))
            foreach (var entry in file.Value.Agencies) plan.Add(entry, new(file.File, file.LineOf(entry)));
        var provinces = new ProvinceBodies(plan, areas, areaLinks);
        foreach (var file in content.Yaml<ProvinceCodesFile>("agencies/provinces.yaml")) provinces.AddCommittees(file);
        foreach (var file in content.Yaml<ProvinceUnitsFile>("agencies/province-units.yaml")) provinces.AddUnits(file);
        foreach (var file in content.Yaml<SuccessionsFile>("agencies/successions/*.yaml"))
            foreach (var entry in file.Value.Successions) plan.Link(entry, new(file.File, file.LineOf(entry)));
        var agencies = plan.Finish();
        return new(areas, areaLinks, areaNames, Facts(content), agencies, Classes(content, report, agencies), Holidays(content, report), Offices(content));
    }

    static List<FactsRow> Facts(ContentFolder content) =>
        [.. content.Yaml<ProvinceFactsFile>("areas/provinces.yaml").SelectMany(f => f.Value.Provinces).Select(p => new FactsRow(
            p.Code, p.Name, p.CapitalIn, p.AreaKm2, p.Population, p.Population2024, p.MergedFrom, p.LegalBasis, p.Confidence.ToString()))];

    static List<OfficeRow> Offices(ContentFolder content) =>
        [.. content.Yaml<OfficesFile>("agencies/offices.yaml").SelectMany(f => f.Value.Offices).Select(o => new OfficeRow(o.Code, o.Name, o.NameEn, o.LegalBasis))];

    static List<ClassRow> Classes(ContentFolder content, ContentReport report, AgencyRows agencies)
    {
        var codes = agencies.Agencies.Select(a => a.Code).ToHashSet(StringComparer.Ordinal);
        var rows = new List<ClassRow>();
        foreach (var file in content.Yaml<ClassesFile>("agencies/classes.yaml"))
        {
            var known = file.Value.Classes.Select(c => c.Code).ToHashSet(StringComparer.Ordinal);
            foreach (var entry in file.Value.Classes)
            {
                foreach (var missing in References(entry).Where(code => !codes.Contains(code)))
                    report.Fault(file.File, file.LineOf(entry), $"Nhóm {entry.Code} nêu cơ quan {missing} nhưng không có cơ quan đó. Sửa mã hoặc thêm vào agencies/bodies.");
                foreach (var missing in (entry.Classes ?? []).Where(c => !known.Contains(c)))
                    report.Fault(file.File, file.LineOf(entry), $"Nhóm {entry.Code} nêu nhóm {missing} nhưng không có nhóm đó. Sửa mã.");
                var rule = new ClassRule(entry.Kinds, entry.Under, entry.Roles, entry.Suffixes, entry.Agencies, entry.Classes);
                if (!rule.HasFilter && rule.Agencies is null && rule.Classes is null)
                    report.Fault(file.File, file.LineOf(entry), $"Nhóm {entry.Code} chưa nói gồm những ai. Thêm kinds, under, roles, suffixes, agencies hoặc classes.");
                rows.Add(new(entry.Code, entry.Name, entry.Aliases ?? [], entry.Within, rule, entry.LegalBasis));
            }
        }
        return rows;
    }

    static IEnumerable<string> References(ClassEntry entry) =>
        (entry.Agencies ?? []).Concat(new[] { entry.Under, entry.Within }.OfType<string>());

    static List<HolidayRow> Holidays(ContentFolder content, ContentReport report)
    {
        var rows = new Dictionary<DateOnly, HolidayRow>();
        foreach (var file in content.Yaml<CalendarFile>("calendars/*.yaml"))
        {
            foreach (var day in file.Value.Days)
            {
                var weekend = day.Date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
                if (weekend != (day.Kind == HolidayKind.SwapWork) && day.Kind != HolidayKind.Holiday)
                    report.Fault(file.File, file.LineOf(day), $"Ngày {day.Date:dd/MM/yyyy} {(weekend ? "là cuối tuần" : "là ngày trong tuần")}, không hợp với loại {day.Kind}. Sửa ngày hoặc loại.");
                if (!rows.TryAdd(day.Date, new(day.Date, Words.Of(day.Kind), day.Name, day.LegalBasis, day.Confidence.ToString())))
                    report.Fault(file.File, file.LineOf(day), $"Ngày {day.Date:dd/MM/yyyy} đã có ở trên. Giữ một dòng.");
            }
        }
        return [.. rows.Values.OrderBy(r => r.Day)];
    }
}
