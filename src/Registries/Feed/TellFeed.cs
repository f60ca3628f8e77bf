using LienThong.Dictionary;
using LienThong.Kernel.Data;

namespace LienThong.Registries.Feed;

/// One change as the feed tells it: which record, which fields, never what they say.
sealed record FeedLine(string Kind, Guid? Subject, string? Key, int? Version, IReadOnlyList<FieldCode> Fields)
{
    public const string Added = "added", Changed = "changed", Filled = "filled", Defined = "defined", HandedOver = "handedOver";
}

/// Numbers changes in the order of commits: the row of the register is locked from here to the commit, so this is the last statement of a transaction.
static class TellFeed
{
    public static Change Of(string registry, IReadOnlyList<FeedLine> lines, DateTimeOffset now, long added) => new(Sql.Tell,
    [
        registry, lines.Count, added, now, lines.Select(l => l.Kind).ToArray(), lines.Select(l => l.Subject).ToArray(), lines.Select(l => l.Key).ToArray(),
        lines.Select(l => l.Version).ToArray(), lines.Select(l => string.Join(' ', l.Fields)).ToArray(),
    ])
    { AnyRows = true };

    static class Sql
    {
        public const string Tell = """
            with head as (
              insert into registries.feed as f (registry, last, records, changed_at) values ($1, $2, $3, $4)
              on conflict (registry) do update set last = f.last + $2, records = f.records + $3, changed_at = $4
              returning last
            )
            insert into registries.change (registry, position, kind, subject, key, version, fields, at)
            select $1, head.last - $2 + w.place, w.kind, w.subject, w.key, w.version, string_to_array(w.fields, ' '), $4
            from head, unnest($5::text[], $6::uuid[], $7::text[], $8::int[], $9::text[]) with ordinality as w(kind, subject, key, version, fields, place)
            """;
    }
}
