using LienThong.Kernel.Time;

namespace LienThong.Directory;

/// <summary>
/// Who or what was it then, who is it now. Areas, bodies and classes answer from a snapshot in memory (immediately, no I/O);
/// it is replaced as a whole when content is loaded. Nothing here throws for an unknown code: it answers null or an empty list.
/// All lists are bounded.
/// </summary>
public interface IDirectory
{
    /// <summary>The unit that bore this code on that day: AreaAt("24", 2022) is Tỉnh Bắc Giang, today it is Tỉnh Bắc Ninh.</summary>
    /// <param name="code">2, 3 or 5 digits.</param>
    Area? AreaAt(string code, DateOnly on);

    /// <summary>One life by its key.</summary>
    Area? AreaById(AreaId id);

    /// <summary>All lives of a code, oldest first.</summary>
    IReadOnlyList<Area> LivesOf(string areaCode);

    /// <summary>Provinces on that day, by code: 63 until 30/06/2025, 34 since.</summary>
    IReadOnlyList<Area> Provinces(DateOnly on);

    /// <summary>Communes of a province on that day, by code.</summary>
    IReadOnlyList<Area> Communes(string provinceCode, DateOnly on);

    /// <summary>"Phường Chũ, Tỉnh Bắc Ninh"; with the district for a unit before 01/07/2025.</summary>
    string PathOf(AreaId id);

    /// <summary>What it became. Several when its territory was divided.</summary>
    IReadOnlyList<AreaLink> SuccessorsOf(AreaId id);

    /// <summary>What it was made of.</summary>
    IReadOnlyList<AreaLink> PredecessorsOf(AreaId id);

    /// <summary>The units of today (or of that day) on the territory of an earlier one, following the graph; itself while it lives.</summary>
    IReadOnlyList<Area> AreasOn(AreaId id, DateOnly on);

    /// <summary>Finds areas by name, code or path ("bac giang", "P. Chũ, Bắc Ninh", "tp hcm"), best first, at most <paramref name="limit"/> (1–100).</summary>
    /// <param name="text">What a person typed.</param>
    /// <param name="on">Only lives of that day; null for all times.</param>
    /// <param name="limit">Bound.</param>
    IReadOnlyList<AreaMatch> FindAreas(string text, DateOnly? on = null, int limit = 20);

    /// <summary>Area, capital and population of a province of today; null for an old one.</summary>
    ProvinceFacts? FactsOf(string provinceCode);

    /// <summary>The body with this code, official name or alias on that day: AgencyAt("Bộ GTVT", 2022), "Cục Công nghệ thông tin - Bộ Y tế",
    /// "UBND phường Chũ, Bắc Ninh". Null when none lived on that day or when the text means several bodies.</summary>
    /// <param name="codeOrName">What the document says.</param>
    /// <param name="on">The day of the document.</param>
    /// <param name="within">Code of the body that issued it: there "Văn phòng Bộ" means its own office.</param>
    Agency? AgencyAt(string codeOrName, DateOnly on, string? within = null);

    /// <summary>One life by its key; also bodies of communes.</summary>
    Agency? AgencyById(AgencyId id);

    /// <summary>All lives of a code, oldest first.</summary>
    IReadOnlyList<Agency> AgencyLives(string agencyCode);

    /// <summary>Official names and aliases of a life.</summary>
    IReadOnlyList<AgencyName> NamesOf(AgencyId id);

    /// <summary>Units directly under a body on that day, by code.</summary>
    IReadOnlyList<Agency> UnitsOf(string agencyCode, DateOnly on);

    /// <summary>What it became, whole or by function.</summary>
    IReadOnlyList<AgencyLink> SuccessorsOf(AgencyId id);

    /// <summary>What came into it.</summary>
    IReadOnlyList<AgencyLink> PredecessorsOf(AgencyId id);

    /// <summary>Finds bodies by name, abbreviation or code, best first.</summary>
    IReadOnlyList<AgencyMatch> FindAgencies(string text, DateOnly? on = null, int limit = 20);

    /// <summary>Who does this body's work today, with the chain and the functions that went elsewhere. A task given to a body that no longer exists belongs to these.</summary>
    AgencyToday Today(Agency agency);

    /// <summary>A class by code ("class:commune-pc") or by one of its names ("các bộ, ngành, địa phương"); null when unknown.</summary>
    /// <param name="codeOrName">What the document says.</param>
    /// <param name="within">Code of the body that issued it: "các cơ quan, đơn vị thuộc Bộ" means its own units.</param>
    AgencyClass? FindClass(string codeOrName, string? within = null);

    /// <summary>All classes.</summary>
    IReadOnlyList<AgencyClass> Classes { get; }

    /// <summary>Codes of the members on that day. "class:commune-pc" has 3,321 today; keep the code and the day, not the list.</summary>
    IReadOnlyList<Agency> MembersOf(string classCode, DateOnly on);

    /// <summary>Membership test without building the list.</summary>
    bool IsMember(string classCode, string agencyCode, DateOnly on);

    /// <summary>The body of a commune on that day; null when the commune did not exist then.</summary>
    Agency? CommuneBody(string communeCode, CommuneBodyKind kind, DateOnly on);

    /// <summary>The people's committee of a province on that day.</summary>
    Agency? ProvinceBody(string provinceCode, DateOnly on);

    /// <summary>Working days of these years. Years without a table count weekends only: WorkingCalendar.IsAnnounced tells.</summary>
    WorkingCalendar Calendar(int fromYear, int toYear);

    /// <summary>Working days of all years that are known.</summary>
    WorkingCalendar Calendar();

    /// <summary>Days of a year that are not as the week has them, by day.</summary>
    IReadOnlyList<Holiday> Holidays(int year);

    /// <summary>The commune of the demonstration: a real one of Bắc Ninh.</summary>
    Area DemoCommune { get; }

    /// <summary>An official by staff code; null when unknown.</summary>
    Task<Official?> FindOfficial(string staffCode, CancellationToken ct);

    /// <summary>The official linked to an account.</summary>
    Task<Official?> FindOfficial(Guid account, CancellationToken ct);

    /// <summary>Posts of an account on that day.</summary>
    Task<IReadOnlyList<Post>> PostsOf(Guid account, DateOnly on, CancellationToken ct);

    /// <summary>Holders of posts at a body on that day, at most 500.</summary>
    Task<IReadOnlyList<Post>> PostsAt(string agencyCode, DateOnly on, CancellationToken ct);
}
