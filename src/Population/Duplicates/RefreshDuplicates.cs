using LienThong.Kernel.Data;
using LienThong.Kernel.Events;
using LienThong.Kernel.Time;

namespace LienThong.Population.Duplicates;

/// <summary>
/// Keeps the search up to date between full passes: whoever was born, moved, corrected or merged is noted when the news comes, and a job makes their keys anew and compares them with whom they meet.
/// </summary>
internal sealed class RefreshDuplicates(Db<PopulationModule> db, TimeProvider clock)
{
    private const int Part = 500;

    public static Task Note(Delivery delivery, CancellationToken ct, params IReadOnlyList<PersonId> persons) =>
        delivery.Db<PopulationModule>().Execute(Sql.Note, [persons.Select(p => p.Value).ToArray(), delivery.At], ct);

    /// <summary>Works off what was noted; without a model there is nothing to weigh by, and the full pass takes everybody anyway. Answers the number of persons.</summary>
    public async Task<int> Run(CancellationToken ct)
    {
        if (!await db.One(Sql.AnyDue, [], static r => r.GetBoolean(0), ct)) return 0;
        await using var alone = await DuplicateLock.Take(db, ct);
        if (await DuplicateStore.Model(db, ct) is not { } model) return 0;
        var done = 0;
        while (await db.Many(Sql.Due, [Part], static r => r.GetGuid(0), ct) is { Count: > 0 } due)
        {
            var persons = due.ToArray();
            await db.Transaction(async tx =>
            {
                // noted again while this runs stays noted: the row is taken before the person is read
                await tx.Execute(Sql.Take, [persons], ct);
                await Refresh(tx, persons, model, ct);
                return 0;
            }, ct);
            done += persons.Length;
        }

        return done;
    }

    private async Task Refresh(Db tx, Guid[] persons, DuplicateModel model, CancellationToken ct)
    {
        var faces = await DuplicateStore.Faces(tx, persons, ct);
        var keys = faces.SelectMany(f => BlockingKeys.Of(f).Distinct().Select(k => (Key: k, f.Id))).ToList();
        await tx.Execute(Sql.ForgetKeys, [persons], ct);
        await tx.Execute(Sql.AddKeys, [keys.Select(k => k.Key).ToArray(), keys.Select(k => k.Id).ToArray()], ct);
        await tx.Execute(Sql.ForgetOpen, [persons], ct);
        var pairs = await tx.Many(Sql.Meet, [keys.Select(k => k.Key).Distinct().ToArray(), persons, BlockingKeys.MostInBlock], static r => (A: r.GetGuid(0), B: r.GetGuid(1)), ct);
        var known = (await DuplicateStore.Faces(tx, [.. pairs.SelectMany(p => (Guid[])[p.A, p.B]).Distinct()], ct)).ToDictionary(f => f.Id);
        List<ScoredPair> scored = [];
        foreach (var (a, b) in pairs)
        {
            if (!known.TryGetValue(a, out var one) || !known.TryGetValue(b, out var other)) continue;
            var pattern = CompareFaces.Of(one, other, model.Names);
            var score = model.Score(pattern);
            if (score.Probability >= DuplicateStore.LeastProbability) scored.Add(new(a, b, pattern, score, one.Commune ?? other.Commune));
        }

        await DuplicateStore.Keep(tx, scored, model.Version, clock.GetUtcNow(), ct);
    }

    private static class Sql
    {
        public const string Note = """
            insert into population.duplicate_due (person, at) select p, $2 from unnest($1::uuid[]) p
            on conflict (person) do update set at = excluded.at
            """;
        public const string AnyDue = "select exists (select from population.duplicate_due)";
        public const string Due = "select d.person from population.duplicate_due d order by d.person limit $1";
        public const string Take = "delete from population.duplicate_due where person = any($1)";
        public const string ForgetKeys = "delete from population.duplicate_key where person = any($1)";
        public const string AddKeys = "insert into population.duplicate_key (key, person) select k, p from unnest($1::bigint[], $2::uuid[]) n(k, p)";
        // what was found of their former state; what an officer decided stays
        public const string ForgetOpen = "delete from population.duplicate_candidate where (a = any($1) or b = any($1)) and state = 'open'";
        public const string Meet = """
            with asked as (select k.key from unnest($1::bigint[]) k(key)),
            block as (
                select a.key, m.person from asked a
                cross join lateral (select k.person from population.duplicate_key k where k.key = a.key limit $3 + 1) m),
            fit as (select b.key from block b group by b.key having count(*) between 2 and $3)
            select distinct least(x.person, y.person), greatest(x.person, y.person)
            from fit join block x on x.key = fit.key join block y on y.key = fit.key and y.person <> x.person
            where x.person = any($2)
            """;
    }
}
