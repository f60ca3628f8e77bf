using System.Collections.Frozen;
using LienThong.Dictionary;
using LienThong.Registries.Sources;
using Microsoft.Extensions.DependencyInjection;

namespace LienThong.Registries.Definitions;

/// The live registers in memory, and the sources made of them. A node that did not publish notices within seconds: one row is looked at, at most once in `Freshness`.
sealed class PublishedRegisters(Db db, IDictionary dictionaries, TimeProvider clock, IServiceProvider services) : IChangingSources, IDisposable
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim looking = new(1, 1);
    private volatile Held? held;

    public async ValueTask<RegistryBook> Current(CancellationToken ct) => (await Look(ct)).Book;

    async ValueTask<IReadOnlyList<IFieldSource>> IChangingSources.Current(CancellationToken ct) => (await Look(ct)).Sources;

    /// This node has just published: the next reader looks again.
    public void Forget()
    {
        if (held is { } now) held = now with { LookedAt = null };
    }

    public void Dispose() => looking.Dispose();

    private ValueTask<Held> Look(CancellationToken ct) =>
        held is { LookedAt: { } at } now && clock.GetElapsedTime(at) < Freshness ? ValueTask.FromResult(now) : new(LookAgain(ct));

    private async Task<Held> LookAgain(CancellationToken ct)
    {
        // Somebody is looking already: what is a second old serves as well, unless this node has just published.
        if (held is { LookedAt: not null } stale && looking.CurrentCount == 0) return stale;
        await looking.WaitAsync(ct);
        try
        {
            var before = held;
            if (before is { LookedAt: { } at } && clock.GetElapsedTime(at) < Freshness) return before;
            var started = clock.GetTimestamp();
            var edition = await db.One(Sql.Edition, [], r => r.GetInt64(0), ct);
            var dictionary = await dictionaries.Current(ct);
            if (before is not null && before.Edition == edition && before.Dictionary == dictionary.Number) return held = before with { LookedAt = started };
            var book = new RegistryBook((await db.Many(Sql.Live, [], StoredDefinition.Read, ct)).Select(d => d.Definition));
            return held = new(edition, dictionary.Number, book, Sources(book, dictionary), started);
        }
        finally
        {
            looking.Release();
        }
    }

    private IReadOnlyList<IFieldSource> Sources(RegistryBook book, DictionaryEdition dictionary) =>
        [.. book.Databases.Select(d => ActivatorUtilities.CreateInstance<RegistryFieldSource>(services, new AnsweredFields(d, book.Of(d), dictionary)))];

    private sealed record Held(long Edition, int Dictionary, RegistryBook Book, IReadOnlyList<IFieldSource> Sources, long? LookedAt);

    static class Sql
    {
        public const string Edition = "select edition from registries.book";

        public const string Live = """
            select code, version, state, definition, shapes, origin, changed_at, changed_by, published_at, archived_at
            from registries.definition where state = 'published' order by code limit 20000
            """;
    }
}

/// What one database answers to the broker, and from which registers.
sealed class AnsweredFields(string database, IReadOnlyList<RegistryDefinition> registers, DictionaryEdition dictionary)
{
    public string Database => database;

    public string[] Registers { get; } = [.. registers.Select(r => r.Code)];

    public FrozenSet<FieldCode> Fields { get; } =
        registers.SelectMany(r => r.Fields.Where(f => dictionary.Field(f) is { } field && r.Answers(field))).ToFrozenSet();
}
