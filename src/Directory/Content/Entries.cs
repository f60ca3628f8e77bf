namespace LienThong.Directory.Content;

// The shapes of content/agencies, content/areas/provinces.yaml and content/calendars. Read strictly by ContentFolder.

enum Grade
{
    H,
    M,
    L,
}

sealed record AgenciesFile(IReadOnlyList<AgencyEntry> Agencies);

sealed record AgencyEntry(
    string Code, AgencyKind Kind, string NameEn, IReadOnlyList<LifeEntry> Lives, string? Parent, IReadOnlyList<string>? Aliases, IReadOnlyList<string>? Roles);

sealed record LifeEntry(
    string Name, string LegalBasis, Grade Confidence, DateOnly? EffectiveFrom, DateOnly? EffectiveTo, IReadOnlyList<string>? Aliases);

sealed record SuccessionsFile(IReadOnlyList<SuccessionEntry> Successions);

sealed record SuccessionEntry(
    string From, string To, AgencyChange Change, DateOnly EffectiveFrom, string LegalBasis, Grade Confidence, string? Function, string? FunctionCode);

sealed record ProvinceCodesFile(IReadOnlyList<ProvinceCodeEntry> Provinces);

sealed record ProvinceCodeEntry(string Code, string Name, Grade Confidence, string? FormerName);

sealed record ProvinceUnitsFile(IReadOnlyList<ProvinceUnitEntry> Units);

sealed record ProvinceUnitEntry(
    string Suffix, string Name, string NameEn, string LegalBasis, Grade Confidence, IReadOnlyList<string>? Aliases,
    DateOnly? EffectiveFrom, DateOnly? EffectiveTo, string? Into);

sealed record ClassesFile(IReadOnlyList<ClassEntry> Classes);

sealed record ClassEntry(
    string Code, string Name, string LegalBasis, IReadOnlyList<string>? Aliases, string? Within, IReadOnlyList<AgencyKind>? Kinds, string? Under,
    IReadOnlyList<string>? Roles, IReadOnlyList<string>? Suffixes, IReadOnlyList<string>? Agencies, IReadOnlyList<string>? Classes);

sealed record OfficesFile(IReadOnlyList<OfficeEntry> Offices);

sealed record OfficeEntry(string Code, string Name, string NameEn, string LegalBasis);

sealed record CalendarFile(IReadOnlyList<HolidayEntry> Days);

sealed record HolidayEntry(DateOnly Date, HolidayKind Kind, string Name, string LegalBasis, Grade Confidence);

sealed record ProvinceFactsFile(IReadOnlyList<ProvinceFactsEntry> Provinces);

sealed record ProvinceFactsEntry(
    string Code, string Name, string Type, IReadOnlyList<string> MergedFrom, string CapitalIn, decimal AreaKm2, long Population,
    string LegalBasis, Grade Confidence, long? Population2024);
