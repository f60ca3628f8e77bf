using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Content;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;

namespace LienThong.Registries.Definitions;

/// The draft of a register: begun empty, from the live version or from YAML, and saved step by step. A draft may be incomplete; publishing checks it.
sealed class DraftDefinition(Db db, PublishedRegisters registers, IDictionary dictionaries, TimeProvider clock)
{
    public Task<StoredDefinition?> Find(string code, CancellationToken ct) => db.One(Sql.Draft, [code], StoredDefinition.Read, ct);

    public Task<List<StoredDefinition>> Versions(string code, CancellationToken ct) => db.Many(Sql.Versions, [code], StoredDefinition.Read, ct);

    public Task<List<StoredDefinition>> All(CancellationToken ct) => db.Many(Sql.Drafts, [], StoredDefinition.Read, ct);

    /// A new register. REG-0101 when the code is in use, live, archived or drafted.
    public async Task<Result> Begin(Caller caller, RegistryDefinition first, CancellationToken ct)
    {
        first = first with { Formerly = [] };
        if (await Refusals(caller, first, ct) is { } faults) return faults;
        return await db.Execute(Sql.Begin, [first.Code, Json.Of(first), clock.GetUtcNow(), caller.Id], ct) == 1 ? Result.Done : DefinitionErrors.CodeTaken.With(first.Code).At("/code");
    }

    /// A draft of the live version, or the draft that is there already.
    public async Task<Result> Change(Caller caller, string code, CancellationToken ct)
    {
        if ((await registers.Current(ct)).Find(code) is not { } live) return DefinitionErrors.NotLive.With(code);
        if (!Owners.May(caller, live.Keeper)) return DefinitionErrors.NotOwner.With(live.Keeper);
        await db.Execute(Sql.Change, [code, Json.Of(live), clock.GetUtcNow(), caller.Id], ct);
        return Result.Done;
    }

    /// Changes part of the draft; each step of the form writes only its own part, so two who work at different steps lose nothing.
    public Task<Result> Save(Caller caller, string code, Func<RegistryDefinition, RegistryDefinition> change, CancellationToken ct) => db.Transaction<Result>(async tx =>
    {
        if (await tx.One(Sql.Lock, [code], StoredDefinition.Read, ct) is not { } draft) return DefinitionErrors.DraftUnknown.With(code);
        if (!Owners.May(caller, draft.Definition.Keeper)) return DefinitionErrors.NotOwner.With(draft.Definition.Keeper);
        var next = change(draft.Definition) with { Code = code, Formerly = draft.Definition.Formerly };
        if (await Refusals(caller, next, ct) is { } faults) return faults;
        await tx.Execute(Sql.Save, [code, Json.Of(next), clock.GetUtcNow(), caller.Id], ct);
        return Result.Done;
    }, ct);

    public async Task<Result> Discard(Caller caller, string code, CancellationToken ct)
    {
        if (await Find(code, ct) is not { } draft) return DefinitionErrors.DraftUnknown.With(code);
        if (!Owners.May(caller, draft.Definition.Keeper)) return DefinitionErrors.NotOwner.With(draft.Definition.Keeper);
        await db.Execute(Sql.Discard, [code], ct);
        return Result.Done;
    }

    /// Drafts the one register of a YAML text, new or already live. The answer is its code.
    public async Task<Result<string>> FromYaml(Caller caller, string yaml, CancellationToken ct)
    {
        var report = new ContentReport();
        var file = ContentFolder.Parse<RegistryFile>("YAML", yaml, report);
        if (file is null) return new Faults([.. report.Faults.Take(20).Select(f => DefinitionErrors.YamlFaulty.With(f.ToString()).At("/yaml"))]);
        if (file.Registries is not [var wanted]) return DefinitionErrors.YamlFaulty.With("cần đúng một sổ dưới “registries:”.").At("/yaml");
        if ((await registers.Current(ct)).Find(wanted.Code) is not null)
        {
            var begun = await Change(caller, wanted.Code, ct);
            if (begun.Failed) return begun.Faults;
        }
        else if (await Find(wanted.Code, ct) is null)
        {
            var begun = await Begin(caller, wanted, ct);
            return begun.Failed ? begun.Faults : wanted.Code;
        }
        var saved = await Save(caller, wanted.Code, _ => wanted, ct);
        return saved.Failed ? saved.Faults : wanted.Code;
    }

    /// Nobody declares a register for another agency, nor one that speaks for another agency's database.
    private async Task<Faults?> Refusals(Caller caller, RegistryDefinition registry, CancellationToken ct)
    {
        var check = new Check();
        check.That(CheckDefinition.IsCode(registry.Code), "/code", DefinitionErrors.CodeShape);
        check.That(!string.IsNullOrWhiteSpace(registry.Vi), "/vi", DefinitionErrors.NameMissing);
        check.That(Owners.May(caller, registry.Keeper), DefinitionErrors.NotOwner.With(registry.Keeper).At("/keeper"));
        if (registry.Database != registry.Code && (await dictionaries.Current(ct)).Database(registry.Database) is { } database)
            check.That(Owners.May(caller, database.Owner), DefinitionErrors.DatabaseNotYours.With(database.Vi, database.Owner).At("/database"));
        return check.Ok ? null : check.Faults;
    }

    static class Sql
    {
        private const string Columns = "code, version, state, definition, shapes, origin, changed_at, changed_by, published_at, archived_at";

        public const string Draft = "select " + Columns + " from registries.definition where code = $1 and state = 'draft'";

        public const string Lock = "select " + Columns + " from registries.definition where code = $1 and state = 'draft' for update";

        public const string Drafts = "select " + Columns + " from registries.definition where state = 'draft' order by code limit 1000";

        public const string Versions = "select " + Columns + " from registries.definition where code = $1 order by version desc limit 200";

        public const string Begin = """
            insert into registries.definition (code, version, state, definition, origin, changed_at, changed_by)
            select $1, 1, 'draft', $2, 'browser', $3, $4 where not exists (select from registries.definition where code = $1)
            on conflict do nothing
            """;

        public const string Change = """
            insert into registries.definition (code, version, state, definition, origin, changed_at, changed_by)
            select $1, (select max(version) + 1 from registries.definition where code = $1), 'draft', $2, 'browser', $3, $4
            on conflict do nothing
            """;

        public const string Save = "update registries.definition set definition = $2, changed_at = $3, changed_by = $4 where code = $1 and state = 'draft'";

        public const string Discard = "delete from registries.definition where code = $1 and state = 'draft'";
    }
}
