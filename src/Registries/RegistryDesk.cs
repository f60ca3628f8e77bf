using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using LienThong.Registries.Definitions;
using LienThong.Registries.Feed;
using LienThong.Registries.Records;
using LienThong.Registries.Sources;

namespace LienThong.Registries;

/// The contract, each line in its own file.
sealed class RegistryDesk(PublishedRegisters registers, Db db, TimeProvider clock, PutRecords put, ReadRecords read, LoadRecords load, ReadFeed feed) : IRegistries
{
    public async ValueTask<IReadOnlyList<RegistryDefinition>> All(CancellationToken ct) => (await registers.Current(ct)).All;

    public async ValueTask<RegistryDefinition?> Find(string registry, CancellationToken ct) => (await registers.Current(ct)).Find(registry);

    public Task<Result<List<RegistryRecord>>> ReadRecords(Caller caller, string registry, IReadOnlyList<SubjectId> subjects, CancellationToken ct) =>
        In(registry, r => read.Read(caller, r, subjects, ct), ct);

    public Task<Result<List<RegistryRecord>>> ReadAsOf(Caller caller, string registry, IReadOnlyList<SubjectId> subjects, AsOf at, CancellationToken ct) =>
        In(registry, r => read.AsOf(caller, r, subjects, at, ct), ct);

    public Task<Result<FeedPage>> Changes(Caller caller, string registry, FeedQuery query, CancellationToken ct) => In(registry, r => feed.Read(caller, r, query, ct), ct);

    public Task<Result<List<RecordReceipt>>> PutRecords(Caller caller, string registry, IReadOnlyList<RecordDraft> records, CancellationToken ct) =>
        In(registry, r => put.Put(caller, r, records, ct), ct);

    public Task<Result<List<RegistryRecord>>> History(Caller caller, string registry, SubjectId subject, string key, CancellationToken ct) =>
        In(registry, r => read.History(caller, r, subject, key, ct), ct);

    public Task<Result<long>> LoadBulk(string registry, IEnumerable<RecordDraft> records, CancellationToken ct) => In(registry, r => load.Load(r, records, ct), ct);

    public Task<IReadOnlyDictionary<string, long>> Counts(CancellationToken ct) => CountRecords.Count(db, ct);

    public async Task<IReadOnlyList<SourceState>> Sources(CancellationToken ct) => await SwitchSource.States((await registers.Current(ct)).Databases, db, ct);

    async Task<Result> IRegistries.SwitchSource(Caller caller, string database, bool on, string reason, CancellationToken ct) =>
        await SwitchSource.Switch(caller, new SourceState(database, on, reason, clock.GetUtcNow(), caller.Id), (await registers.Current(ct)).Databases, db, ct);

    public Task<IReadOnlyList<SourceState>> SwitchLog(CancellationToken ct) => SwitchSource.Log(db, ct);

    private async Task<Result<T>> In<T>(string registry, Func<RegistryDefinition, Task<Result<T>>> work, CancellationToken ct) =>
        await Find(registry, ct) is { } definition ? await work(definition) : RegistriesErrors.RegistryUnknown.With(registry);
}
