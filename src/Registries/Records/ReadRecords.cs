using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Ledger;

namespace LienThong.Registries.Records;

/// Reads records for the keeper's own upkeep. The ledger is told before the answer leaves; when it cannot be told, nothing is answered.
sealed class ReadRecords(Db db, ILedger ledger, TimeProvider clock)
{
    public async Task<Result<List<RegistryRecord>>> Read(Caller caller, RegistryDefinition registry, IReadOnlyList<SubjectId> subjects, CancellationToken ct)
    {
        if (!Keepers.May(caller)) return RegistriesErrors.NotKeeper;
        if (subjects.Count is 0 or > PutRecords.Most) return RegistriesErrors.TooManyRecords.With(PutRecords.Most);
        var records = await db.Many(Sql.Standing, [registry.Code, subjects.Select(s => s.Value).ToArray()],
            r => RecordState.Read(r).For(registry.Code, r.Instant(7), null), ct);
        return await Booked(caller, registry, subjects.Distinct(), records, ct);
    }

    public async Task<Result<List<RegistryRecord>>> History(Caller caller, RegistryDefinition registry, SubjectId subject, string key, CancellationToken ct)
    {
        if (!Keepers.May(caller)) return RegistriesErrors.NotKeeper;
        var records = await db.Many(Sql.All, [registry.Code, subject, key], r => RecordState.Read(r).For(registry.Code, r.Instant(7), r.InstantOrNull(8)), ct);
        return await Booked(caller, registry, [subject], records, ct);
    }

    private async Task<Result<List<RegistryRecord>>> Booked(
        Caller caller, RegistryDefinition registry, IEnumerable<SubjectId> subjects, List<RegistryRecord> records, CancellationToken ct)
    {
        var now = LedgerEntry.Instant(clock.GetUtcNow());
        var fields = records.ToLookup(r => r.Subject, r => r.Values.Keys);
        var booked = await ledger.AppendMany([.. subjects.Select(subject => new LedgerEntry
        {
            Id = Guid.CreateVersion7(now), At = now, Kind = LedgerKinds.Read, Actor = caller.Id, Agency = caller.Agency, Subject = subject.Value,
            Purpose = "registryUpkeep", BasisKind = "order", BasisReference = registry.Code,
            Fields = [.. fields[subject].SelectMany(f => f).Select(f => f.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Outcome = "ok", Salt = LedgerEntry.NewSalt(),
        })], ct);
        return booked.Failed ? booked.Faults : records;
    }

    static class Sql
    {
        public const string Standing = """
            select subject, key, version, lower(valid), upper(valid), data, provenance, recorded_at
            from registries.record
            where registry = $1 and subject = any($2)
            order by subject, key
            limit 5000
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
