using System.Diagnostics;
using System.Globalization;
using LienThong.Kernel;
using LienThong.Kernel.Data;
using LienThong.Kernel.Modules;
using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Population.Past;
using LienThong.Population.Synthetic;
using LienThong.Tests.Fixture;
using LienThong.Web.Start;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LienThong.Tests.Population.History;

/// <summary>
/// A history checker in the manner of Jepsen: sixteen clients, random operations, kill -9 of a PostgreSQL of its own in one part and of the program in the next, with work in flight.
/// LIENTHONG_HISTORY_OPERATIONS sets the length (the nightly form takes 200,000), LIENTHONG_HISTORY_SEED repeats a run.
/// </summary>
public sealed class HistoryTests(PeopledHouse house, ITestOutputHelper output) : IClassFixture<PeopledHouse>
{
    internal const int Workers = 16;
    private static readonly int Operations = Setting("LIENTHONG_HISTORY_OPERATIONS", 2_000);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sixteen_clients_and_a_server_that_is_killed_leave_a_history_without_a_violation()
    {
        var folder = Path.Combine(Path.GetTempPath(), "lienthong-history-" + Guid.CreateVersion7().ToString("N")[..16]);
        var seed = Setting("LIENTHONG_HISTORY_SEED", Random.Shared.Next(1, 1_000_000));
        var server = await EmbeddedPostgres.Start(folder, throwAway: false, Ct);
        try
        {
            await using var app = WebHost.Build(new RunOptions(0, folder, Demo: true, 1_000, server.ConnectionString), server.ConnectionString);
            await House.Prepare(app.Services, _ => { }, Ct);
            await app.Services.GetRequiredService<SyntheticLoad>().Load(new SyntheticOptions { People = 1_500 }, TestCommunes.All, _ => { }, Ct);
            await using var owner = NpgsqlDataSource.Create(server.ConnectionString);
            (await HistoryInvariants.Violations(owner)).ShouldBeEmpty("before anything happened");
            var (persons, dead) = (await Count(owner, "select count(*) from population.person"), await Count(owner, "select count(*) from population.person where locked"));
            var run = new HistoryRun(app.Services, owner, seed);
            var kills = Math.Clamp(Operations / 1_000, 2, 40);
            for (var part = 0; part < kills; part++)
            {
                if (part % 2 == 0) server = await KillServerAtWork(server, folder, run, Operations / kills);
                else await KillProgramAtWork(folder, server.ConnectionString, seed + part, Operations / kills);
                foreach (var line in (await HistoryInvariants.Headless(owner)).Concat(await HistoryInvariants.Gaps(owner))) output.WriteLine(line);
                (await HistoryInvariants.Violations(owner)).ShouldBeEmpty($"seed {seed}, part {part}");
            }

            run.TakeOver(Journal(folder));
            Tell(run, seed);
            await Acknowledged(owner, run, persons, dead, seed);
            (await Cycles(owner)).ShouldBe(0, $"seed {seed}: acts on several persons happened in one order");
            var quiet = new HistoryQuiet(app.Services, owner, seed);
            var (pairs, differences) = await quiet.MergeAndUndo(15, Ct);
            output.WriteLine($"merged and undone: {pairs}");
            pairs.ShouldBeGreaterThan(3);
            differences.ShouldBeEmpty($"seed {seed}: what was merged and undone is as before");
            (await quiet.UndoAll(Ct)).ShouldBeEmpty($"seed {seed}: merges undone, the latest first");
            (await HistoryInvariants.Violations(owner)).ShouldBeEmpty($"seed {seed}, after all merges were undone");
        }
        finally
        {
            await server.DisposeAsync();
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_was_known_at_an_instant_stays_what_was_known_then()
    {
        await using var owner = NpgsqlDataSource.Create(house.Connection);
        var run = new HistoryRun(house.Services, owner, 7);
        await run.Work(400, Workers, Ct);
        var instant = TimeProvider.System.GetUtcNow();
        var before = await Ask(house.Services, owner, instant);
        await run.Work(800, Workers, Ct);
        var after = await Ask(house.Services, owner, instant);
        after.Count.ShouldBe(before.Count);
        after.Where(a => before[a.Key] != a.Value).Select(a => $"{a.Key}: {before[a.Key]} → {a.Value}").ShouldBeEmpty();
        (await HistoryInvariants.Violations(owner)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("two permanent residences", "insert into population.residence (person, entry, kind, household, valid, commune, address, recorded_at) select r.person, 90, 1, r.household, r.valid, r.commune, r.address, r.recorded_at from population.residence r where r.kind = 1 and r.entry = 1 and upper_inf(r.valid) limit 1")]
    [InlineData("one living head", "delete from population.household_member m where m.relation = 1 and m.until is null and exists (select from population.household_member o where o.household = m.household and o.until is null and o.relation <> 1)")]
    [InlineData("married to each other", "update population.person set spouse = null, marital = 4 where id = (select p.id from population.person p where p.spouse is not null limit 1)")]
    [InlineData("the dead are locked", "update population.person set died = current_date, locked = true where id = (select m.person from population.household_member m where m.until is null and m.relation <> 1 limit 1)")]
    [InlineData("one number leads", "insert into population.person_identifier (person, kind, value, recorded_at) select p.id, 1, lpad((select max(number) from population.person)::text, 12, '0'), now() from population.person p order by p.number limit 1")]
    [InlineData("without a gap", "update population.residence set valid = daterange(lower(valid), current_date - 400) where (person, entry) in (select r.person, 1 from population.residence r join population.residence n on n.person = r.person and n.entry > 1 and n.kind = 1 and n.recorded_until is null where r.entry = 1 and r.kind = 1 and r.recorded_until is null limit 1)")]
    [InlineData("version of a person", "update population.person set version = version + 3 where id = (select p.id from population.person p limit 1)")]
    [InlineData("who is locked died or was merged", "update population.person set locked = true where id = (select p.id from population.person p where p.spouse is null limit 1)")]
    [InlineData("the merged are locked", "insert into population.person_merge (at, on_day, id, survivor, merged, registration, kept) select now(), current_date, gen_random_uuid(), min(m.person::text)::uuid, max(m.person::text)::uuid, gen_random_uuid(), '{}' from population.household_member m where m.until is null")]
    [InlineData("merges lead to somebody", "insert into population.person_merge (at, on_day, id, survivor, merged, registration, kept) select now(), current_date, gen_random_uuid(), p.a, p.b, gen_random_uuid(), '{}' from (select min(id::text)::uuid x, max(id::text)::uuid y from population.person) k cross join lateral (values (k.x, k.y), (k.y, k.x)) p(a, b)")]
    [InlineData("ancestor of themselves", "with f as (select p.id, p.mother from population.person p where p.mother is not null limit 1) update population.person set mother = (select id from f) where id = (select mother from f)")]
    [InlineData("one map", "update population.household set area = '99999' where closed is null")]
    public async Task The_checker_sees_each_kind_of_damage(string violation, string damage)
    {
        await using var owner = NpgsqlDataSource.Create(house.Connection);
        var couple = (await house.NewHousehold(2))[0];
        await house.Population.RegisterPermanentResidence(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = "D", From = new(2026, 1, 1), People = [new(couple, Relation.Head)], Commune = "07210", Address = "x", NewHead = (await house.Population.Household(couple, new(2026, 1, 1), Ct))!.Members[1].Person }, Ct);
        await using var connection = await owner.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        // as a thief with the rights of the owner would: without triggers
        await using (var harm = new NpgsqlCommand("set local session_replication_role = replica; " + damage, connection)) (await harm.ExecuteNonQueryAsync(Ct)).ShouldBeGreaterThan(0);
        List<string> found = [];
        foreach (var (name, sql) in HistoryInvariants.All)
        {
            await using var check = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
            if ((long)(await check.ExecuteScalarAsync(Ct))! > 0) found.Add(name);
        }

        found.ShouldContain(f => f.Contains(violation, StringComparison.Ordinal));
        await transaction.RollbackAsync(Ct);
    }

    private static async Task<EmbeddedPostgres> KillServerAtWork(EmbeddedPostgres server, string folder, HistoryRun run, int operations)
    {
        var (before, working) = (run.Done, run.Work(operations, Workers, Ct));
        while (!working.IsCompleted && run.Done < before + operations / 2) await Task.Delay(20, Ct);
        var next = await KillAndStart(server, folder);
        await working;
        return next;
    }

    private static async Task KillProgramAtWork(string folder, string connection, int seed, int operations)
    {
        await HistoryWorker.Run(Journal(folder), folder, connection, seed, operations, killAfter: operations / 2, Ct);
        await HistoryWorker.Run(Journal(folder), folder, connection, -seed, operations / 2, killAfter: null, Ct);
    }

    private static string Journal(string folder) => Path.Combine(folder, "history.journal");

    // every acknowledged act is there, what nobody was told of happened once or not at all, and there is nothing else
    private static async Task Acknowledged(NpgsqlDataSource owner, HistoryRun run, long persons, long dead, int seed)
    {
        await using var untold = owner.CreateCommand("select array(select r.doc_number from population.registration r where r.doc_number = any($1))");
        untold.Parameters.Add(new NpgsqlParameter { Value = run.Unanswered.Keys.ToArray() });
        var happened = (string[])(await untold.ExecuteScalarAsync())!;
        var ok = run.Log.Where(s => s.Refusal is null).Select(s => (s.Kind, s.Document)).Concat(happened.Select(d => (Kind: run.Unanswered[d], Document: d))).ToLookup(s => s.Kind);
        (await Count(owner, "select count(*) from population.person")).ShouldBe(persons + ok["birth"].Count(), $"seed {seed}: births");
        (await Count(owner, "select count(*) from population.person where locked")).ShouldBe(
            dead + ok["death"].Count() + ok["person-merge"].Count() - ok["person-unmerge"].Count(), $"seed {seed}: deaths and merges");
        (await Count(owner, "select count(*) from population.person_merge")).ShouldBe(ok["person-merge"].Count(), $"seed {seed}: merges");
        (await Count(owner, "select count(*) from population.person_merge where undone_at is not null")).ShouldBe(ok["person-unmerge"].Count(), $"seed {seed}: merges undone");
        var acts = run.Log.Where(s => s.Registration is not null).Select(s => s.Registration!.Value).ToArray();
        acts.Distinct().Count().ShouldBe(acts.Length);
        await using var missing = owner.CreateCommand("select count(*) from unnest($1::uuid[]) a(id) where not exists (select from population.registration r where r.id = a.id)");
        missing.Parameters.Add(new NpgsqlParameter { Value = acts });
        ((long)(await missing.ExecuteScalarAsync())!).ShouldBe(0, $"seed {seed}: acknowledged acts lost");
        var documents = ok.Where(k => k.Key != "area").SelectMany(k => k).Select(s => s.Document).ToArray();
        await using var book = owner.CreateCommand("select count(*), count(distinct r.doc_number), count(*) filter (where r.doc_number = any($1)) from population.registration r");
        book.Parameters.Add(new NpgsqlParameter { Value = documents });
        await using var row = await book.ExecuteReaderAsync();
        await row.ReadAsync();
        (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)).ShouldBe((documents.Length, documents.Length, documents.Length), $"seed {seed}: nothing twice, nothing unasked");
    }

    // acts on several persons are ordered by the versions they made; a circle would mean that each saw the other's past
    private static async Task<int> Cycles(NpgsqlDataSource owner)
    {
        await using var command = owner.CreateCommand("select h.person, h.document from population.person_history h where h.version > 1 order by h.person, h.version");
        await using var row = await command.ExecuteReaderAsync();
        Dictionary<string, HashSet<string>> later = [];
        (Guid Person, string Document)? last = null;
        while (await row.ReadAsync())
        {
            var now = (row.GetGuid(0), row.GetString(1));
            later.TryAdd(now.Item2, []);
            if (last is { } before && before.Person == now.Item1 && before.Document != now.Item2) later[before.Document].Add(now.Item2);
            last = now;
        }

        var waiting = later.ToDictionary(n => n.Key, _ => 0);
        foreach (var to in later.Values.SelectMany(t => t)) waiting[to]++;
        var free = new Queue<string>(waiting.Where(w => w.Value == 0).Select(w => w.Key));
        var placed = 0;
        while (free.TryDequeue(out var next))
        {
            placed++;
            foreach (var to in later[next]) if (--waiting[to] == 0) free.Enqueue(to);
        }

        return later.Count - placed;
    }

    private static async Task<Dictionary<string, string>> Ask(IServiceProvider services, NpgsqlDataSource owner, DateTimeOffset knownAt)
    {
        var past = services.GetRequiredService<PastPopulation>();
        var today = HanoiTime.Today(TimeProvider.System);
        await using var command = owner.CreateCommand("select array(select p.id from population.person p where not exists (select from population.person_history h where h.person = p.id and h.event = 'born') order by p.id desc limit 120)");
        Dictionary<string, string> answers = [];
        foreach (var id in (Guid[])(await command.ExecuteScalarAsync())!)
        {
            foreach (var on in new[] { today, today.AddDays(-2), today.AddYears(-1) })
            {
                var person = await past.Person(new(id), on, knownAt, Ct);
                var home = await past.HouseholdOf(new(id), on, knownAt, Ct);
                answers[$"{id} {on}"] = string.Join("|", (person?.Items ?? []).Where(i => i.Item is "person.fullName" or "person.maritalStatus" or "person.number" or "person.death").Select(i => i.Value))
                    + " @ " + home?.Household + " " + string.Join(",", (home?.Members ?? []).Select(m => $"{m.Person}{m.Relation}").Order(StringComparer.Ordinal));
            }
        }

        return answers;
    }

    private void Tell(HistoryRun run, int seed)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, {run.Log.Count} operations, {run.Log.Count(s => s.Tries > 1)} repeated, {run.Unanswered.Count} cut off by the death of the program"));
        foreach (var kind in run.Log.GroupBy(s => s.Kind).OrderBy(g => g.Key))
            output.WriteLine($"{kind.Key}: {kind.Count(s => s.Refusal is null)} of {kind.Count()}; {string.Join(", ", kind.Where(s => s.Refusal is not null).GroupBy(s => s.Refusal).Select(r => $"{r.Key}×{r.Count()}"))}");
        run.Log.Where(s => s.Refusal is null).Select(s => s.Kind).Distinct().Count().ShouldBeGreaterThan(9, "most kinds of operations succeed now and then");
    }

    private static async Task<EmbeddedPostgres> KillAndStart(EmbeddedPostgres server, string folder)
    {
        var pid = int.Parse((await File.ReadAllLinesAsync(Path.Combine(folder, "postgres", "postmaster.pid"), Ct))[0], CultureInfo.InvariantCulture);
        // the postmaster first, so that it restarts nothing, then every process it had started: a backend that outlives it could still acknowledge while the next server starts
        var family = new[] { pid }.Concat(ChildrenOf(pid)).ToArray();
        foreach (var one in family)
        {
            try
            {
                using var process = Process.GetProcessById(one);
                process.Kill();
                await process.WaitForExitAsync(Ct);
            }
            catch (ArgumentException)
            {
                // it left by itself
            }
        }

        for (var tries = 1; ; tries++)
        {
            try
            {
                return await EmbeddedPostgres.Start(folder, throwAway: false, Ct);
            }
            catch (Exception e) when (e is StartupException or NpgsqlException && tries < 60)
            {
                await Task.Delay(500, Ct); // the dead server's children are still leaving
            }
        }
    }

    private static IEnumerable<int> ChildrenOf(int parent)
    {
        foreach (var folder in System.IO.Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)) continue;
            string stat;
            try
            {
                stat = File.ReadAllText(Path.Combine(folder, "stat"));
            }
            catch (IOException)
            {
                continue; // it ended while we looked
            }

            if (stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1] == parent.ToString(CultureInfo.InvariantCulture)) yield return pid;
        }
    }

    private static async Task<long> Count(NpgsqlDataSource owner, string sql)
    {
        await using var command = owner.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
