using LienThong.Directory.Books;
using LienThong.Directory.Officials;
using LienThong.Kernel.Time;

namespace LienThong.Directory;

/// The contract, answered from the snapshot; officials from the database.
sealed class DirectoryBook(LiveSnapshot live, FindOfficials officials, DirectoryOptions options, TimeProvider clock) : IDirectory
{
    DirectorySnapshot Now => live.Current;

    public Area? AreaAt(string code, DateOnly on) => Now.Areas.At(code, on);

    public Area? AreaById(AreaId id) => Now.Areas.ById(id);

    public IReadOnlyList<Area> LivesOf(string areaCode) => Now.Areas.Lives(areaCode);

    public IReadOnlyList<Area> Provinces(DateOnly on) => Now.Areas.Provinces(on);

    public IReadOnlyList<Area> Communes(string provinceCode, DateOnly on) => Now.Areas.Communes(provinceCode, on);

    public string PathOf(AreaId id) => Now.Areas.ById(id) is { } area ? Now.Areas.Path(area) : "";

    public IReadOnlyList<AreaLink> SuccessorsOf(AreaId id) => [.. Now.Areas.Successors(id)];

    public IReadOnlyList<AreaLink> PredecessorsOf(AreaId id) => [.. Now.Areas.Predecessors(id)];

    public IReadOnlyList<Area> AreasOn(AreaId id, DateOnly on) => Now.Areas.ById(id) is { } area ? Now.Areas.On(area, on) : [];

    public IReadOnlyList<AreaMatch> FindAreas(string text, DateOnly? on = null, int limit = 20) => Now.AreaSearch.Find(text, on, clock.Today(), limit);

    public ProvinceFacts? FactsOf(string provinceCode) => Now.Areas.Facts(provinceCode);

    public Agency? AgencyAt(string codeOrName, DateOnly on, string? within = null) => Now.AgencySearch.At(codeOrName, on, within);

    public Agency? AgencyById(AgencyId id) => Now.Agencies.ById(id);

    public IReadOnlyList<Agency> AgencyLives(string agencyCode) => Now.Agencies.Lives(agencyCode);

    public IReadOnlyList<AgencyName> NamesOf(AgencyId id) => Now.Agencies.ById(id) is not { } agency
        ? []
        : [new(id, agency.Name, Official: true), .. (Now.Agencies.Body(id)?.Aliases ?? []).Select(a => new AgencyName(id, a, Official: false))];

    public IReadOnlyList<Agency> UnitsOf(string agencyCode, DateOnly on) => Now.Agencies.Units(agencyCode, on);

    public IReadOnlyList<AgencyLink> SuccessorsOf(AgencyId id) => [.. Now.Agencies.Successors(id)];

    public IReadOnlyList<AgencyLink> PredecessorsOf(AgencyId id) => [.. Now.Agencies.Predecessors(id)];

    public IReadOnlyList<AgencyMatch> FindAgencies(string text, DateOnly? on = null, int limit = 20) => Now.AgencySearch.Find(text, on, clock.Today(), limit);

    public AgencyToday Today(Agency agency) => Now.Agencies.On(agency, clock.Today());

    public AgencyClass? FindClass(string codeOrName, string? within = null) => Now.Classes.Find(codeOrName, within);

    public IReadOnlyList<AgencyClass> Classes => Now.Classes.All;

    public IReadOnlyList<Agency> MembersOf(string classCode, DateOnly on) => Now.Classes.Members(classCode, on);

    public bool IsMember(string classCode, string agencyCode, DateOnly on) => Now.Classes.Has(classCode, agencyCode, on);

    public Agency? CommuneBody(string communeCode, CommuneBodyKind kind, DateOnly on) =>
        Now.Areas.At(communeCode, on) is { Level: AreaLevel.Commune } commune && Now.Agencies.Communes.Of(commune, kind) is { } body && body.Life.Contains(on) ? body : null;

    public Agency? ProvinceBody(string provinceCode, DateOnly on) => Now.Agencies.Committee(provinceCode, on);

    public WorkingCalendar Calendar(int fromYear, int toYear) =>
        DirectorySnapshot.CalendarOf([.. Now.Holidays.Where(h => h.Day.Year >= fromYear && h.Day.Year <= toYear)]);

    public WorkingCalendar Calendar() => Now.Calendar;

    public IReadOnlyList<Holiday> Holidays(int year) => [.. Now.Holidays.Where(h => h.Day.Year == year)];

    public Area DemoCommune => Now.Areas.At(options.DemoCommune, clock.Today())
        ?? throw new InvalidOperationException($"Directory:DemoCommune is {options.DemoCommune}, which is no commune of today.");

    public Task<Official?> FindOfficial(string staffCode, CancellationToken ct) => officials.ByStaffCode(staffCode, ct);

    public Task<Official?> FindOfficial(Guid account, CancellationToken ct) => officials.ByAccount(account, ct);

    public Task<IReadOnlyList<Post>> PostsOf(Guid account, DateOnly on, CancellationToken ct) => officials.PostsOf(account, on, ct);

    public Task<IReadOnlyList<Post>> PostsAt(string agencyCode, DateOnly on, CancellationToken ct) => officials.PostsAt(agencyCode, on, ct);
}

/// <summary>Settings of the module, section "Directory".</summary>
sealed class DirectoryOptions
{
    /// <summary>Code of the commune in which the demonstration plays: Phường Bắc Giang, the seat of Bắc Ninh province.</summary>
    public string DemoCommune { get; set; } = "07210";
}
