using LienThong.Directory.Content;
using LienThong.Kernel.Data;
using Npgsql;

namespace LienThong.Directory.Books;

/// Reads the tables into rows. Synchronous on purpose: the first question may come before the program has begun to serve, from a
/// contract that answers at once; it costs some 150 ms, once.
static class ReadSnapshot
{
    public static DirectorySnapshot From(NpgsqlDataSource pool)
    {
        using var connection = pool.OpenConnection();
        using var transaction = connection.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);
        var shared = new Shared();
        var rows = new DirectoryRows(
            Read(connection, Sql.Areas, r => new AreaRow(
                r.GetString(0), r.GetString(1), shared.Of(r, 2), shared.Of(r, 3), shared.Of(r, 4), shared.OrNull(r, 5), shared.Of(r, 6), r.DateOrNull(7), r.DateOrNull(8),
                r.GetBoolean(9), shared.Of(r, 10), shared.Of(r, 11))),
            Read(connection, Sql.AreaLinks, r => new AreaLinkRow(r.GetString(0), r.GetString(1), shared.Of(r, 2), r.DateOrNull(3), shared.Of(r, 4), shared.Of(r, 5))),
            Read(connection, Sql.AreaNames, r => new AreaNameRow(r.GetString(0), r.GetString(1))),
            Read(connection, Sql.Facts, r => new FactsRow(
                r.GetString(0), r.GetString(1), r.GetString(2), r.GetDecimal(3), r.GetInt64(4), r.LongOrNull(5), r.GetFieldValue<string[]>(6), shared.Of(r, 7), shared.Of(r, 8))),
            new(Read(connection, Sql.Agencies, r => new AgencyRow(
                    r.GetString(0), shared.Of(r, 1), shared.Of(r, 2), shared.Of(r, 3), shared.Of(r, 4), shared.OrNull(r, 5), shared.OrNull(r, 6), r.DateOrNull(7), r.DateOrNull(8),
                    r.GetFieldValue<string[]>(9), shared.Of(r, 10), shared.Of(r, 11))),
                Read(connection, Sql.AgencyNames, r => new AgencyNameRow(r.GetString(0), r.GetString(1))),
                Read(connection, Sql.AgencyLinks, r => new AgencyLinkRow(
                    r.GetString(0), r.GetString(1), shared.Of(r, 2), r.TextOrNull(3), shared.Of(r, 4), r.Date(5), shared.Of(r, 6), shared.Of(r, 7)))),
            Read(connection, Sql.Classes, r => new ClassRow(r.GetString(0), r.GetString(1), r.GetFieldValue<string[]>(2), r.TextOrNull(3), r.FromJson<ClassRule>(4), r.GetString(5))),
            Read(connection, Sql.Holidays, r => new HolidayRow(r.Date(0), shared.Of(r, 1), r.GetString(2), shared.Of(r, 3), shared.Of(r, 4))),
            []);
        return new(Read(connection, Sql.Edition, r => r.GetInt64(0)).Single(), SnapshotRows.From(rows));
    }

    static List<T> Read<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read)
    {
        using var command = new NpgsqlCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    /// The same few words stand in thousands of rows; one string each is enough.
    sealed class Shared
    {
        readonly Dictionary<string, string> known = new(StringComparer.Ordinal);

        public string Of(NpgsqlDataReader row, int column)
        {
            var text = row.GetString(column);
            return known.TryGetValue(text, out var one) ? one : known[text] = text;
        }

        public string? OrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : Of(row, column);
    }

    static class Sql
    {
        public const string Edition = "select number from directory.edition";
        public const string Areas = """
            select id, code, level, type, name, parent, province, valid_from, valid_to, approximate, legal_basis, confidence
            from directory.area order by length(code), id
            """;
        public const string AreaLinks = "select from_area, to_area, change, on_day, legal_basis, confidence from directory.area_succession order by from_area, to_area";
        public const string AreaNames = "select area, name from directory.area_former_name order by area, name";
        public const string Facts = """
            select code, name, capital_in, area_km2, population, population_2024, merged_from, legal_basis, confidence from directory.province_facts order by code
            """;
        public const string Agencies = """
            select id, code, name, name_en, kind, parent, area, valid_from, valid_to, roles, legal_basis, confidence from directory.agency order by code, valid_from nulls first
            """;
        public const string AgencyNames = "select agency, name from directory.agency_name order by agency, name";
        public const string AgencyLinks = """
            select from_agency, to_agency, function_code, function, change, on_day, legal_basis, confidence
            from directory.agency_succession order by on_day, from_agency, to_agency, function_code
            """;
        public const string Classes = "select code, name, aliases, within, rule, legal_basis from directory.agency_class order by code";
        public const string Holidays = "select day, kind, name, legal_basis, confidence from directory.holiday order by day";
    }
}
