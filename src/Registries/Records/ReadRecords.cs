using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Ledger;

namespace LienThong.Registries.Records;

/// Reads records for the keeper's own upkeep. The ledger is told before the answer leaves; when it cannot be told, nothing is answered.
sealed class ReadRecords(Db db, IDictionary dictionaries, Keepers keepers, ILedger ledger, TimeProvider clock)
{
    public async Task<Result<List<RegistryRecord>>> Read(Caller caller, RegistryDefinition registry, IReadOnlyList<SubjectId> subjects, CancellationToken ct)
    {
        if (subjects.Count is 0 or > PutRecords.Most) return RegistriesErrors.TooManyRecords.With(PutRecords.Most);
        if (keepers.Of(caller, registry, await dictionaries.Current(ct)) is not { } rights) return RegistriesErrors.NotKeeper;
        var records = await db.Many(Sql.Standing, [registry.Code, subjects.Select(s => s.Value).ToArray()],
            r => (Asked: new SubjectId(r.GetGuid(8)), Record: RecordState.Read(r).For(registry.Code, r.Instant(7), null)), ct);
        return await Booked(caller, registry, subjects.Distinct(), records, rights, ct);
    }

    public async Task<Result<List<RegistryRecord>>> AsOf(Caller caller, RegistryDefinition registry, IReadOnlyList<SubjectId> subjects, AsOf at, CancellationToken ct)
    {
        if (subjects.Count is 0 or > PutRecords.Most) return RegistriesErrors.TooManyRecords.With(PutRecords.Most);
        if (keepers.Of(caller, registry, await dictionaries.Current(ct)) is not { } rights) return RegistriesErrors.NotKeeper;
        var records = await db.Many(Sql.AsOf, [registry.Code, subjects.Select(s => s.Value).ToArray(), at.On, at.Known],
            r => (new SubjectId(r.GetGuid(9)), RecordState.Read(r).For(registry.Code, r.Instant(7), r.InstantOrNull(8))), ct);
        return await Booked(caller, registry, subjects.Distinct(), records, rights, ct);
    }

    public async Task<Result<List<RegistryRecord>>> History(Caller caller, RegistryDefinition registry, SubjectId subject, string key, CancellationToken ct)
    {
        if (keepers.Of(caller, registry, await dictionaries.Current(ct)) is not { } rights) return RegistriesErrors.NotKeeper;
        var records = await db.Many(Sql.All, [registry.Code, subject, key], r => (subject, RecordState.Read(r).For(registry.Code, r.Instant(7), r.InstantOrNull(8))), ct);
        return await Booked(caller, registry, [subject], records, rights, ct);
    }

    /// Every state of every record of one subject and of those merged into it, for the page that shows a record with its history: one look, one line in the ledger.
    public async Task<Result<List<RegistryRecord>>> Whole(Caller caller, RegistryDefinition registry, SubjectId subject, CancellationToken ct)
    {
        if (keepers.Of(caller, registry, await dictionaries.Current(ct)) is not { } rights) return RegistriesErrors.NotKeeper;
        var records = await db.Many(Sql.Whole, [registry.Code, subject], r => (subject, RecordState.Read(r).For(registry.Code, r.Instant(7), r.InstantOrNull(8))), ct);
        return await Booked(caller, registry, [subject], records, rights, ct);
    }

    private async Task<Result<List<RegistryRecord>>> Booked(
        Caller caller, RegistryDefinition registry, IEnumerable<SubjectId> subjects, List<(SubjectId Asked, RegistryRecord Record)> found, KeeperRights rights, CancellationToken ct)
    {
        var records = found.ConvertAll(f => f with { Record = Seen(f.Record, rights) });
        var now = LedgerEntry.Instant(clock.GetUtcNow());
        // the look stands in the ledger under the person who was asked for, also when a record is kept under the key of one merged into it
        var fields = records.ToLookup(r => r.Asked, r => r.Record.Values.Keys);
        var booked = await ledger.AppendMany([.. subjects.Select(subject => new LedgerEntry
        {
            Id = Guid.CreateVersion7(now), At = now, Kind = LedgerKinds.Read, Actor = caller.Id, Agency = caller.Agency, Subject = subject.Value,
            Purpose = "registryUpkeep", BasisKind = "order", BasisReference = registry.Code,
            Fields = [.. fields[subject].SelectMany(f => f).Select(f => f.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Outcome = "ok", Salt = LedgerEntry.NewSalt(),
        })], ct);
        return booked.Failed ? booked.Faults : records.ConvertAll(r => r.Record);
    }

    /// Fields that the post may not see leave neither with a value nor with their origin.
    private static RegistryRecord Seen(RegistryRecord record, KeeperRights rights) => record with
    {
        Values = record.Values.Where(v => rights.See.Contains(v.Key)).ToDictionary(),
        Origins = record.Origins.Where(o => o.Key == RecordState.Others || rights.See.Contains(new(o.Key))).ToDictionary(StringComparer.Ordinal),
    };

    static class Sql
    {
        public const string Standing = """
            select r.subject, r.key, r.version, lower(r.valid), upper(r.valid), r.data, r.provenance, r.recorded_at, w.asked
            from (
              select u.id as asked, u.id as subject from unnest($2::uuid[]) as u(id)
              union
              select m.survivor, m.subject from registries.merged_subject m where m.survivor = any($2) and not m.subject = any($2)
            ) w
            join registries.record r on r.subject = w.subject and r.registry = $1
            order by r.subject, r.key
            limit 5000
            """;

        /// What held on the day, as it was known at the instant: the newest period, the ones before it, and what was believed and then replaced.
        public const string AsOf = """
            select a.subject, a.key, a.version, lower(a.valid), upper(a.valid), a.data, a.provenance, a.recorded_at, a.replaced_at, w.asked
            from (
              select u.id as asked, u.id as subject from unnest($2::uuid[]) as u(id)
              union
              select m.survivor, m.subject from registries.merged_subject m where m.survivor = any($2) and not m.subject = any($2)
            ) w
            join (
              select subject, registry, key, version, valid, data, provenance, recorded_at, null::timestamptz as replaced_at from registries.record
              union all
              select subject, registry, key, version, valid, data, provenance, recorded_at, replaced_at from registries.record_past
              union all
              select subject, registry, key, version, valid, data, provenance, recorded_at, replaced_at from registries.record_history
            ) a on a.subject = w.subject
            where a.registry = $1 and a.valid @> $3::date
              and a.recorded_at <= coalesce($4, 'infinity'::timestamptz) and coalesce(a.replaced_at, 'infinity'::timestamptz) > coalesce($4, '294000-01-01'::timestamptz)
            order by a.subject, a.key
            limit 5000
            """;

        public const string Whole = """
            select a.subject, a.key, a.version, lower(a.valid), upper(a.valid), a.data, a.provenance, a.recorded_at, a.replaced_at
            from (
              select subject, registry, key, version, valid, data, provenance, recorded_at, null::timestamptz as replaced_at from registries.record
              union all
              select subject, registry, key, version, valid, data, provenance, recorded_at, replaced_at from registries.record_history
            ) a
            where a.registry = $1 and a.subject = any(array(select m.subject from registries.merged_subject m where m.survivor = $2) || $2)
            order by a.subject <> $2, a.subject, a.key, a.version desc
            limit 1000
            """;

        public const string All = """
            select a.subject, a.key, a.version, lower(a.valid), upper(a.valid), a.data, a.provenance, a.recorded_at, a.replaced_at
            from (
              select subject, registry, key, version, valid, data, provenance, recorded_at, null::timestamptz as replaced_at from registries.record
              union all
              select subject, registry, key, version, valid, data, provenance, recorded_at, replaced_at from registries.record_history
            ) a
            where a.registry = $1 and a.subject = $2 and a.key = $3
            order by a.version desc
            limit 500
            """;
    }
}
