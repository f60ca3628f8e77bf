using LienThong.Directory.Content;
using LienThong.Kernel.Time;

namespace LienThong.Directory.Books;

/// Everything of one edition, in memory (about 15,000 areas and 2,000 bodies). Replaced as a whole.
sealed class DirectorySnapshot
{
    public DirectorySnapshot(long edition, SnapshotRows rows)
    {
        Edition = edition;
        Areas = new(rows.Areas, rows.AreaLinks, rows.Facts);
        Agencies = new(Areas, rows.Bodies, rows.AgencyLinks);
        Classes = new(Agencies, rows.Classes);
        AreaSearch = new(Areas, rows.FormerNames);
        AgencySearch = new(Agencies, AreaSearch);
        Holidays = rows.Holidays;
        Calendar = CalendarOf(rows.Holidays);
    }

    public long Edition { get; }

    public AreaBook Areas { get; }

    public AgencyBook Agencies { get; }

    public ClassBook Classes { get; }

    public AreaSearch AreaSearch { get; }

    public AgencySearch AgencySearch { get; }

    public IReadOnlyList<Holiday> Holidays { get; }

    public WorkingCalendar Calendar { get; }

    public static WorkingCalendar CalendarOf(IReadOnlyCollection<Holiday> days) => new(
        days.Where(d => d.Kind != HolidayKind.SwapWork).Select(d => d.Day),
        days.Where(d => d.Kind == HolidayKind.SwapWork).Select(d => d.Day));
}

/// What a snapshot is made of.
sealed record SnapshotRows(
    IReadOnlyList<Area> Areas, IReadOnlyList<AreaLink> AreaLinks, IReadOnlyList<(Area Area, string Name)> FormerNames, IReadOnlyList<ProvinceFacts> Facts,
    IReadOnlyList<Body> Bodies, IReadOnlyList<AgencyLink> AgencyLinks, IReadOnlyList<ClassDefinition> Classes, IReadOnlyList<Holiday> Holidays)
{
    /// From content directly, for tests and for checking content before it is loaded.
    public static SnapshotRows From(DirectoryRows rows)
    {
        var areas = rows.Areas.Select(Area).ToDictionary(a => a.Id.Value, StringComparer.Ordinal);
        var names = rows.Agencies.Names.ToLookup(n => n.Agency, n => n.Name, StringComparer.Ordinal);
        var bodies = rows.Agencies.Agencies.Select(a => new Body(Agency(a), a.Roles, [.. names[a.Id]])).ToList();
        var agencies = bodies.ToDictionary(b => b.Agency.Id.Value, b => b.Agency, StringComparer.Ordinal);
        return new(
            [.. areas.Values],
            [.. rows.AreaLinks.Select(l => new AreaLink(areas[l.From], areas[l.To], Words.Read<AreaChange>(l.Change), l.On, l.LegalBasis, Words.Grade(l.Confidence)))],
            [.. rows.AreaNames.Select(n => (areas[n.Area], n.Name))],
            [.. rows.Facts.Select(f => new ProvinceFacts(f.Code, f.Name, f.CapitalIn, f.AreaKm2, f.Population, f.Population2024, f.MergedFrom, f.LegalBasis, Words.Grade(f.Confidence)))],
            bodies,
            [.. rows.Agencies.Links.Select(l => new AgencyLink(
                agencies[l.From], agencies[l.To], Words.Read<AgencyChange>(l.Change), l.On, l.Function, l.FunctionCode.Length == 0 ? null : l.FunctionCode, l.LegalBasis, Words.Grade(l.Confidence)))],
            [.. rows.Classes.Select(c => new ClassDefinition(new(c.Code, c.Name, c.Aliases, c.LegalBasis), c.Within, c.Rule))],
            [.. rows.Holidays.Select(h => new Holiday(h.Day, Words.Read<HolidayKind>(h.Kind), h.Name, h.LegalBasis, Words.Grade(h.Confidence)))]);
    }

    static Area Area(AreaRow r) => new(
        new(r.Id), r.Code, Words.Read<AreaLevel>(r.Level), r.Type, r.Name, r.Parent, r.Province, r.Life, r.Approximate, r.LegalBasis, Words.Grade(r.Confidence));

    static Agency Agency(AgencyRow r) => new(
        new(r.Id), r.Code, r.Name, r.NameEn, Words.Read<AgencyKind>(r.Kind), r.Parent, r.Area, r.Life, r.LegalBasis, Words.Grade(r.Confidence));
}
