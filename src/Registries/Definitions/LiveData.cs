using LienThong.Dictionary;
using LienThong.Kernel.Data;
using LienThong.Registries.Feed;
using LienThong.Registries.Records;

namespace LienThong.Registries.Definitions;

/// What a new version needs to know of the live records, and what it does to them.
static class LiveData
{
    public static async Task<LiveFacts> Facts(Db db, StoredDefinition live, RegistryDefinition next, IReadOnlyList<FieldShape> shapes, IReadOnlySet<FieldCode> used, CancellationToken ct)
    {
        var before = live.Definition;
        var old = live.Shapes.ToDictionary(s => s.Field, Json.Text);
        var asked = before.Fields.Where(f => !next.Holds(f) || (before.Optional.Contains(f) && next.Required.Contains(f))
            || shapes.Any(s => s.Field == f && old.TryGetValue(f, out var known) && known != Json.Text(s))).Select(f => f.Value).ToArray();
        var records = await db.One(Sql.Records, [before.Code], r => r.GetInt64(0), ct);
        var found = await db.Many(Sql.Held, [before.Code, asked], r => (Field: new FieldCode(r.GetString(0)), Held: r.GetBoolean(1), Missing: r.GetBoolean(2)), ct);
        return new(records, found.Where(f => f.Held).Select(f => f.Field).ToHashSet(), found.Where(f => f.Missing).Select(f => f.Field).ToHashSet(), used);
    }

    /// Gives every record without the field its default, with history, provenance and a line in the feed.
    public static async Task Fill(Db tx, string registry, FieldDefault given, (string Document, string By, FieldType Type) why, DateTimeOffset now, CancellationToken ct)
    {
        var data = Json.Text(new Dictionary<string, object?>(StringComparer.Ordinal) { [given.Field.Value] = StoredValue.Of(why.Type, given.Value) });
        var origin = Json.Text(new Dictionary<string, FieldOrigin>(StringComparer.Ordinal) { [given.Field.Value] = new(Origin.Decided, why.Document, null, now) });
        await tx.Execute(Sql.NoLimit, [], ct);
        await tx.Execute(Sql.Keep, [registry, given.Field, now, why.By], ct);
        await tx.Execute(Sql.Fill, [registry, given.Field, now, data, origin], ct);
        await tx.Execute(Sql.Tell, [registry, given.Field, now], ct);
    }

    static class Sql
    {
        public const string NoLimit = "set local statement_timeout = 0";

        public const string Records = "select records from registries.feed where registry = $1";

        public const string Held = """
            select f.code, exists (select from registries.record r where r.registry = $1 and jsonb_exists(r.data, f.code)),
              exists (select from registries.record r where r.registry = $1 and not jsonb_exists(r.data, f.code))
            from unnest($2::text[]) as f(code)
            """;

        public const string Keep = """
            insert into registries.record_history (subject, registry, key, version, valid, data, provenance, recorded_at, replaced_at, replaced_by)
            select subject, registry, key, version, valid, data, provenance, recorded_at, $3, $4
            from registries.record where registry = $1 and not jsonb_exists(data, $2)
            """;

        public const string Fill = """
            update registries.record set version = version + 1, data = data || $4::jsonb, provenance = provenance || $5::jsonb, recorded_at = $3
            where registry = $1 and not jsonb_exists(data, $2)
            """;

        /// The records that `Fill` has just changed are those written at this very instant.
        public const string Tell = """
            with filled as (
              select subject, key, version, row_number() over (order by subject, key) as place
              from registries.record where registry = $1 and recorded_at = $3 and jsonb_exists(data, $2)
            ),
            head as (
              insert into registries.feed as f (registry, last, changed_at) values ($1, (select count(*) from filled), $3)
              on conflict (registry) do update set last = f.last + excluded.last, changed_at = $3
              returning last
            )
            insert into registries.change (registry, position, kind, subject, key, version, fields, at)
            select $1, head.last - (select count(*) from filled) + filled.place, 'changed', filled.subject, filled.key, filled.version, array[$2], $3
            from head, filled
            """;
    }
}
