using LienThong.Kernel.Data;
using LienThong.Kernel.Time;

namespace LienThong.Population.Duplicates;

/// <summary>
/// Keeps the search up to date between full passes: whoever's history grew since the last time gets new keys and is compared with those whom they meet under them.
/// </summary>
internal sealed class RefreshDuplicates(Db<PopulationModule> db, TimeProvider clock)
{
    private const int Part = 500;

    /// <summary>An act is recorded with the time at which it began, and committed later; statements end within this time.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(5);

    /// <summary>Answers the number of persons. Without a full pass there is nothing to weigh by, and it takes everybody anyway.</summary>
    public async Task<int> Run(CancellationToken ct)
    {
        await using var alone = await DuplicateLock.Take(db, ct);
        if (await DuplicateStore.Model(db, ct) is not { } model) return 0;
        var (from, upto) = (await db.One(Sql.Watermark, [], static r => r.Instant(0), ct), clock.GetUtcNow());
        var (done, last) = (0, Guid.Empty);
        while (await db.Many(Sql.Changed, [from - Late, upto, last, Part], static r => r.GetGuid(0), ct) is { Count: > 0 } changed)
        {
            var persons = changed.ToArray();
            await db.Transaction(async tx =>
            {
                await Refresh(tx, persons, model, ct);
                return 0;
            }, ct);
            (done, last) = (done + persons.Length, persons[^1]);
        }

        await db.Execute(Sql.UpTo, [upto], ct);
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
        public const string Watermark = "select w.at from population.duplicate_watermark w";
        public const string Changed = """
            select distinct h.person from population.person_history h where h.recorded_at > $1 and h.recorded_at <= $2 and h.person > $3 order by h.person limit $4
            """;
        public const string UpTo = "update population.duplicate_watermark set at = $1";
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
