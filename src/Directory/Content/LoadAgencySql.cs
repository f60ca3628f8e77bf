using LienThong.Kernel.Data;
using static LienThong.Directory.Content.LoadAreaSql;

namespace LienThong.Directory.Content;

/// As LoadAreaSql, for bodies, classes, holidays and offices. Lists inside a row travel as text split by '|'.
static class LoadAgencySql
{
    public static object?[] Of(IReadOnlyList<AgencyRow> rows) =>
    [
        Column(rows, r => r.Id), Column(rows, r => r.Code), Column(rows, r => r.Name), Column(rows, r => r.NameEn), Column(rows, r => r.Kind),
        Column(rows, r => r.Parent), Column(rows, r => r.Area), Column(rows, r => r.From), Column(rows, r => r.To),
        Column(rows, r => string.Join('|', r.Roles)), Column(rows, r => r.LegalBasis), Column(rows, r => r.Confidence),
    ];

    public static object?[] Of(IReadOnlyList<AgencyNameRow> rows) => [Column(rows, r => r.Agency), Column(rows, r => r.Name)];

    public static object?[] Of(IReadOnlyList<AgencyLinkRow> rows) =>
    [
        Column(rows, r => r.From), Column(rows, r => r.To), Column(rows, r => r.FunctionCode), Column(rows, r => r.Function), Column(rows, r => r.Change),
        Column(rows, r => r.On), Column(rows, r => r.LegalBasis), Column(rows, r => r.Confidence),
    ];

    public static object?[] Of(IReadOnlyList<ClassRow> rows) =>
    [
        Column(rows, r => r.Code), Column(rows, r => r.Name), Column(rows, r => string.Join('|', r.Aliases)), Column(rows, r => r.Within),
        Json.Of(rows.Select(r => r.Rule).ToArray()), Column(rows, r => r.LegalBasis),
    ];

    public static object?[] Of(IReadOnlyList<HolidayRow> rows) =>
    [
        Column(rows, r => r.Day), Column(rows, r => r.Kind), Column(rows, r => r.Name), Column(rows, r => r.LegalBasis), Column(rows, r => r.Confidence),
    ];

    public static object?[] Of(IReadOnlyList<OfficeRow> rows) =>
        [Column(rows, r => r.Code), Column(rows, r => r.Name), Column(rows, r => r.NameEn), Column(rows, r => r.LegalBasis)];

    /// Answers the ids that were added, changed or taken away.
    public const string Agencies = """
        with given as (
          select g.id, g.code, g.name, g.name_en, g.kind, g.parent, g.area, g.valid_from, g.valid_to, string_to_array(g.roles, '|') as roles, g.legal_basis, g.confidence
          from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::date[], $9::date[], $10::text[], $11::text[], $12::text[])
            as g (id, code, name, name_en, kind, parent, area, valid_from, valid_to, roles, legal_basis, confidence)),
        gone as (
          delete from directory.agency a where not exists (select from given g where g.id = a.id) returning a.id),
        came as (
          insert into directory.agency as a (id, code, name, name_en, kind, parent, area, valid_from, valid_to, roles, legal_basis, confidence)
          select g.id, g.code, g.name, g.name_en, g.kind, g.parent, g.area, g.valid_from, g.valid_to, g.roles, g.legal_basis, g.confidence from given g
          on conflict (id) do update set
            name = excluded.name, name_en = excluded.name_en, kind = excluded.kind, parent = excluded.parent, area = excluded.area,
            valid_to = excluded.valid_to, roles = excluded.roles, legal_basis = excluded.legal_basis, confidence = excluded.confidence
          where (a.name, a.name_en, a.kind, a.parent, a.area, a.valid_to, a.roles, a.legal_basis, a.confidence)
            is distinct from (excluded.name, excluded.name_en, excluded.kind, excluded.parent, excluded.area, excluded.valid_to, excluded.roles, excluded.legal_basis, excluded.confidence)
          returning a.id)
        select came.id from came union all select gone.id from gone
        """;

    public const string Names = """
        with given as (select g.agency, g.name from unnest($1::text[], $2::text[]) as g (agency, name)),
        gone as (
          delete from directory.agency_name n where not exists (select from given g where g.agency = n.agency and g.name = n.name) returning 1),
        came as (
          insert into directory.agency_name (agency, name) select g.agency, g.name from given g on conflict (agency, name) do nothing returning 1)
        select (select count(*) from gone) + (select count(*) from came)
        """;

    public const string Links = """
        with given as (
          select g.from_agency, g.to_agency, g.function_code, g.function, g.change, g.on_day, g.legal_basis, g.confidence
          from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $7::text[], $8::text[])
            as g (from_agency, to_agency, function_code, function, change, on_day, legal_basis, confidence)),
        gone as (
          delete from directory.agency_succession s where not exists (
            select from given g where g.from_agency = s.from_agency and g.to_agency = s.to_agency and g.function_code = s.function_code) returning 1),
        came as (
          insert into directory.agency_succession as s (from_agency, to_agency, function_code, function, change, on_day, legal_basis, confidence)
          select g.from_agency, g.to_agency, g.function_code, g.function, g.change, g.on_day, g.legal_basis, g.confidence from given g
          on conflict (from_agency, to_agency, function_code) do update set
            function = excluded.function, change = excluded.change, on_day = excluded.on_day, legal_basis = excluded.legal_basis, confidence = excluded.confidence
          where (s.function, s.change, s.on_day, s.legal_basis, s.confidence)
            is distinct from (excluded.function, excluded.change, excluded.on_day, excluded.legal_basis, excluded.confidence) returning 1)
        select (select count(*) from gone) + (select count(*) from came)
        """;

    public const string Classes = """
        with given as (
          select g.code, g.name, string_to_array(g.aliases, '|') as aliases, g.within, $5::jsonb -> (g.place::integer - 1) as rule, g.legal_basis
          from unnest($1::text[], $2::text[], $3::text[], $4::text[], $6::text[]) with ordinality as g (code, name, aliases, within, legal_basis, place)),
        gone as (
          delete from directory.agency_class c where not exists (select from given g where g.code = c.code) returning 1),
        came as (
          insert into directory.agency_class as c (code, name, aliases, within, rule, legal_basis)
          select g.code, g.name, g.aliases, g.within, g.rule, g.legal_basis from given g
          on conflict (code) do update set
            name = excluded.name, aliases = excluded.aliases, within = excluded.within, rule = excluded.rule, legal_basis = excluded.legal_basis
          where (c.name, c.aliases, c.within, c.rule, c.legal_basis)
            is distinct from (excluded.name, excluded.aliases, excluded.within, excluded.rule, excluded.legal_basis) returning 1)
        select (select count(*) from gone) + (select count(*) from came)
        """;

    public const string Holidays = """
        with given as (
          select g.day, g.kind, g.name, g.legal_basis, g.confidence
          from unnest($1::date[], $2::text[], $3::text[], $4::text[], $5::text[]) as g (day, kind, name, legal_basis, confidence)),
        gone as (
          delete from directory.holiday h where not exists (select from given g where g.day = h.day) returning 1),
        came as (
          insert into directory.holiday as h (day, kind, name, legal_basis, confidence)
          select g.day, g.kind, g.name, g.legal_basis, g.confidence from given g
          on conflict (day) do update set kind = excluded.kind, name = excluded.name, legal_basis = excluded.legal_basis, confidence = excluded.confidence
          where (h.kind, h.name, h.legal_basis, h.confidence) is distinct from (excluded.kind, excluded.name, excluded.legal_basis, excluded.confidence) returning 1)
        select (select count(*) from gone) + (select count(*) from came)
        """;

    // An office that a post refers to stays even when content drops it: posts are facts.
    public const string Offices = """
        with came as (
          insert into directory.office as o (code, name, name_en, legal_basis)
          select g.code, g.name, g.name_en, g.legal_basis from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as g (code, name, name_en, legal_basis)
          on conflict (code) do update set name = excluded.name, name_en = excluded.name_en, legal_basis = excluded.legal_basis
          where (o.name, o.name_en, o.legal_basis) is distinct from (excluded.name, excluded.name_en, excluded.legal_basis) returning 1)
        select count(*) from came
        """;
}
