namespace LienThong.Directory;

/// <summary>One life of a body: "G17-20250301" is the Ministry of Construction since it took in Transport; "G17-0" the one before.</summary>
public readonly record struct AgencyId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Rank and kind of a body.</summary>
public enum AgencyKind
{
    /// <summary>Chính phủ, Thủ tướng: not a ministry, named in plans.</summary>
    Government,
    /// <summary>Bộ.</summary>
    Ministry,
    /// <summary>Cơ quan ngang bộ.</summary>
    MinistryLevel,
    /// <summary>Cơ quan thuộc Chính phủ.</summary>
    GovernmentAgency,
    /// <summary>UBND cấp tỉnh.</summary>
    Province,
    /// <summary>Sở, công an tỉnh and other bodies of a province.</summary>
    ProvinceUnit,
    /// <summary>Cục, vụ, văn phòng, trung tâm inside a ministry.</summary>
    Unit,
    /// <summary>UBND cấp huyện, until 30/06/2025.</summary>
    District,
    /// <summary>UBND cấp xã.</summary>
    Commune,
    /// <summary>Công an cấp xã.</summary>
    CommunePolice,
    /// <summary>Trung tâm Phục vụ hành chính công cấp xã.</summary>
    CommuneOneStop,
    /// <summary>Courts, procuracy, party and mass organisations, enterprises named in plans.</summary>
    Other,
}

/// <summary>One life of a body.</summary>
/// <param name="Id">Key of this life.</param>
/// <param name="Code">Identifier in the form of QĐ 20/2020/QĐ-TTg (G17, H05, H05.07210). Opaque, at most 35 characters. Stays the same over lives of one line.</param>
/// <param name="Name">Official name in that life.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Kind">Rank.</param>
/// <param name="Parent">Code of the body above, or null.</param>
/// <param name="Area">Code of the area it governs, or null.</param>
/// <param name="Life">Days of this life.</param>
/// <param name="LegalBasis">The act.</param>
/// <param name="Confidence">How sure.</param>
public sealed record Agency(
    AgencyId Id, string Code, string Name, string NameEn, AgencyKind Kind, string? Parent, string? Area,
    Lifespan Life, string LegalBasis, Confidence Confidence);

/// <summary>A name or abbreviation of a body ("Bộ GTVT", "BHXH Việt Nam") of one life of it.</summary>
public sealed record AgencyName(AgencyId Agency, string Name, bool Official);

/// <summary>How one body followed another.</summary>
public enum AgencyChange
{
    /// <summary>Went into the successor whole.</summary>
    Merged,
    /// <summary>Divided; this is one of the parts.</summary>
    Split,
    /// <summary>Same body, new name.</summary>
    Renamed,
    /// <summary>Same body, re-organised by a new act.</summary>
    Continued,
    /// <summary>Only the named function moved; both bodies may live on.</summary>
    FunctionMoved,
}

/// <summary>An edge of the succession graph of bodies.</summary>
/// <param name="From">Life before.</param>
/// <param name="To">Life after.</param>
/// <param name="Change">How.</param>
/// <param name="On">First day of the new order.</param>
/// <param name="Function">What moved, in Vietnamese, when only a function moved; else null.</param>
/// <param name="FunctionCode">Short key of the function ("driving-licences"), for rules; null when none.</param>
/// <param name="LegalBasis">The act.</param>
/// <param name="Confidence">How sure.</param>
public sealed record AgencyLink(
    Agency From, Agency To, AgencyChange Change, DateOnly On, string? Function, string? FunctionCode, string LegalBasis, Confidence Confidence);

/// <summary>Who does the work of a body today.</summary>
/// <param name="Asked">The life asked about.</param>
/// <param name="Bodies">Bodies alive that took over the whole; one in most cases, several after a split, empty when dissolved without heir.</param>
/// <param name="Chain">The steps from Asked to Bodies, oldest first; empty when Asked is still alive.</param>
/// <param name="Moved">Functions that went elsewhere, each with its own link.</param>
public sealed record AgencyToday(Agency Asked, IReadOnlyList<Agency> Bodies, IReadOnlyList<AgencyLink> Chain, IReadOnlyList<AgencyLink> Moved);

/// <summary>A candidate for a text.</summary>
/// <param name="Agency">The life found.</param>
/// <param name="MatchedName">The name or alias that matched.</param>
/// <param name="Score">0–1.</param>
/// <param name="Exact">Agreed with its marks.</param>
public sealed record AgencyMatch(Agency Agency, string MatchedName, double Score, bool Exact);

/// <summary>A class of bodies as plans and agreements name it: "các bộ, ngành, địa phương". Its members depend on the day.</summary>
public sealed record AgencyClass(string Code, string Name, IReadOnlyList<string> Aliases, string LegalBasis);

/// <summary>The bodies that every commune has.</summary>
public enum CommuneBodyKind
{
    /// <summary>Ủy ban nhân dân; code "H05.07210".</summary>
    PeoplesCommittee,
    /// <summary>Công an; code "H05.07210.CA".</summary>
    Police,
    /// <summary>Trung tâm Phục vụ hành chính công; code "H05.07210.HCC"; since 01/07/2025 (NĐ 118/2025/NĐ-CP).</summary>
    OneStop,
}
