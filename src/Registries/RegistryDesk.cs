using LienThong.Dictionary;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using LienThong.Registries.Definitions;
using LienThong.Registries.Records;
using LienThong.Registries.Sources;

namespace LienThong.Registries;

/// The contract, each line in its own file.
sealed class RegistryDesk(RegistryBook book, Db db, TimeProvider clock, PutRecords put, ReadRecords read, LoadRecords load) : IRegistries
{
    public IReadOnlyList<RegistryDefinition> All => book.All;

    public RegistryDefinition? Find(string registry) => book.Find(registry);

    public Task<Result<List<RegistryRecord>>> ReadRecords(Caller caller, string registry, IReadOnlyList<SubjectId> subjects, CancellationToken ct) =>
        In(registry, r => read.Read(caller, r, subjects, ct));

    public Task<Result<List<RecordReceipt>>> PutRecords(Caller caller, string registry, IReadOnlyList<RecordDraft> records, CancellationToken ct) =>
        In(registry, r => put.Put(caller, r, records, ct));

    public Task<Result<List<RegistryRecord>>> History(Caller caller, string registry, SubjectId subject, string key, CancellationToken ct) =>
        In(registry, r => read.History(caller, r, subject, key, ct));

    public Task<Result<long>> LoadBulk(string registry, IEnumerable<RecordDraft> records, CancellationToken ct) => In(registry, r => load.Load(r, records, ct));

    public Task<IReadOnlyDictionary<string, long>> Counts(CancellationToken ct) => CountRecords.Count(db, ct);

    public Task<IReadOnlyList<SourceState>> Sources(CancellationToken ct) => SwitchSource.States(book, db, ct);

    Task<Result> IRegistries.SwitchSource(Caller caller, string database, bool on, string reason, CancellationToken ct) =>
        SwitchSource.Switch(caller, new SourceState(database, on, reason, clock.GetUtcNow(), caller.Id), book, db, ct);

    public Task<IReadOnlyList<SourceState>> SwitchLog(CancellationToken ct) => SwitchSource.Log(db, ct);

    private Task<Result<T>> In<T>(string registry, Func<RegistryDefinition, Task<Result<T>>> work) =>
        book.Find(registry) is { } definition ? work(definition) : Task.FromResult<Result<T>>(RegistriesErrors.RegistryUnknown.With(registry));
}
