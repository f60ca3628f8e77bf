using System.Globalization;
using LienThong.Dictionary;
using LienThong.Kernel.Data;
using LienThong.Kernel.Time;
using LienThong.Registries.Definitions;
using Npgsql;

namespace LienThong.Registries.Sources;

/// Answers the fields of one database from its registers, any number of subjects in one query. Of several records of a subject the newest in force speaks.
sealed class RegistryFieldSource(AnsweredFields answered, Db db, IDictionary dictionaries, AddressText addresses, TimeProvider clock) : IFieldSource
{
    public string Database => answered.Database;

    public IReadOnlyCollection<FieldCode> Fields => answered.Fields;

    public async Task<IReadOnlyList<SourceRow>> Read(IReadOnlyList<SubjectId> subjects, IReadOnlyList<FieldCode> fields, CancellationToken ct)
    {
        var dictionary = await dictionaries.Current(ct);
        var rows = await db.Many(Sql.Read,
            [answered.Database, subjects.Select(s => s.Value).ToArray(), fields.Select(f => f.Value).ToArray(), answered.Registers, clock.Today()], Found.Read, ct);
        if (rows.FirstOrDefault() is { On: false } off) throw new SourceUnavailableException(answered.Database, off.Reason ?? "switched off");
        return [.. rows.Where(r => r.Subject is not null).GroupBy(r => r.Subject!.Value).Select(g => Row(g.Key, [.. g], fields, dictionary))];
    }

    /// The registers of a database hold different fields, so at most one row of a subject has each.
    private SourceRow Row(Guid subject, List<Found> rows, IReadOnlyList<FieldCode> fields, DictionaryEdition dictionary)
    {
        var cells = new SourceCell[fields.Count];
        for (var i = 0; i < fields.Count; i++)
        {
            var row = rows.Find(r => r.Values[i] is not null) ?? rows[0];
            var value = row.Values[i];
            cells[i] = new(value, value is null ? null : Display(dictionary, fields[i], value), row.Since(i));
        }
        return new(new(subject), rows[0].Locked, cells);
    }

    private string Display(DictionaryEdition dictionary, FieldCode field, string value) =>
        dictionary.Field(field)?.Type == FieldType.Address ? addresses.Of(value) : dictionary.Display(field, value);

    private sealed record Found(bool On, string? Reason, Guid? Subject, DateTimeOffset RecordedAt, bool Locked, string?[] Values, string?[] Instants)
    {
        public DateTimeOffset Since(int field) =>
            Instants[field] is { } at ? DateTimeOffset.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal) : RecordedAt;

        public static Found Read(NpgsqlDataReader row) => new(
            row.GetBoolean(0), row.TextOrNull(1), row.GuidOrNull(2), row.InstantOrNull(3) ?? default, row.GetBoolean(4),
            row.GetFieldValue<string?[]>(5), row.GetFieldValue<string?[]>(6));
    }

    static class Sql
    {
        /// One row even when nothing is found, so that the switch is read in the same round trip. Records of persons who were merged into a subject answer for it; a merged subject is told as locked.
        public const string Read = """
            select s.is_on, s.reason, r.subject, r.recorded_at, exists (select from registries.locked_subject k where k.subject = r.subject) or exists (select from registries.merged_subject k where k.subject = r.subject),
              array(select r.data ->> f.code from unnest($3::text[]) with ordinality as f(code, place) order by f.place),
              array(select coalesce(r.provenance -> f.code, r.provenance -> '*') ->> 'at' from unnest($3::text[]) with ordinality as f(code, place) order by f.place)
            from (select coalesce(bool_and(w.is_on), true) as is_on, min(w.reason) as reason from registries.source_switch w where w.database = $1) s
            left join lateral (
              select distinct on (w.asked, c.registry) w.asked as subject, c.recorded_at, c.data, c.provenance
              from (
                select u.id as asked, u.id as subject from unnest($2::uuid[]) as u(id)
                union all
                select m.survivor, m.subject from registries.merged_subject m where m.survivor = any($2::uuid[])
              ) w
              join (
                select subject, registry, key, valid, data, provenance, recorded_at from registries.record
                union all
                select subject, registry, key, valid, data, provenance, recorded_at from registries.record_past where replaced_at is null
              ) c on c.subject = w.subject
              where s.is_on and c.registry = any($4::text[]) and c.valid @> $5::date
              order by w.asked, c.registry, lower(c.valid) desc, c.recorded_at desc, c.key desc
            ) r on true
            """;
    }
}
