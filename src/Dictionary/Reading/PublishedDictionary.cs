using LienThong.Dictionary.Publishing;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Dictionary.Reading;

/// The dictionary of the database, kept in memory. A node that did not publish notices a new edition within seconds: one row is looked at, at most once in
/// `Freshness`, by one caller at a time, while the others go on with the edition they have.
sealed class PublishedDictionary(Db db, TimeProvider clock, IServiceProvider services) : IDictionary
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);
    private const int KeptEditions = 16;

    private readonly Lock gate = new();
    private readonly Dictionary<int, DictionaryEdition> older = [];
    private volatile Held? held;
    private int looking;

    public ValueTask<DictionaryEdition> Current(CancellationToken ct)
    {
        var now = held;
        if (now is not null && now.Edition.Day == clock.Today() && clock.GetElapsedTime(now.LookedAt) < Freshness) return ValueTask.FromResult(now.Edition);
        return new ValueTask<DictionaryEdition>(Look(now, ct));
    }

    public async Task<Result<DictionaryEdition>> PublishedOn(DateOnly day, CancellationToken ct)
    {
        var head = await db.One(Sql.NewestBefore, [HanoiTime.At(day.AddDays(1))], Head.Read, ct);
        return head is null ? DictionaryErrors.NotYetPublished.With(HanoiTime.Show(day)) : (await Read(head, day, ct)).On(day);
    }

    public async Task<Result<DictionaryEdition>> Edition(int number, CancellationToken ct)
    {
        lock (gate)
            if (older.TryGetValue(number, out var known)) return known.On(clock.Today());
        var head = await db.One(Sql.ByNumber, [number], Head.Read, ct);
        return head is null ? DictionaryErrors.EditionUnknown.With(number) : await Read(head, clock.Today(), ct);
    }

    public async Task<IReadOnlyList<Publication>> Publications(CancellationToken ct) =>
        await db.Many(Sql.Publications, [], r => new Publication(r.GetInt32(0), r.Instant(1), r.GetFieldValue<string[]>(2), r.GetFieldValue<string[]>(3), r.GetFieldValue<string[]>(4)), ct);

    public async Task<IReadOnlyList<DefinitionVersion>> Versions(DefinitionKind kind, string code, CancellationToken ct) =>
        await db.Many(Sql.Versions, [KindName.Of(kind), code], r =>
        {
            var definition = Stored.Read(r).Definition;
            return new DefinitionVersion(r.GetInt32(1), r.GetInt32(3), r.Instant(4), r.InstantOrNull(5), definition.EffectiveFrom, definition.EffectiveTo, DefinitionFacts.Of(definition));
        }, ct);

    public async Task<IReadOnlyList<FieldUse>> UsesOf(FieldCode field, CancellationToken ct)
    {
        // Asked for late: the modules that tell uses stand to the right and may themselves need the dictionary.
        var uses = new List<FieldUse>();
        foreach (var source in services.GetServices<IFieldUsage>()) uses.AddRange(await source.Uses([field], ct));
        return [.. uses.Where(u => u.Field == field).OrderBy(u => u.Kind).ThenBy(u => u.Code, StringComparer.Ordinal)];
    }

    /// This node has just published: the next reader looks again.
    internal void Forget() => held = null;

    private async Task<DictionaryEdition> Look(Held? stale, CancellationToken ct)
    {
        // Somebody is looking already: an edition that is a few seconds old serves as well. Only without any does everybody read.
        var alone = Interlocked.CompareExchange(ref looking, 1, 0) == 0;
        if (!alone && stale is not null) return stale.Edition.On(clock.Today());
        try
        {
            var head = await db.One(Sql.Newest, [], Head.Read, ct);
            var edition = head is null ? DictionaryEdition.Of(0, default, clock.Today(), [])
                : stale?.Edition.Number == head.Number ? stale.Edition.On(clock.Today())
                : await Read(head, clock.Today(), ct);
            held = new Held(edition, clock.GetTimestamp());
            return edition;
        }
        finally
        {
            if (alone) Volatile.Write(ref looking, 0);
        }
    }

    private async Task<DictionaryEdition> Read(Head head, DateOnly day, CancellationToken ct)
    {
        lock (gate)
            if (older.TryGetValue(head.Number, out var known)) return known.On(day);
        var definitions = await db.Many(Sql.Definitions, [head.Number], Stored.Read, ct);
        var edition = DictionaryEdition.Of(head.Number, head.At, day, definitions.Select(d => d.Definition));
        lock (gate)
        {
            if (older.Count >= KeptEditions) older.Clear();
            older[head.Number] = edition;
        }
        return edition;
    }

    private sealed record Held(DictionaryEdition Edition, long LookedAt);

    private sealed record Head(int Number, DateTimeOffset At)
    {
        public static Head Read(Npgsql.NpgsqlDataReader row) => new(row.GetInt32(0), row.Instant(1));
    }

    static class Sql
    {
        public const string Newest = "select number, published_at from dictionary.edition order by number desc limit 1";

        public const string NewestBefore = "select number, published_at from dictionary.edition where published_at < $1 order by number desc limit 1";

        public const string ByNumber = "select number, published_at from dictionary.edition where number = $1";

        public const string Definitions = """
            select kind, version, definition from dictionary.definition
            where from_edition <= $1 and (to_edition is null or to_edition > $1)
            """;

        public const string Publications = "select number, published_at, added, changed, withdrawn from dictionary.edition order by number desc limit 500";

        public const string Versions = """
            select d.kind, d.version, d.definition, d.from_edition, b.published_at, e.published_at
            from dictionary.definition d
            join dictionary.edition b on b.number = d.from_edition
            left join dictionary.edition e on e.number = d.to_edition
            where d.kind = $1 and d.code = $2
            order by d.version desc
            limit 500
            """;
    }
}
