using System.Text.Json;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;

namespace LienThong.Dictionary.Publishing;

/// Publishes definitions as a new edition, when they differ from the newest one: what changed becomes a new version, what was said before stays readable.
/// Decree 278/2025 wants one trusted source per item; who asks later must still find what was published on the day.
static class PublishFieldList
{
    /// The edition that now holds; the same as before when nothing changed.
    public static Task<Result<Outcome>> Publish(IReadOnlyList<IDefinition> definitions, Caller caller, TimeProvider clock, Db db, CancellationToken ct) =>
        db.Transaction(async tx =>
        {
            await tx.Execute(Sql.Lock, [], ct);                 // two nodes that start together publish one after the other
            var newest = await tx.One(Sql.Newest, [], r => r.IntOrNull(0), ct) ?? 0;
            var held = await tx.Many(Sql.Held, [], Stored.Read, ct);
            var steps = Compare(held, definitions);
            if (steps.Count == 0) return new Outcome(newest, 0, definitions.Count);
            var news = new FieldListPublished(newest + 1, clock.GetUtcNow(), Names(steps, Step.Add), Names(steps, Step.Change), Names(steps, Step.Withdraw));
            var written = await tx.Write(caller, Changes(news, held, steps), [news], ct);
            return written.Failed ? Result<Outcome>.Refused(written.Faults) : new Outcome(news.Edition, steps.Count, definitions.Count - steps.Count);
        }, ct);

    public sealed record Outcome(int Edition, int Changed, int Unchanged);

    private enum Step { Add, Change, Withdraw }

    private sealed record Move(Step Step, DefinitionKind Kind, IDefinition Definition, Stored? Before)
    {
        public string Name => $"{KindName.Of(Kind)} {Definition.Key}";
    }

    /// What differs. A definition is known by kind, code and first day in force; a version number runs over all slices of a code.
    private static List<Move> Compare(IReadOnlyList<Stored> held, IReadOnlyList<IDefinition> wanted)
    {
        var before = held.ToDictionary(h => (h.Kind, h.Definition.Key, h.Definition.EffectiveFrom));
        var moves = new List<Move>();
        foreach (var definition in wanted)
        {
            var kind = KindName.Of(definition);
            if (!before.Remove((kind, definition.Key, definition.EffectiveFrom), out var old)) moves.Add(new(Step.Add, kind, definition, null));
            else if (Text(old.Definition) != Text(definition)) moves.Add(new(Step.Change, kind, definition, old));
        }
        moves.AddRange(before.Values.Select(old => new Move(Step.Withdraw, old.Kind, old.Definition, old)));
        return moves;
    }

    private static List<Change> Changes(FieldListPublished news, IReadOnlyList<Stored> held, List<Move> moves)
    {
        var ended = moves.Where(m => m.Before is not null).Select(m => m.Before!).ToList();
        var begun = moves.Where(m => m.Step != Step.Withdraw).ToList();
        var changes = new List<Change>
        {
            new(Sql.Edition, [news.Edition, news.PublishedAt, news.Added.ToArray(), news.Changed.ToArray(), news.Withdrawn.ToArray()]),
        };
        if (ended.Count > 0)
            changes.Add(new(Sql.End, [news.Edition, ended.ConvertAll(e => KindName.Of(e.Kind)).ToArray(), ended.ConvertAll(e => e.Definition.Key).ToArray(), ended.ConvertAll(e => e.Version).ToArray()]));
        if (begun.Count > 0)
        {
            changes.Add(new(Sql.Begin, [news.Edition, begun.ConvertAll(m => KindName.Of(m.Kind)).ToArray(), begun.ConvertAll(m => m.Definition.Key).ToArray(),
                begun.ConvertAll(m => m.Definition.EffectiveFrom).ToArray(), begun.ConvertAll(m => Text(m.Definition)).ToArray()]));
        }
        return changes;
    }

    private static List<string> Names(List<Move> moves, Step step) => [.. moves.Where(m => m.Step == step).Select(m => m.Name).Distinct(StringComparer.Ordinal)];

    private static string Text(IDefinition definition) => JsonSerializer.Serialize(definition, definition.GetType(), Json.Options);

    static class Sql
    {
        public const string Lock = "select pg_advisory_xact_lock(7215301)";

        public const string Newest = "select max(number) from dictionary.edition";

        public const string Held = "select kind, version, definition from dictionary.definition where to_edition is null";

        public const string Edition = "insert into dictionary.edition (number, published_at, added, changed, withdrawn) values ($1, $2, $3, $4, $5)";

        public const string End = """
            update dictionary.definition d set to_edition = $1
            from unnest($2::text[], $3::text[], $4::int[]) as e(kind, code, version)
            where d.kind = e.kind and d.code = e.code and d.version = e.version and d.to_edition is null
            """;

        public const string Begin = """
            insert into dictionary.definition (kind, code, version, effective_from, definition, from_edition)
            select b.kind, b.code,
              coalesce((select max(d.version) from dictionary.definition d where d.kind = b.kind and d.code = b.code), 0)
                + row_number() over (partition by b.kind, b.code order by b.effective_from),
              b.effective_from, b.definition::jsonb, $1
            from unnest($2::text[], $3::text[], $4::date[], $5::text[]) as b(kind, code, effective_from, definition)
            """;
    }
}
