namespace LienThong.Directory.Content;

// What content says, as the rows of the tables. Confidence and kinds are the words that are stored.

sealed record AreaRow(
    string Id, string Code, string Level, string Type, string Name, string? Parent, string Province, DateOnly? From, DateOnly? To,
    bool Approximate, string LegalBasis, string Confidence)
{
    public Lifespan Life => new(From, To);
}

sealed record AreaLinkRow(string From, string To, string Change, DateOnly? On, string LegalBasis, string Confidence);

sealed record AreaNameRow(string Area, string Name);

sealed record FactsRow(
    string Code, string Name, string CapitalIn, decimal AreaKm2, long Population, long? Population2024, IReadOnlyList<string> MergedFrom,
    string LegalBasis, string Confidence);

sealed record AgencyRow(
    string Id, string Code, string Name, string NameEn, string Kind, string? Parent, string? Area, DateOnly? From, DateOnly? To,
    IReadOnlyList<string> Roles, string LegalBasis, string Confidence)
{
    public Lifespan Life => new(From, To);

    public static string IdOf(string code, DateOnly? from) =>
        code + (from is { } day ? "-" + day.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture) : "-0");
}

sealed record AgencyNameRow(string Agency, string Name);

sealed record AgencyLinkRow(
    string From, string To, string FunctionCode, string? Function, string Change, DateOnly On, string LegalBasis, string Confidence);

sealed record ClassRow(string Code, string Name, IReadOnlyList<string> Aliases, string? Within, ClassRule Rule, string LegalBasis);

sealed record HolidayRow(DateOnly Day, string Kind, string Name, string LegalBasis, string Confidence);

sealed record OfficeRow(string Code, string Name, string NameEn, string LegalBasis);

/// Everything that content/ says to the Directory.
sealed record DirectoryRows(
    IReadOnlyList<AreaRow> Areas, IReadOnlyList<AreaLinkRow> AreaLinks, IReadOnlyList<AreaNameRow> AreaNames, IReadOnlyList<FactsRow> Facts,
    AgencyRows Agencies, IReadOnlyList<ClassRow> Classes, IReadOnlyList<HolidayRow> Holidays, IReadOnlyList<OfficeRow> Offices);

sealed record AgencyRows(IReadOnlyList<AgencyRow> Agencies, IReadOnlyList<AgencyNameRow> Names, IReadOnlyList<AgencyLinkRow> Links);

/// Who belongs to a class: every filter that is set must fit; or named; or in another class.
sealed record ClassRule(
    IReadOnlyList<AgencyKind>? Kinds, string? Under, IReadOnlyList<string>? Roles, IReadOnlyList<string>? Suffixes,
    IReadOnlyList<string>? Agencies, IReadOnlyList<string>? Classes)
{
    public bool HasFilter => Kinds is not null || Under is not null || Roles is not null || Suffixes is not null;
}
