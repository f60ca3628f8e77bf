namespace LienThong.Directory;

/// <summary>One life of an area: a code is used again for another unit (24 was Bắc Giang, today it is Bắc Ninh), so a code alone is no key.
/// Text "code-yyyyMMdd" with the first day, "code-0" when the beginning is not known.</summary>
public readonly record struct AreaId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>Level of an area. There is no district after 30/06/2025 (Law on Local Government 72/2025/QH15).</summary>
public enum AreaLevel
{
    /// <summary>Tỉnh or thành phố trực thuộc trung ương, 2-digit code.</summary>
    Province,
    /// <summary>Quận, huyện, thị xã, thành phố thuộc tỉnh, 3-digit code; until 30/06/2025.</summary>
    District,
    /// <summary>Phường, xã, đặc khu (before: thị trấn), 5-digit code.</summary>
    Commune,
}

/// <summary>One life of a province, district or commune.</summary>
/// <param name="Id">Key of this life.</param>
/// <param name="Code">Official code (QĐ 124/2004, since 01/07/2025 QĐ 19/2025/QĐ-TTg): 2, 3 or 5 digits, text with leading zeros.</param>
/// <param name="Level">Province, district or commune.</param>
/// <param name="Type">Type word as written: "Tỉnh", "Thành phố", "Phường", "Xã", "Đặc khu", "Thị trấn", "Quận", "Huyện", "Thị xã".</param>
/// <param name="Name">Name without the type word, NFC, as the source spells it: "Bắc Giang".</param>
/// <param name="Parent">Code of the unit above (its name may change while this life goes on); null for a province.</param>
/// <param name="ProvinceCode">Two digits of the province it belonged to.</param>
/// <param name="Life">Days of this life.</param>
/// <param name="DatesAreApproximate">True when the package tells the change but not its day (re-arrangement 2023–2025).</param>
/// <param name="LegalBasis">The act that made it.</param>
/// <param name="Confidence">How sure.</param>
public sealed record Area(
    AreaId Id, string Code, AreaLevel Level, string Type, string Name, string? Parent, string ProvinceCode,
    Lifespan Life, bool DatesAreApproximate, string LegalBasis, Confidence Confidence)
{
    /// <summary>"Tỉnh Bắc Giang", "Phường Bắc Giang", "Phường 12".</summary>
    public string FullName => $"{Type} {Name}";
}

/// <summary>What became of an area.</summary>
public enum AreaChange
{
    /// <summary>Same territory, new name, code or type.</summary>
    Renamed,
    /// <summary>Whole territory went into a bigger unit.</summary>
    Merged,
    /// <summary>Territory went to several units; this link is one of them.</summary>
    Split,
    /// <summary>Continues unchanged under a new act.</summary>
    Continued,
}

/// <summary>An edge of the succession graph of areas.</summary>
public sealed record AreaLink(Area From, Area To, AreaChange Change, DateOnly? On, string LegalBasis, Confidence Confidence);

/// <summary>A candidate for a text. Names repeat (Tân An ×10) and collide without accents, so the answer is always a list.</summary>
/// <param name="Area">The life found.</param>
/// <param name="Path">"Phường Chũ, Tỉnh Bắc Ninh" for people.</param>
/// <param name="Score">0–1; 1 means the name with all marks and the type word agreed.</param>
/// <param name="Exact">The name agreed with its marks (not only without accents).</param>
public sealed record AreaMatch(Area Area, string Path, double Score, bool Exact);

/// <summary>Figures of a province since 01/07/2025 (Resolution 202/2025/QH15): area in km², population as counted for the resolution.</summary>
/// <param name="Code">Two digits.</param>
/// <param name="Name">Name without type word.</param>
/// <param name="CapitalIn">Code of the old province whose capital is the seat.</param>
/// <param name="AreaKm2">Natural area, km².</param>
/// <param name="Population">People counted for the resolution (registers, not census).</param>
/// <param name="Population2024">Average population of 2024 by the Statistical Yearbook; known for the 11 unmerged ones.</param>
/// <param name="MergedFrom">Codes of the old provinces.</param>
/// <param name="LegalBasis">Where the figures stand.</param>
/// <param name="Confidence">How sure.</param>
public sealed record ProvinceFacts(
    string Code, string Name, string CapitalIn, decimal AreaKm2, long Population, long? Population2024,
    IReadOnlyList<string> MergedFrom, string LegalBasis, Confidence Confidence);
