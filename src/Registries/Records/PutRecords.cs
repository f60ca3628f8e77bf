using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Events;
using LienThong.Kernel.Results;
using LienThong.Ledger;
using LienThong.Registries.Definitions;
using LienThong.Registries.Feed;
using Npgsql;

namespace LienThong.Registries.Records;

/// Writes records with their history. One transaction: what stands is locked, compared, kept, replaced and told.
sealed class PutRecords(Db db, IDictionary dictionaries, Keepers keepers, TerritoryLimit territory, ILedger ledger, TimeProvider clock)
{
    public const int Most = 1000;

    public Task<Result<List<RecordReceipt>>> Put(Caller caller, RegistryDefinition registry, IReadOnlyList<RecordDraft> drafts, CancellationToken ct) =>
        Put(caller, registry, drafts, db, ct);

    /// The same inside a transaction that the caller holds, such as the delivery of an event.
    public async Task<Result<List<RecordReceipt>>> Put(Caller caller, RegistryDefinition registry, IReadOnlyList<RecordDraft> drafts, Db within, CancellationToken ct)
    {
        if (drafts.Count is 0 or > Most) return RegistriesErrors.TooManyRecords.With(Most);
        var dictionary = await dictionaries.Current(ct);
        if (keepers.Of(caller, registry, dictionary) is not { } rights) return RegistriesErrors.NotKeeper;
        var check = new DraftCheck(registry, dictionary, rights.Change);
        var good = check.All(drafts);
        if (good.Failed) return good.Faults;
        try
        {
            return await within.Transaction(tx => Write(tx, caller, registry, new Batch(good.Value, check, dictionary), ct), ct);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return KernelErrors.Conflict;                       // somebody else created the same record at this moment
        }
    }

    private async Task<Result<List<RecordReceipt>>> Write(Db tx, Caller caller, RegistryDefinition registry, Batch batch, CancellationToken ct)
    {
        var standing = (await tx.Many(Sql.Lock, [registry.Code, batch.Subjects, batch.Keys], RecordState.Read, ct)).ToDictionary(s => (s.Subject, s.Key));
        if (await territory.Faults(caller, registry, batch.Drafts, standing, batch.Dictionary, ct) is { Count: > 0 } outside) return outside;
        var now = LedgerEntry.Instant(clock.GetUtcNow());
        var moves = batch.Compare(standing, now);
        if (moves.Failed) return moves.Faults;
        var changed = moves.Value.Where(m => m.Changed is not null).ToList();
        if (changed.Count > 0)
        {
            var booked = await ledger.AppendMany([.. changed.Select(m => Entry(caller, m, now))], ct);
            if (booked.Failed) return booked.Faults;
            var written = await tx.Write(caller, Changes(registry, caller, changed, now), [.. changed.Select(m => (IEvent)m.News(registry))], ct);
            if (written.Failed) return written.Faults;
        }
        return moves.Value.ConvertAll(m => new RecordReceipt(m.State.Subject, m.State.Key, m.State.Version, m.Changed is not null));
    }

    private static List<Change> Changes(RegistryDefinition registry, Caller caller, List<Move> moves, DateTimeOffset now)
    {
        var changes = DefinitionLock.Share(registry).ToList();
        var begun = moves.FindAll(m => m.State.Version == 1);
        var replaced = moves.FindAll(m => m.State.Version > 1);
        if (replaced.Count > 0)
        {
            if (replaced.Exists(m => m.State.From < m.Before!.From)) changes.Add(new(Sql.Trim, [registry.Code, now, .. Names(replaced), Days(replaced)]) { AnyRows = true });
            if (replaced.FindAll(m => m.Succeeds) is { Count: > 0 } followed) changes.Add(new(Sql.Follow, [registry.Code, now, .. Names(followed), Days(followed)]));
            changes.Add(new(Sql.Keep, [registry.Code, .. Names(replaced), now, caller.Id]));
            changes.Add(new(Sql.Replace, [registry.Code, now, .. Columns(replaced)]));
        }
        if (begun.Count > 0) changes.Add(new(Sql.Add, [registry.Code, now, .. Columns(begun)]));
        changes.AddRange(IndexTerms.Of(registry, moves.ConvertAll(m => m.State)));
        changes.Add(TellFeed.Of(registry.Code, moves.ConvertAll(m => new FeedLine(
            m.State.Version == 1 ? FeedLine.Added : FeedLine.Changed, m.State.Subject.Value, m.State.Key, m.State.Version, m.Changed!)), now, begun.Count));
        return changes;
    }

    private static object?[] Names(List<Move> moves) => [moves.ConvertAll(m => m.State.Subject.Value).ToArray(), moves.ConvertAll(m => m.State.Key).ToArray()];

    private static DateOnly[] Days(List<Move> moves) => [.. moves.Select(m => m.State.From)];

    private static object?[] Columns(List<Move> moves) =>
    [
        .. Names(moves), moves.ConvertAll(m => m.State.Version).ToArray(), moves.ConvertAll(m => m.State.From).ToArray(), moves.ConvertAll(m => m.State.To).ToArray(),
        moves.ConvertAll(m => m.State.Data.ToJsonString(Json.Options)).ToArray(), moves.ConvertAll(m => System.Text.Json.JsonSerializer.Serialize(m.State.Origins, Json.Options)).ToArray(),
    ];

    private static LedgerEntry Entry(Caller caller, Move move, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now), At = now, Kind = LedgerKinds.Change, Actor = caller.Id, Agency = caller.Agency, Subject = move.State.Subject.Value,
        Purpose = "registryUpkeep", BasisKind = "order", BasisReference = move.Document, Fields = [.. move.Changed!.Select(f => f.Value)], Outcome = "ok", Salt = LedgerEntry.NewSalt(),
    };

    /// A draft met with what stands. `Changed` is null when nothing is to be written.
    private sealed record Move(RecordState State, RecordState? Before, IReadOnlyList<FieldCode>? Changed, string Document)
    {
        /// Other values from a later day: what was said before stays true for the days before it. Other values from the same day are a correction.
        public bool Succeeds => Before is not null && Changed is { Count: > 0 } && State.From > Before.From;

        public RecordChanged News(RegistryDefinition registry) => new(registry.Code, registry.Database, State.Subject.Value, State.Version, Changed!, Document);
    }

    private sealed record Batch(List<CheckedDraft> Drafts, DraftCheck Check, DictionaryEdition Dictionary)
    {
        public Guid[] Subjects => [.. Drafts.Select(d => d.Draft.Subject.Value)];

        public string[] Keys => [.. Drafts.Select(d => d.Key)];

        public Result<List<Move>> Compare(Dictionary<(SubjectId, string), RecordState> standing, DateTimeOffset now)
        {
            var check = new Check();
            var moves = new List<Move>(Drafts.Count);
            for (var i = 0; i < Drafts.Count; i++)
            {
                var draft = Drafts[i];
                var document = draft.Draft.Provenance.Document;
                var before = standing.GetValueOrDefault((draft.Draft.Subject, draft.Key));
                if (draft.Draft.ExpectedVersion is { } expected)
                    check.That(expected == (before?.Version ?? 0), RegistriesErrors.VersionPassed.With(before?.Version ?? 0, expected).At($"/{i}"));
                if (before is null && Check.Whole(draft, new(i), check))
                    moves.Add(new(RecordState.New(draft, Dictionary, now), null, [.. draft.Values.Where(v => v.Value is not null).Select(v => v.Key)], document));
                else if (before is not null)
                    moves.Add(before.With(draft, Dictionary, now) is { } next ? new(next.Next, before, next.Changed, document) : new(before, before, null, document));
            }
            return check.Ok ? moves : check.Faults;
        }
    }

    static class Sql
    {
        public const string Lock = """
            select r.subject, r.key, r.version, lower(r.valid), upper(r.valid), r.data, r.provenance
            from registries.record r
            join unnest($2::uuid[], $3::text[]) as w(subject, key) on w.subject = r.subject and w.key = r.key
            where r.registry = $1
            order by r.subject, r.key
            for update of r
            """;

        public const string Keep = """
            insert into registries.record_history (subject, registry, key, version, valid, data, provenance, recorded_at, replaced_at, replaced_by)
            select r.subject, r.registry, r.key, r.version, r.valid, r.data, r.provenance, r.recorded_at, $4, $5
            from registries.record r
            join unnest($2::uuid[], $3::text[]) as w(subject, key) on w.subject = r.subject and w.key = r.key
            where r.registry = $1
            """;

        public const string Replace = """
            update registries.record r
            set version = w.version, valid = daterange(w.first_day, w.last_day, '[]'), data = w.data::jsonb, provenance = w.provenance::jsonb, recorded_at = $2
            from unnest($3::uuid[], $4::text[], $5::int[], $6::date[], $7::date[], $8::text[], $9::text[])
              as w(subject, key, version, first_day, last_day, data, provenance)
            where r.registry = $1 and r.subject = w.subject and r.key = w.key
            """;

        /// Earlier periods that the new one reaches into end where it begins.
        public const string Trim = """
            with closed as (
              update registries.record_past p set replaced_at = $2
              from unnest($3::uuid[], $4::text[], $5::date[]) as w(subject, key, first_day)
              where p.registry = $1 and p.subject = w.subject and p.key = w.key and p.replaced_at is null and upper(p.valid) > w.first_day
              returning p.subject, p.key, p.version, p.valid, p.data, p.provenance, w.first_day
            )
            insert into registries.record_past (subject, registry, key, version, valid, data, provenance, recorded_at)
            select c.subject, $1, c.key, c.version, daterange(lower(c.valid), c.first_day), c.data, c.provenance, $2
            from closed c where lower(c.valid) < c.first_day
            """;

        /// What the record says now stays true for its days before the new period.
        public const string Follow = """
            insert into registries.record_past (subject, registry, key, version, valid, data, provenance, recorded_at)
            select r.subject, r.registry, r.key, r.version, daterange(lower(r.valid), least(upper(r.valid), w.first_day)), r.data, r.provenance, $2
            from registries.record r
            join unnest($3::uuid[], $4::text[], $5::date[]) as w(subject, key, first_day) on w.subject = r.subject and w.key = r.key
            where r.registry = $1
            """;

        public const string Add = """
            insert into registries.record (registry, recorded_at, subject, key, version, valid, data, provenance)
            select $1, $2, w.subject, w.key, w.version, daterange(w.first_day, w.last_day, '[]'), w.data::jsonb, w.provenance::jsonb
            from unnest($3::uuid[], $4::text[], $5::int[], $6::date[], $7::date[], $8::text[], $9::text[])
              as w(subject, key, version, first_day, last_day, data, provenance)
            """;
    }
}
