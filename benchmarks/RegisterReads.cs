using System.Diagnostics;
using System.Globalization;
using LienThong.Dictionary;
using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Population.Past;
using LienThong.Population.Synthetic;
using LienThong.Web.Start;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LienThong.Bench;

/// <summary>
/// Questions to the register against the raw SQL that finds the same rows by the same indexes, in turns in one process, 256 askers at once: an answer waits for its line in the ledger, and fewer would measure that wait instead of the work. The ratio is that of the worst question.
/// <c>population-10m</c> asks all of them at ten million people and tells load, size on disk and batch verification too.
/// </summary>
sealed class RegisterReads(string name, int people, params string[] questions) : IBenchmark
{
    private const int Askers = 256, Rounds = 3;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);
    private static readonly VerificationGround Ground = new(Caller.Program("bench") with { Agency = "G01" }, "population-file-check", Purpose.Verification, new(BasisKind.Order, "bench"));

    public string Name => name;

    public int People => people;

    public string Story => $"{string.Join(", ", questions)} against raw SQL on the same indexes";

    public async Task<Measured> Run(BenchRoom room, CancellationToken ct)
    {
        await using var house = WebHost.Build(new RunOptions(0, room.Folder, Demo: true, room.People, room.ConnectionString), room.ConnectionString);
        var options = new SyntheticOptions { People = room.People };
        var clock = Stopwatch.StartNew();
        await house.Services.GetRequiredService<SyntheticLoad>().Load(options, CommuneWeights.Of(house.Services.GetRequiredService<IDirectory>(), options.AsOf), room.Say, ct);
        var details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["load"] = string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds:0} s, {room.People / clock.Elapsed.TotalSeconds:N0} people/s with indexes"),
        };
        await using var raw = new NpgsqlDataSourceBuilder(room.ConnectionString + ";Maximum Pool Size=40;Max Auto Prepare=20;Auto Prepare Min Usages=2;Command Timeout=300").Build();
        details["disk"] = await Size(raw, room.People, ct);
        var asked = await Asked.Choose(raw, ct);
        Measured? worst = null;
        foreach (var question in Questions(house, raw, asked).Where(q => questions.Contains(q.Name)))
        {
            var measured = await Compare(question, asked.Count, room, ct);
            details[question.Name] = string.Create(CultureInfo.InvariantCulture, $"ratio {measured.Ratio:0.00}: {measured.MeasuredSpeed:N0}/s against {measured.Baseline:N0}/s");
            if (worst is null || measured.Ratio < worst.Ratio) worst = measured;
        }

        if (questions.Contains("verify")) details["ledger"] = await LedgerSize(raw, ct);
        if (questions.Contains("verify-batch"))
        {
            var batch = await VerifyBatch.Measure(house, room, ct);
            details["verify-batch"] = string.Create(CultureInfo.InvariantCulture, $"ratio {batch.Ratio:0.00}: {batch.MeasuredSpeed:N0}/s against {batch.Baseline:N0}/s of a raw join");
        }

        return worst! with { Name = Name, Details = details };
    }

    private sealed record Question(string Name, Func<int, CancellationToken, Task<bool>> Ours, Func<int, CancellationToken, Task<bool>> Raw);

    private static Question[] Questions(WebApplication house, NpgsqlDataSource raw, Asked asked)
    {
        var population = house.Services.GetRequiredService<IPopulation>();
        var register = house.Services.GetRequiredService<PopulationRegister>();
        var past = house.Services.GetRequiredService<PastPopulation>();
        var today = HanoiTime.Today(TimeProvider.System);
        var (day, known) = (today.AddYears(-5), TimeProvider.System.GetUtcNow());
        return
        [
            new("verify",
                async (i, ct) => (await population.Verify(Ground, [new(asked.Numbers[i].ToString("D12", CultureInfo.InvariantCulture), asked.Names[i], asked.Births[i], asked.Sexes[i])], ct)).Value[0].Person == ItemOutcome.Match,
                (i, ct) => Any(raw, Sql.ByNumber, [asked.Numbers[i]], ct)),
            new("resolve",
                async (i, ct) => (await population.Resolve(Ground.Caller, new(asked.Names[i], asked.Births[i], asked.Sexes[i], HomePlace: asked.Homes[i]), ct)).Value.Count > 0,
                (i, ct) => Any(raw, Sql.ByName, [asked.Keys[i], new DateOnly(asked.Births[i].Earliest.Year, 1, 1), asked.Births[i].Latest], ct)),
            new("household",
                async (i, ct) => await register.Household(asked.Ids[i], today, ct) is not null,
                (i, ct) => Any(raw, Sql.Household, [asked.Ids[i].Value, today], ct)),
            new("as-of",
                async (i, ct) => await past.Person(asked.Ids[i], day, known, ct) is not null | await past.HouseholdOf(asked.Ids[i], day, known, ct) is not null,
                async (i, ct) => await Any(raw, Sql.PersonThen, [asked.Ids[i].Value, day, known], ct) | await Any(raw, Sql.HouseholdThen, [asked.Ids[i].Value, day, known], ct)),
        ];
    }

    private static async Task<Measured> Compare(Question question, int count, BenchRoom room, CancellationToken ct)
    {
        // everybody asked for is in memory before anything is measured: a cold disk would measure the disk
        await Ask(question.Raw, (next, _) => next < count, count, ct);
        await Ask(question.Ours, (next, _) => next < count, count, ct);
        List<double> ours = [], raw = [];
        for (var i = 0; i < Rounds; i++)
        {
            raw.Add(await Ask(question.Raw, (_, past) => past < Round, count, ct));
            ours.Add(await Ask(question.Ours, (_, past) => past < Round, count, ct));
            room.Say(string.Create(CultureInfo.InvariantCulture, $"{question.Name}, round {i + 1}: raw {raw[^1]:N0}/s, ours {ours[^1]:N0}/s"));
        }

        var (measured, baseline) = (ours.Order().ElementAt(Rounds / 2), raw.Order().ElementAt(Rounds / 2));
        return new Measured(question.Name, measured / baseline, baseline, measured, "answers/s", new Dictionary<string, string>(StringComparer.Ordinal));
    }

    private static async Task<double> Ask(Func<int, CancellationToken, Task<bool>> ask, Func<int, TimeSpan, bool> more, int count, CancellationToken ct)
    {
        var (clock, next, found) = (Stopwatch.StartNew(), -1, 0);
        await Task.WhenAll(Enumerable.Range(0, Askers).Select(_ => Task.Run(
            async () =>
            {
                while (more(Volatile.Read(ref next) + 1, clock.Elapsed))
                    if (await ask(Interlocked.Increment(ref next) % count, ct)) Interlocked.Increment(ref found);
            }, ct)));
        if (found == 0) throw new InvalidOperationException("nothing was found: this measures nothing");
        return next / clock.Elapsed.TotalSeconds;
    }

    private static async Task<bool> Any(NpgsqlDataSource raw, string sql, object[] args, CancellationToken ct)
    {
        await using var command = raw.CreateCommand(sql);
        foreach (var arg in args) command.Parameters.Add(new NpgsqlParameter { Value = arg });
        await using var row = await command.ExecuteReaderAsync(ct);
        var any = false;
        while (await row.ReadAsync(ct))
        {
            for (var i = 0; i < row.FieldCount; i++) row.GetValue(i);
            any = true;
        }

        return any;
    }

    private static async Task<string> Size(NpgsqlDataSource raw, int people, CancellationToken ct)
    {
        await using var command = raw.CreateCommand("""
            select sum(pg_table_size(c.oid))::bigint, sum(pg_indexes_size(c.oid))::bigint
            from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'population' and c.relkind = 'r'
            """);
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        var (tables, indexes) = (row.GetInt64(0), row.GetInt64(1));
        return string.Create(CultureInfo.InvariantCulture, $"tables {tables / 1e9:0.00} GB, indexes {indexes / 1e9:0.00} GB, {(tables + indexes) / (double)people:N0} bytes a person");
    }

    private static async Task<string> LedgerSize(NpgsqlDataSource raw, CancellationToken ct)
    {
        await using var command = raw.CreateCommand("select (select count(*) from ledger.entry), sum(pg_total_relation_size(c.oid))::bigint from pg_class c where c.relnamespace = 'ledger'::regnamespace and c.relkind = 'r'");
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return string.Create(CultureInfo.InvariantCulture, $"{row.GetInt64(1) / Math.Max(1, row.GetInt64(0)):N0} bytes a reading with indexes");
    }

    /// <summary>Five thousand people in no order, with what somebody would know of them.</summary>
    private sealed class Asked
    {
        public readonly List<PersonId> Ids = [];
        public readonly List<long> Numbers = [];
        public readonly List<string> Names = [];
        public readonly List<string> Keys = [];
        public readonly List<PartialDate> Births = [];
        public readonly List<Sex> Sexes = [];
        public readonly List<string> Homes = [];

        public int Count => Ids.Count;

        public static async Task<Asked> Choose(NpgsqlDataSource raw, CancellationToken ct)
        {
            var asked = new Asked();
            await using var command = raw.CreateCommand("""
                select id, number, full_name, search_key, birth, sex, home_place from population.person
                where not locked and birth_precision = 3 and birth < current_date - 3000 order by hashint8(number) limit 5000
                """);
            await using var row = await command.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
            {
                asked.Ids.Add(new(row.GetGuid(0)));
                asked.Numbers.Add(row.GetInt64(1));
                asked.Names.Add(row.GetString(2));
                asked.Keys.Add(row.GetString(3));
                asked.Births.Add(PartialDate.OfDay(row.GetFieldValue<DateOnly>(4)));
                asked.Sexes.Add((Sex)row.GetInt16(5));
                asked.Homes.Add(row.GetString(6));
            }

            return asked;
        }
    }

    // What somebody who knows the tables would write to learn the same facts: no ground, no ledger, no names of items and areas.
    private static class Sql
    {
        public const string ByNumber = "select id, number, full_name, name_key, birth, birth_precision, sex, locked from population.person where number = $1";
        public const string ByName = """
            select p.id, p.name_key, p.birth, p.birth_precision, p.sex, p.birth_registration_place, p.home_place, coalesce(f.full_name, p.father_name), coalesce(m.full_name, p.mother_name), r.commune
            from population.person p
            left join population.person f on f.id = p.father
            left join population.person m on m.id = p.mother
            left join population.residence r on r.person = p.id and r.kind = 1 and r.recorded_until is null and upper_inf(r.valid)
            where p.search_key = $1 and p.birth between $2 and $3 limit 500
            """;
        public const string Household = """
            select h.id, h.commune, h.address, h.dossier_no, m.person, m.relation, m.since
            from population.household_member own
            join population.household h on h.id = own.household
            join population.household_member m on m.household = h.id and m.since <= $2 and (m.until is null or m.until >= $2)
            where own.person = $1 and own.since <= $2 and (own.until is null or own.until >= $2)
            """;
        public const string PersonThen = """
            select p.*, f.full_name, m.full_name, s.full_name, i.item, i.value
            from population.person p
            left join population.person f on f.id = p.father
            left join population.person m on m.id = p.mother
            left join population.person s on s.id = p.spouse
            left join population.person_item i on i.person = p.id and i.valid @> $2::date and i.recorded_at <= $3 and (i.recorded_until is null or i.recorded_until > $3)
            where p.id = $1
            """;
        public const string HouseholdThen = """
            select h.id, h.address, h.dossier_no, m.person, m.relation, m.since, r.commune, r.address
            from (
                select household, since, until from population.household_member where person = $1 and recorded_at <= $3
                union all
                select household, since, until from population.household_member_past where person = $1 and recorded_at <= $3 and recorded_until > $3) own
            join population.household h on h.id = own.household
            cross join lateral (
                select person, relation, since, until from population.household_member where household = h.id and recorded_at <= $3
                union all
                select person, relation, since, until from population.household_member_past where household = h.id and recorded_at <= $3 and recorded_until > $3) m
            left join population.residence r on r.person = m.person and r.kind = 1 and r.valid @> $2::date and r.recorded_at <= $3 and (r.recorded_until is null or r.recorded_until > $3)
            where own.since <= $2 and (own.until is null or own.until >= $2) and m.since <= $2 and (m.until is null or m.until >= $2)
            """;
    }
}
