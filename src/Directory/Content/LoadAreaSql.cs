namespace LienThong.Directory.Content;

/// The statements that make the tables of areas equal to the rows given, and their arguments: one array a column.
static class LoadAreaSql
{
    public static object?[] Of(IReadOnlyList<AreaRow> rows) =>
    [
        Column(rows, r => r.Id), Column(rows, r => r.Code), Column(rows, r => r.Level), Column(rows, r => r.Type), Column(rows, r => r.Name),
        Column(rows, r => r.Parent), Column(rows, r => r.Province), Column(rows, r => r.From), Column(rows, r => r.To),
        Column(rows, r => r.Approximate), Column(rows, r => r.LegalBasis), Column(rows, r => r.Confidence),
    ];

    public static object?[] Of(IReadOnlyList<AreaLinkRow> rows) =>
    [
        Column(rows, r => r.From), Column(rows, r => r.To), Column(rows, r => r.Change), Column(rows, r => r.On),
        Column(rows, r => r.LegalBasis), Column(rows, r => r.Confidence),
    ];

    public static object?[] Of(IReadOnlyList<AreaNameRow> rows) => [Column(rows, r => r.Area), Column(rows, r => r.Name)];

    public static object?[] Of(IReadOnlyList<FactsRow> rows) =>
    [
        Column(rows, r => r.Code), Column(rows, r => r.Name), Column(rows, r => r.CapitalIn), Column(rows, r => r.AreaKm2), Column(rows, r => r.Population),
        Column(rows, r => r.Population2024), Column(rows, r => string.Join(' ', r.MergedFrom)), Column(rows, r => r.LegalBasis), Column(rows, r => r.Confidence),
    ];

    public static TColumn[] Column<TRow, TColumn>(IReadOnlyList<TRow> rows, Func<TRow, TColumn> of) => [.. rows.Select(of)];

    /// Answers the ids that were added, changed or taken away.
    public const string Areas = """
        with given as (
          select g.id, g.code, g.level, g.type, g.name, g.parent, g.province, g.valid_from, g.valid_to, g.approximate, g.legal_basis, g.confidence
          from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::date[], $9::date[], $10::boolean[], $11::text[], $12::text[])
            as g (id, code, level, type, name, parent, province, valid_from, valid_to, approximate, legal_basis, confidence)),
        gone as (
          delete from directory.area a where not exists (select from given g where g.id = a.id) returning a.id),
        came as (
          insert into directory.area as a (id, code, level, type, name, parent, province, valid_from, valid_to, approximate, legal_basis, confidence)
          select g.id, g.code, g.level, g.type, g.name, g.parent, g.province, g.valid_from, g.valid_to, g.approximate, g.legal_basis, g.confidence from given g
          on conflict (id) do update set
            type = excluded.type, name = excluded.name, parent = excluded.parent, province = excluded.province, valid_to = excluded.valid_to,
            approximate = excluded.approximate, legal_basis = excluded.legal_basis, confidence = excluded.confidence
          where (a.type, a.name, a.parent, a.province, a.valid_to, a.approximate, a.legal_basis, a.confidence)
            is distinct from (excluded.type, excluded.name, excluded.parent, excluded.province, excluded.valid_to, excluded.approximate, excluded.legal_basis, excluded.confidence)
          returning a.id)
        select came.id from came union all select gone.id from gone
        """;

    public const string Links = """
        with given as (
          select g.from_area, g.to_area, g.change, g.on_day, g.legal_basis, g.confidence
          from unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::text[], $6::text[]) as g (from_area, to_area, change, on_day, legal_basis, confidence)),
        gone as (
          delete from directory.area_succession s
          where not exists (select from given g where g.from_area = s.from_area and g.to_area = s.to_area) returning 1),
        came as (
          insert into directory.area_succession as s (from_area, to_area, change, on_day, legal_basis, confidence)
          select g.from_area, g.to_area, g.change, g.on_day, g.legal_basis, g.confidence from given g
          on conflict (from_area, to_area) do update set
            change = excluded.change, on_day = excluded.on_day, legal_basis = excluded.legal_basis, confidence = excluded.confidence
          where (s.change, s.on_day, s.legal_basis, s.confidence) is distinct from (excluded.change, excluded.on_day, excluded.legal_basis, excluded.confidence) returning 1)
        select (select count(*) from gone) + (select count(*) from came)
        """;

    public const string Names = """
        with given as (select g.area, g.name from unnest($1::text[], $2::text[]) as g (area, name)),
        gone as (
          delete from directory.area_former_name n where not exists (select from given g where g.area = n.area and g.name = n.name) returning 1),
        came as (
          insert into directory.area_former_name (area, name) select g.area, g.name from given g on conflict (area, name) do nothing returning 1)
        select (select count(*) from gone) + (select count(*) from came)
        """;

    public const string Facts = """
        with given as (
          select g.code, g.name, g.capital_in, g.area_km2, g.population, g.population_2024, string_to_array(g.merged_from, ' ') as merged_from, g.legal_basis, g.confidence
          from unnest($1::text[], $2::text[], $3::text[], $4::numeric[], $5::bigint[], $6::bigint[], $7::text[], $8::text[], $9::text[])
            as g (code, name, capital_in, area_km2, population, population_2024, merged_from, legal_basis, confidence)),
        gone as (
          delete from directory.province_facts f where not exists (select from given g where g.code = f.code) returning 1),
        came as (
          insert into directory.province_facts as f (code, name, capital_in, area_km2, population, population_2024, merged_from, legal_basis, confidence)
          select g.code, g.name, g.capital_in, g.area_km2, g.population, g.population_2024, g.merged_from, g.legal_basis, g.confidence from given g
          on conflict (code) do update set
            name = excluded.name, capital_in = excluded.capital_in, area_km2 = excluded.area_km2, population = excluded.population,
            population_2024 = excluded.population_2024, merged_from = excluded.merged_from, legal_basis = excluded.legal_basis, confidence = excluded.confidence
          where (f.name, f.capital_in, f.area_km2, f.population, f.population_2024, f.merged_from, f.legal_basis, f.confidence)
            is distinct from (excluded.name, excluded.capital_in, excluded.area_km2, excluded.population, excluded.population_2024, excluded.merged_from, excluded.legal_basis, excluded.confidence) returning 1)
        select (select count(*) from gone) + (select count(*) from came)
        """;
}
