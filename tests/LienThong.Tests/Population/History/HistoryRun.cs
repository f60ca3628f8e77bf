using System.Collections.Concurrent;
using LienThong.Directory;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LienThong.Tests.Population.History;

/// <summary>One operation as its client saw it.</summary>
internal sealed record Seen(string Kind, string Document, Guid? Registration, string? Refusal, int Tries);

/// <summary>
/// Random operations from many clients at once on few people, so that they meet. A client that gets no answer repeats with the same key until it has one: what is unknown must become known, once.
/// One seed drives every choice.
/// </summary>
internal sealed class HistoryRun(IServiceProvider services, NpgsqlDataSource owner, int seed, TextWriter? journal = null)
{
    private static readonly Caller Clerk = PeopledHouse.Clerk;
    private static readonly DateOnly Today = HanoiTime.Today(TimeProvider.System);
    private readonly ConcurrentBag<Seen> seen = [];
    private readonly IPopulation population = services.GetRequiredService<IPopulation>();
    private readonly IResidenceRegister residence = services.GetRequiredService<IResidenceRegister>();
    private readonly ICivilStatus civil = services.GetRequiredService<ICivilStatus>();
    private readonly IAreaDecisions areas = services.GetRequiredService<IAreaDecisions>();
    private readonly IPersonRecords records = services.GetRequiredService<IPersonRecords>();
    private readonly IDuplicates duplicates = services.GetRequiredService<IDuplicates>();
    private readonly string[] communes = [.. services.GetRequiredService<IDirectory>().Communes("24", Today).Take(12).Select(c => c.Code)];
    private Guid[] people = [];
    private int done;

    public IReadOnlyCollection<Seen> Log => seen;

    /// <summary>Operations of clients that died before an answer: kind by document. Each happened once or not at all.</summary>
    public Dictionary<string, string> Unanswered { get; } = [];

    public int Done => Volatile.Read(ref done);

    public async Task Work(int operations, int workers, CancellationToken ct)
    {
        people = await Everybody();
        var upto = Done + operations;
        await Task.WhenAll(Enumerable.Range(0, workers).Select(w => Task.Run(async () =>
        {
            var random = new Random(HashCode.Combine(seed, w, upto));
            while (Done < upto)
            {
                await One(random, ct);
                if (random.Next(200) == 0) people = await Retried(Everybody, ct);
            }
        }, ct)));
    }

    /// <summary>Takes over what the processes noted that worked on the same register.</summary>
    public void TakeOver(string journalFile)
    {
        var (answered, open) = HistoryJournal.Read(journalFile);
        foreach (var one in answered) seen.Add(one);
        foreach (var (document, kind) in open) Unanswered[document] = kind;
    }

    private async Task One(Random random, CancellationToken ct)
    {
        var key = Guid.CreateVersion7().ToString("N");
        var on = Today.AddDays(-random.Next(4));
        var (a, b) = (Pick(random), Pick(random));
        var home = await Retried(() => Members(a), ct);
        var other = home.Count > 0 ? home[random.Next(home.Count)] : b;
        switch (random.Next(112))
        {
            case < 14: await Try("birth", key, async () => Entry(await population.RegisterBirth(Clerk, Birth(random, key, home, a), ct)), ct); break;
            case < 19: await Try("death", key, async () => Entry(await population.RegisterDeath(Clerk, new(key, a, PartialDate.OfDay(on), Today, key), ct)), ct); break;
            case < 33: await Try("residence", key, async () => Entry(await population.RegisterPermanentResidence(Clerk, Move(random, key, home, a, b), ct)), ct); break;
            case < 43: await Try("split", key, async () => Act(await residence.SplitHousehold(Clerk, Split(key, on, home, a, other), ct)), ct); break;
            case < 50: await Merge(random, key, a, home, ct); break;
            case < 58: await Try("head", key, async () => Act(await residence.ChangeHead(Clerk, new() { IdempotencyKey = key, Document = Paper(key), On = on, NewHead = a }, ct)), ct); break;
            case < 62: await Try("removal", key, async () => Act(await residence.RemovePermanent(Clerk, new() { IdempotencyKey = key, Document = Paper(key), On = on, Person = a, Ground = "abroad", NewHead = other }, ct)), ct); break;
            case < 69: await Try("temporary", key, async () => Act(await residence.RegisterTemporary(Clerk, new() { IdempotencyKey = key, Document = Paper(key), On = on, Until = on.AddDays(200), People = [a], Commune = communes[random.Next(communes.Length)], Address = "Trọ" }, ct)), ct); break;
            case < 73: await Try("temporary-end", key, async () => Act(await residence.EndTemporary(Clerk, new() { IdempotencyKey = key, Document = Paper(key), On = Today, Person = a, Ground = "left" }, ct)), ct); break;
            case < 77: await Try("absence", key, async () => Act(await residence.DeclareAbsence(Clerk, new() { IdempotencyKey = key, Document = Paper(key), On = on, Until = on.AddDays(random.Next(9)), Person = a, Case = "long", Reason = "x" }, ct)), ct); break;
            case < 79: await Try("address", key, async () => Act(await residence.AdjustAddress(Clerk, new() { IdempotencyKey = key, Document = Paper(key), On = Today, HouseholdOf = a, Address = "Số " + key[..6] }, ct)), ct); break;
            case < 88: await Marry(random, key, on, a, b, ct); break;
            case < 93: await Try("divorce", key, async () => Act(await civil.RegisterDivorce(Clerk, new() { IdempotencyKey = key, Document = Paper(key, "judgment"), On = Today, Person = a }, ct)), ct); break;
            case < 99: await Try("items", key, async () => Act(await civil.ChangeItems(Clerk, Items(random, key, a), ct)), ct); break;
            case < 100: await Redraw(random, key, ct); break;
            case < 106: await Try("person-merge", key, async () => Act(await duplicates.Merge(Clerk, new() { IdempotencyKey = key, Document = Paper(key, "decision"), On = on, Survivor = a, Merged = b }, ct)), ct); break;
            case < 109: await Unmerge(random, key, ct); break;
            case < 111: await Try("represent", key, async () => Act(await records.RegisterRepresentative(Clerk, new() { IdempotencyKey = key, Document = Paper(key, "decision"), On = on, Person = a, Representative = b, Case = "guardian" }, ct)), ct); break;
            default: await EndRepresentation(random, key, ct); break;
        }
    }

    private async Task Merge(Random random, string key, PersonId of, IReadOnlyList<PersonId> home, CancellationToken ct)
    {
        var neighbours = await Retried(() => Keys(Neighbours, of.Value), ct);
        if (home.Count == 0 || neighbours.Length == 0) return;
        await Try("merge", key, async () => Act(await residence.MergeHouseholds(Clerk, new()
        {
            IdempotencyKey = key, Document = Paper(key), On = Today, Of = home[0], Into = new(neighbours[random.Next(neighbours.Length)]), Relations = [.. home.Select(p => new MovingPerson(p, Relation.Other))],
        }, ct)), ct);
    }

    // mostly people who may marry; a few who may not
    private async Task Marry(Random random, string key, DateOnly on, PersonId a, PersonId b, CancellationToken ct)
    {
        if (random.Next(8) > 0 && await Retried(() => Keys(Single, (short)Sex.Male), ct) is { Length: > 0 } men && await Retried(() => Keys(Single, (short)Sex.Female), ct) is { Length: > 0 } women)
            (a, b) = (new(men[random.Next(men.Length)]), new(women[random.Next(women.Length)]));
        await Try("marriage", key, async () => Act(await civil.RegisterMarriage(Clerk, new() { IdempotencyKey = key, Document = Paper(key), On = on, Husband = a, Wife = b }, ct)), ct);
    }

    private async Task Unmerge(Random random, string key, CancellationToken ct)
    {
        // late ones more often: of an old merge much has changed since
        var merged = await Retried(() => Keys("select array(select g.merged from population.person_merge g where g.undone_at is null order by g.at desc limit 30)"), ct);
        if (merged.Length == 0) return;
        var act = new PersonUnmerge { IdempotencyKey = key, Document = Paper(key, "decision"), On = Today, Merged = new(merged[random.Next(merged.Length)]) };
        await Try("person-unmerge", key, async () => Act(await duplicates.Unmerge(Clerk, act, ct)), ct);
    }

    private async Task Redraw(Random random, string key, CancellationToken ct)
    {
        if (random.Next(6) > 0) return;
        var (from, to) = (communes[random.Next(communes.Length)], communes[random.Next(communes.Length)]);
        if (from == to) return;
        await Try("area", key, async () =>
        {
            var entered = await areas.Enter(Clerk, new(key, Today, Paper(key, "decision"), [new(from, to)]), ct);
            if (entered.Failed) return (null, entered.Faults[0].Error.Code);
            var applied = await areas.Apply(Clerk, entered.Value.Id, ct);
            return (null, applied.Failed ? applied.Faults[0].Error.Code : null);
        }, ct);
    }

    // an answer, a refusal, or nothing: then the same again, with the same key
    private async Task Try(string kind, string key, Func<Task<(Guid? Registration, string? Refusal)>> work, CancellationToken ct)
    {
        journal?.WriteLine(HistoryJournal.Asked(kind, key));
        for (var tries = 1; ; tries++)
        {
            try
            {
                var (registration, refusal) = await work();
                if (refusal == KernelErrors.Conflict.Code && tries < 20) continue;
                var answer = new Seen(kind, key, registration, refusal, tries);
                seen.Add(answer);
                Interlocked.Increment(ref done);
                journal?.WriteLine(HistoryJournal.Answered(answer));
                return;
            }
            catch (Exception e) when (Passing(e) && tries < 400)
            {
                await Task.Delay(150, ct);
            }
        }
    }

    private static async Task<T> Retried<T>(Func<Task<T>> work, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await work();
            }
            catch (Exception e) when (Passing(e) && tries < 400)
            {
                await Task.Delay(150, ct);
            }
        }
    }

    // the server is away or starting; a deadlock or a broken rule of the database is a fault of ours and must surface
    private static bool Passing(Exception e) => e is TimeoutException or IOException
        || e is NpgsqlException and not PostgresException || e is PostgresException { SqlState: "57P01" or "57P02" or "57P03" or "53300" };

    private PersonId Pick(Random random) => new(people[random.Next(people.Length)]);

    private async Task<Guid[]> Everybody()
    {
        // few people, so that workers meet on them: two of three grown up, the rest the youngest of all
        return await Keys("""
            select array(
                (select p.id from population.person p where p.birth < current_date - interval '20 years' order by p.id desc limit 460)
                union all
                (select p.id from population.person p where p.birth >= current_date - interval '20 years' order by p.id desc limit 240))
            """);
    }

    private async Task EndRepresentation(Random random, string key, CancellationToken ct)
    {
        var pairs = await Retried(() => Keys("select array(select k from (select t.person, t.representative from population.representation t where t.recorded_until is null and upper_inf(t.valid) limit 30) t cross join unnest(array[t.person, t.representative]) with ordinality k(k, n) order by t.person, t.representative, k.n)"), ct);
        if (pairs.Length == 0) return;
        var one = random.Next(pairs.Length / 2) * 2;
        var act = new TieEnd { IdempotencyKey = key, Document = Paper(key, "decision"), On = Today, Person = new(pairs[one]), Representative = new(pairs[one + 1]) };
        await Try("represent-end", key, async () => Act(await records.EndTie(Clerk, act, ct)), ct);
    }

    private const string Single = """
        select array(select p.id from population.person p
        where p.sex = $1 and p.marital <> 2 and not p.locked and p.birth between current_date - interval '60 years' and current_date - interval '21 years' order by p.id desc limit 60)
        """;
    private const string Neighbours = """
        select array(select m.person from population.household_member o join population.household h on h.id = o.household
        join population.household n on n.commune = h.commune and n.id <> h.id join population.household_member m on m.household = n.id and m.until is null
        where o.person = $1 and o.until is null order by m.since desc, m.person limit 20)
        """;

    private async Task<Guid[]> Keys(string sql, params object[] args)
    {
        await using var command = owner.CreateCommand(sql);
        foreach (var arg in args) command.Parameters.Add(new() { Value = arg });
        return (Guid[])(await command.ExecuteScalarAsync())!;
    }

    private async Task<IReadOnlyList<PersonId>> Members(PersonId person)
    {
        await using var command = owner.CreateCommand(
            "select array(select m.person from population.household_member o join population.household_member m on m.household = o.household and m.until is null where o.person = $1 and o.until is null)");
        command.Parameters.Add(new NpgsqlParameter { Value = person.Value });
        return [.. ((Guid[])(await command.ExecuteScalarAsync())!).Select(id => new PersonId(id))];
    }

    private static LegalDocument Paper(string key, string kind = "form") => new(kind, key, Today, "Công an phường");

    // one of three is a grown-up registered late, so that the dead leave somebody behind who can act
    private BirthRegistration Birth(Random random, string key, IReadOnlyList<PersonId> home, PersonId parent)
    {
        var birth = NewBorn(random, key, home, parent);
        return random.Next(3) > 0 ? birth : birth with { BirthDate = Today.AddYears(-25).AddDays(-random.Next(9_000)), Mother = null, Father = null };
    }

    private BirthRegistration NewBorn(Random random, string key, IReadOnlyList<PersonId> home, PersonId parent) => new()
    {
        IdempotencyKey = key, FullName = "Bé " + key[..8] + "x", BirthDate = Today.AddDays(-random.Next(3)), Sex = random.Next(2) == 0 ? Sex.Male : Sex.Female, BirthPlace = communes[0],
        BirthRegistrationPlace = communes[random.Next(communes.Length)], HomePlace = communes[0], Ethnicity = 1, Mother = random.Next(2) == 0 ? parent : null, Father = random.Next(2) == 0 && home.Count > 0 ? home[random.Next(home.Count)] : null,
        HouseholdOf = home.Count > 0 ? home[random.Next(home.Count)] : null, RegisteredOn = Today, Document = key,
    };

    private ResidenceRegistration Move(Random random, string key, IReadOnlyList<PersonId> home, PersonId a, PersonId b)
    {
        var people = random.Next(3) == 0 && home.Count is > 0 and <= 30 ? home : [a];
        return random.Next(2) == 0
            ? new() { IdempotencyKey = key, Document = key, From = Today, People = [.. people.Select(p => new MovingPerson(p, Relation.Other))], HouseholdOf = b, NewHead = home.FirstOrDefault(p => p != a) }
            : new()
            {
                IdempotencyKey = key, Document = key, From = Today, People = [.. people.Select((p, i) => new MovingPerson(p, i == 0 ? Relation.Head : Relation.Other))],
                Commune = communes[random.Next(communes.Length)], Address = "Số " + key[..5], NewHead = home.FirstOrDefault(p => p != a),
            };
    }

    private static HouseholdSplit Split(string key, DateOnly on, IReadOnlyList<PersonId> home, PersonId a, PersonId other)
    {
        MovingPerson[] people = other == a ? [new(a, Relation.Head)] : [new(a, Relation.Head), new(other, Relation.Other)];
        return new() { IdempotencyKey = key, Document = Paper(key), On = on, People = people, NewHead = home.FirstOrDefault(p => p != a && p != other) is { Value: var id } && id != Guid.Empty ? new PersonId(id) : null };
    }

    private static PersonItemsChange Items(Random random, string key, PersonId person) => new()
    {
        IdempotencyKey = key, Document = Paper(key, "decision"), On = Today, Person = person, Kind = random.Next(2) == 0 ? ItemChangeKind.Correction : ItemChangeKind.Change,
        Items = random.Next(4) == 0 ? [new("person.birthDate", $"19{random.Next(60, 99)}-0{random.Next(1, 9)}-11")] : [new("person.fullName", "Tên " + key[..8] + "x")],
    };

    private static (Guid?, string?) Act(Result<ActRegistered> result) => result.Failed ? (null, result.Faults[0].Error.Code) : (result.Value.Registration, null);

    private static (Guid?, string?) Entry<T>(Result<T> result) => result.Failed ? (null, result.Faults[0].Error.Code) : (null, null);
}
