using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Files;
using Npgsql;

namespace LienThong.Population.Import;

/// <summary>One bulk import as it stands.</summary>
internal sealed record ImportState(
    Guid Id, string State, string Agency, string CallerKind, string CallerId, string FileName, TableHead Head, ImportMapping? Mapping, DateOnly? AsOf, LegalDocument? Document, int Parts, int NextPart,
    string Position, long RowsRead, long People, long Households, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt)
{
    /// <summary>True while the program has work to do.</summary>
    public bool Works => State is "checking" or "applying" or "linking";

    /// <summary>Who answers for the import, as the program acts for them.</summary>
    public Caller Caller => new(Enum.Parse<CallerKind>(CallerKind, ignoreCase: true), CallerId, null, Agency, null, new HashSet<string>(StringComparer.Ordinal) { PopulationScopes.Manage }, "job", null);

    public static ImportState Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5), r.FromJson<TableHead>(6), r.IsDBNull(7) ? null : r.FromJson<ImportMapping>(7), r.DateOrNull(8),
        r.IsDBNull(9) ? null : new(r.GetString(9), r.GetString(10), r.Date(11), r.GetString(12)), r.GetInt32(13), r.GetInt32(14), r.GetString(15), r.GetInt64(16), r.GetInt64(17), r.GetInt64(18),
        r.Instant(19), r.Instant(20));

    public static Task<ImportState?> Find(Db db, Guid id, CancellationToken ct) => db.One(Sql.Find, [id], Read, ct);

    /// <summary>The hundred newest of an agency.</summary>
    public static Task<List<ImportState>> Newest(Db db, string agency, CancellationToken ct) => db.Many(Sql.Newest, [agency], Read, ct);

    internal static class Sql
    {
        public const string Columns = """
            i.id, i.state, i.agency, i.caller_kind, i.caller, i.file_name, i.head::text, i.mapping::text, i.as_of, i.doc_kind, i.doc_number, i.doc_date, i.doc_agency, i.parts, i.next_part, i.position,
            i.rows_read, i.people, i.households, i.created_at, i.changed_at
            """;
        public const string Find = $"select {Columns} from population.import i where i.id = $1";
        public const string Newest = $"select {Columns} from population.import i where i.agency = $1 order by i.created_at desc limit 100";
        public const string SameFile = $"select {Columns} from population.import i where i.agency = $1 and i.sha256 = $2 and i.state <> 'withdrawn'";
        public const string Working = $"select {Columns} from population.import i where i.state in ('checking', 'applying', 'linking') order by i.changed_at limit 20";
    }
}
