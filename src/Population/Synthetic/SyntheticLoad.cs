using System.Diagnostics;
using System.Globalization;
using LienThong.Directory;
using LienThong.Kernel.Data;
using Npgsql;

namespace LienThong.Population.Synthetic;

/// <summary>What a load made, and how long it took; <see cref="Took"/> is zero when the people were there already.</summary>
public sealed record LoadSummary(long People, long Households, TimeSpan Took, TimeSpan Indexing);

/// <summary>Fills an empty register with synthetic people. Never touches a register that holds others.</summary>
public sealed class SyntheticLoad
{
    private static readonly CultureInfo Vi = CultureInfo.GetCultureInfo("vi-VN");
    private readonly Db<PopulationModule> _db;
    private readonly TimeProvider _clock;
    private readonly IDirectory? _directory;

    /// <summary>Works through the module's own role. Without a directory the communes must be given.</summary>
    public SyntheticLoad(Db<PopulationModule> db, TimeProvider clock, IDirectory? directory = null) => (_db, _clock, _directory) = (db, clock, directory);

    /// <summary>Makes and loads people into the communes of the Directory, the demo family into its demo commune.</summary>
    /// <exception cref="StartupException">The register holds other people; the message says what to do.</exception>
    public Task<LoadSummary> Load(int people, Action<string> progress, CancellationToken ct)
    {
        var directory = _directory ?? throw new InvalidOperationException("Needs the Directory.");
        var options = new SyntheticOptions { People = people, DemoCommune = directory.DemoCommune.Code };
        return Load(options, CommuneWeights.Of(directory, options.AsOf), progress, ct);
    }

    /// <summary>
    /// Makes and loads the people, unless the same options were loaded before. An unfinished load is repeated from the start.
    /// </summary>
    /// <exception cref="StartupException">The register holds other people; the message says what to do.</exception>
    public async Task<LoadSummary> Load(SyntheticOptions options, IReadOnlyList<CommuneWeight> communes, Action<string> progress, CancellationToken ct)
    {
        if (await Before(options, ct)) return await Count(TimeSpan.Zero, TimeSpan.Zero, ct);
        var clock = Stopwatch.StartNew();
        var plan = new SyntheticPlan(options, communes);
        await _db.Execute(Sql.Start, [options.People, options.Seed, options.AsOf, _clock.GetUtcNow()], ct);
        await OnLongConnection(c => Run(c, Sql.DropIndexes, ct), ct);
        await LoadPools(plan, progress, ct);
        var loaded = clock.Elapsed;
        progress("Dựng chỉ mục và ràng buộc…");
        await Task.WhenAll(Finish(1, ct), Finish(2, ct));
        await _db.Execute(Sql.Finish, [_clock.GetUtcNow()], ct);
        return await Count(clock.Elapsed, clock.Elapsed - loaded, ct);
    }

    /// <summary>Takes away what a load left that was killed in the middle, so that a start without synthetic people finds an empty register with all its indexes and constraints.</summary>
    public async Task ClearUnfinished(CancellationToken ct)
    {
        if (await LastLoad(ct) is not { People: > 0, Finished: false }) return;
        await OnLongConnection(async c =>
        {
            await Run(c, Sql.Empty, ct);
            await Run(c, Sql.DropIndexes, ct);
            await Run(c, Sql.BuildPersons, ct);
            await Run(c, Sql.BuildResidences, ct);
        }, ct);
    }

    private Task Finish(int half, CancellationToken ct) => OnLongConnection(async c =>
    {
        await Run(c, half == 1 ? Sql.BuildPersons : Sql.BuildResidences, ct);
        await Run(c, half == 1 ? Sql.AnalyzePersons : Sql.AnalyzeResidences, ct);
    }, ct);

    /// <summary>True when these people are there already; otherwise the register is empty afterwards.</summary>
    private async Task<bool> Before(SyntheticOptions options, CancellationToken ct)
    {
        var before = await LastLoad(ct);
        if (before is { Finished: true, People: > 0 })
        {
            if (before.People == options.People && before.Seed == options.Seed) return true;
            throw new StartupException(string.Create(Vi, $"Cơ sở dữ liệu đã có {before.People:N0} người giả lập (seed {before.Seed}). Dùng --data với thư mục khác, hoặc xóa thư mục dữ liệu để tạo lại."));
        }

        if (before.People > 0) await OnLongConnection(c => Run(c, Sql.Empty, ct), ct);
        else if (await _db.One(Sql.AnyPerson, [], static r => r.GetBoolean(0), ct))
            throw new StartupException("Cơ sở dữ liệu đã có dân cư không phải giả lập, nên không tạo thêm. Dùng --no-demo để chạy với dữ liệu đó.");
        return false;
    }

    // no people: none was ever begun
    private Task<(int People, int Seed, bool Finished)> LastLoad(CancellationToken ct) =>
        _db.One(Sql.Before, [], static r => (People: r.GetInt32(0), Seed: r.GetInt32(1), Finished: !r.IsDBNull(2)), ct);

    private async Task LoadPools(SyntheticPlan plan, Action<string> progress, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var streams = new RegisterStreams();
        var sending = streams.Send(work => OnLongConnection(work, stop.Token), stop.Token);
        try
        {
            await MakePools(plan, streams, progress, stop.Token);
            streams.End();
        }
        catch (Exception e)
        {
            streams.End(e);
            await stop.CancelAsync();
            await ((Task)sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
        await sending;
    }

    private static async Task MakePools(SyntheticPlan plan, RegisterStreams streams, Action<string> progress, CancellationToken ct)
    {
        var (next, done, told) = (-1, 0L, 0L);
        var demo = streams.Writer();
        await demo.Write(DemoFamilies.Make(plan), ct);
        await demo.HandOn(ct);
        async Task Make()
        {
            var rows = streams.Writer();
            for (var part = Interlocked.Increment(ref next); part < plan.Pools.Count; part = Interlocked.Increment(ref next))
            {
                await rows.Write(new PoolMaker(plan, plan.Pools[part]).Make(), ct);
                var now = Interlocked.Add(ref done, plan.Pools[part].People);
                var tenth = now * 10 / plan.Options.People;
                if (Interlocked.Exchange(ref told, tenth) < tenth) progress(string.Create(Vi, $"Tạo dân cư: {now:N0} / {plan.Options.People:N0} người"));
            }
            await rows.HandOn(ct);
        }
        await Task.WhenAll(Enumerable.Range(0, Math.Clamp(Environment.ProcessorCount, 2, 8)).Select(_ => Task.Run(Make, ct)));
    }

    private async Task<LoadSummary> Count(TimeSpan took, TimeSpan indexing, CancellationToken ct)
    {
        var (people, households) = await _db.One(Sql.Count, [], static r => (r.GetInt64(0), r.GetInt64(1)), ct);
        return new(people, households, took, indexing);
    }

    // long statements: without the limit that requests have; nothing is lost when the machine stops, because an unfinished load is repeated
    private async Task OnLongConnection(Func<NpgsqlConnection, Task> work, CancellationToken ct)
    {
        await using var connection = await _db.Pool.OpenConnectionAsync(ct);
        await Run(connection, Sql.LongWork, ct);
        try
        {
            await work(connection);
        }
        finally
        {
            // The pool does not clean up (ADR 0011): a request that took this connection next would commit without waiting for the disk.
            if (connection.FullState.HasFlag(System.Data.ConnectionState.Open)) await Run(connection, Sql.Reset, CancellationToken.None);
        }
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static class Sql
    {
        public const string Before = "select people, seed, finished_at from population.synthetic";
        public const string AnyPerson = "select exists (select from population.person)";
        public const string Start = "insert into population.synthetic (people, seed, as_of, started_at) values ($1, $2, $3, $4)";
        public const string Finish = "update population.synthetic set finished_at = $1";
        public const string Empty = "truncate population.person, population.household, population.household_member, population.residence, population.synthetic";
        public const string LongWork = "select set_config('statement_timeout', '0', false), set_config('synchronous_commit', 'off', false), set_config('maintenance_work_mem', '384MB', false), set_config('max_parallel_maintenance_workers', '0', false)";
        public const string Reset = "reset all";
        public const string DropIndexes = "select population.drop_indexes()";
        public const string BuildPersons = "select population.build_indexes(1)";
        public const string BuildResidences = "select population.build_indexes(2)";
        public const string AnalyzePersons = "select population.analyze_half(1)";
        public const string AnalyzeResidences = "select population.analyze_half(2)";
        public const string Count = "select (select count(*) from population.person), (select count(*) from population.household)";
    }
}
