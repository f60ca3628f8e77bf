using System.Globalization;
using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Ledger;
using LienThong.Registries.Feed;
using LienThong.Registries.Records;

namespace LienThong.Registries.Definitions;

/// Makes a version live: compared with the version of today, refused when it would break what runs, applied to the live records otherwise. Sources follow by themselves.
sealed class PublishDefinition(Db db, PublishedRegisters registers, FieldsInUse inUse, IDictionary dictionaries, IDirectory directory, TimeProvider clock)
{
    /// What the draft changes, whether it may, and every fault of it.
    public sealed record Preview(IReadOnlyList<Difference> Differences, Faults Faults, IReadOnlyList<FieldUse> Uses, bool First);

    public async Task<Preview> Look(RegistryDefinition next, CancellationToken ct)
    {
        var dictionary = await dictionaries.Current(ct);
        var faults = CheckDefinition.Faults(next, dictionary, await registers.Current(ct), KeeperKnown);
        var live = await db.One(Sql.Live, [next.Code], StoredDefinition.Read, ct);
        if (live is null) return new([], faults, [], First: true);
        var uses = await inUse.Of(live.Definition, ct);
        var shapes = FieldShape.Of(next, dictionary);
        var differences = CompareDefinitions.Of(live, next, shapes, await LiveData.Facts(db, live, next, shapes, Used(uses), ct));
        foreach (var difference in differences.Where(d => d.Breaks)) faults.Add(Refusal(difference, uses, dictionary));
        return new(differences, faults, uses, First: false);
    }

    public async Task<Result> Publish(Caller caller, string code, CancellationToken ct)
    {
        var draft = await db.One(Sql.Draft, [code], StoredDefinition.Read, ct);
        if (draft is null) return DefinitionErrors.DraftUnknown.With(code);
        if (!Owners.May(caller, draft.Definition.Keeper)) return DefinitionErrors.NotOwner.With(draft.Definition.Keeper);
        return await Publish(caller, draft.Definition, fromContent: false, ct);
    }

    /// Publishes a definition, whether it was drafted in the browser or stands in a file.
    public async Task<Result> Publish(Caller caller, RegistryDefinition next, bool fromContent, CancellationToken ct)
    {
        var look = await Look(next, ct);
        if (look.Faults.Count > 0) return look.Faults;
        if (!look.First && look.Differences.Count == 0) return DefinitionErrors.NothingChanged;
        var dictionary = await dictionaries.Current(ct);
        var written = await db.Transaction(tx => Write(tx, caller, next, (fromContent, Search: look.Differences.Any(d => d.Kind == DifferenceKind.SearchChanged)), dictionary, ct), ct);
        registers.Forget();
        return written;
    }

    /// Takes a register out of force. Its records and its versions stay; the broker no longer gets answers from it.
    public async Task<Result> Archive(Caller caller, string code, CancellationToken ct)
    {
        if ((await registers.Current(ct)).Find(code) is not { } live) return DefinitionErrors.NotLive.With(code);
        if (!Owners.May(caller, live.Keeper)) return DefinitionErrors.NotOwner.With(live.Keeper);
        var uses = (await inUse.Of(live, ct)).Where(u => u.Kind is FieldUseKind.Agreement or FieldUseKind.Procedure).ToList();
        if (uses.Count > 0) return DefinitionErrors.Breaking.With("Ngừng sổ.", Names(uses));
        var written = await db.Write(caller,
            [new(Sql.Retire, [code, clock.GetUtcNow()]), new(Sql.Turn, []), TellFeed.Of(code, [new(FeedLine.Defined, null, null, null, [])], clock.GetUtcNow(), 0)],
            [new RegistryPublished(code, live.Database, 0)], ct);
        registers.Forget();
        return written;
    }

    private async Task<Result> Write(Db tx, Caller caller, RegistryDefinition next, (bool FromContent, bool Search) how, DictionaryEdition dictionary, CancellationToken ct)
    {
        await tx.Execute(Sql.Alone, [next.Code], ct);
        var version = await tx.One(Sql.NextVersion, [next.Code, how.FromContent], r => r.GetInt32(0), ct);
        var now = LedgerEntry.Instant(clock.GetUtcNow());
        var standing = await tx.Execute(Sql.Retire, [next.Code, now], ct) > 0;
        var document = string.Create(CultureInfo.InvariantCulture, $"{next.Code} v{version}");
        if (standing)
            foreach (var given in next.Defaults) await LiveData.Fill(tx, next.Code, given, (document, caller.Id, dictionary.Field(given.Field)!.Type), now, ct);
        if (how.Search) await IndexTerms.Fill(tx, next, ct);
        if (!how.FromContent) await tx.Execute(Sql.DropDraft, [next.Code], ct);
        return await tx.Write(caller,
            [
                new(Sql.Add, [next.Code, version, Json.Of(next), Json.Of(FieldShape.Of(next, dictionary)), how.FromContent ? "content" : "browser", now, caller.Id]),
                new(Sql.Turn, []),
                TellFeed.Of(next.Code, [new(FeedLine.Defined, null, null, version, [.. next.Fields])], now, 0),
            ],
            [new RegistryPublished(next.Code, next.Database, version)], ct);
    }

    private bool KeeperKnown(string keeper) => directory.AgencyLives(keeper).Count > 0 || directory.FindClass(keeper) is not null;

    private static HashSet<FieldCode> Used(IEnumerable<FieldUse> uses) => [.. uses.Select(u => u.Field)];

    private static Fault Refusal(Difference difference, IReadOnlyList<FieldUse> uses, DictionaryEdition dictionary)
    {
        var about = uses.Where(u => difference.Field is null || u.Field == difference.Field).ToList();
        var what = DifferenceWords.Of(difference, dictionary) + ".";
        return DefinitionErrors.Breaking.With(what, about.Count > 0 ? Names(about) : "các bản ghi đang có trong sổ").At($"/fields/{difference.Field}");
    }

    private static string Names(IEnumerable<FieldUse> uses) => string.Join("; ", uses.Select(u => $"{DifferenceWords.Of(u.Kind)} {u.NameVi} ({u.Code})").Distinct(StringComparer.Ordinal).Take(20));

    static class Sql
    {
        private const string Columns = "code, version, state, definition, shapes, origin, changed_at, changed_by, published_at, archived_at";

        public const string Live = "select " + Columns + " from registries.definition where code = $1 and state = 'published'";

        public const string Draft = "select " + Columns + " from registries.definition where code = $1 and state = 'draft'";

        public const string Alone = "select pg_advisory_xact_lock(hashtextextended('registries.definition:' || $1, 0))";

        /// A draft that is published from a file's side keeps its number; the version after it is taken.
        public const string NextVersion = "select coalesce(max(version), 0) + 1 from registries.definition where code = $1 and (state <> 'draft' or $2)";

        public const string Retire = "update registries.definition set state = 'archived', archived_at = $2 where code = $1 and state = 'published'";

        public const string DropDraft = "delete from registries.definition where code = $1 and state = 'draft'";

        public const string Add = """
            insert into registries.definition (code, version, state, definition, shapes, origin, changed_at, changed_by, published_at)
            values ($1, $2, 'published', $3, $4, $5, $6, $7, $6)
            """;

        public const string Turn = "update registries.book set edition = edition + 1";
    }
}
