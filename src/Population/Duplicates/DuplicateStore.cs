using LienThong.Kernel.Data;
using Npgsql;

namespace LienThong.Population.Duplicates;

/// <summary>A pair that was scored, before it is stored.</summary>
internal sealed record ScoredPair(Guid A, Guid B, Pattern Pattern, PairScore Score, string? Commune);

/// <summary>Statements on keys, faces, models and candidates that the full pass and the small one share.</summary>
internal static class DuplicateStore
{
    /// <summary>Below this probability a pair is not worth an officer's look.</summary>
    public const double LeastProbability = 0.05;

    public static Task<List<DuplicateFace>> Faces(Db db, IReadOnlyCollection<Guid> persons, CancellationToken ct) =>
        db.Many(Sql.Faces, [persons as Guid[] ?? [.. persons]], DuplicateFace.Read, ct);

    public static Task<DuplicateModel?> Model(Db db, CancellationToken ct) => db.One(Sql.LatestModel, [], static r => r.FromJson<DuplicateModel>(0), ct);

    public static Task<DuplicateModel?> Model(Db db, int version, CancellationToken ct) => db.One(Sql.ModelOf, [version], static r => r.FromJson<DuplicateModel>(0), ct);

    public static Task KeepModel(Db db, DuplicateModel model, CancellationToken ct) => db.Execute(Sql.KeepModel, [model.Version, model.MadeAt, model.People, Json.Of(model)], ct);

    /// <summary>Stores scored pairs; what an officer decided stays decided.</summary>
    public static async Task<int> Keep(Db db, IReadOnlyList<ScoredPair> pairs, int model, DateTimeOffset at, CancellationToken ct)
    {
        if (pairs.Count == 0) return 0;
        return await db.Execute(Sql.Keep,
        [
            pairs.Select(p => p.A).ToArray(), pairs.Select(p => p.B).ToArray(), pairs.Select(p => (float)p.Score.Bits).ToArray(), pairs.Select(p => (float)p.Score.Probability).ToArray(),
            pairs.Select(p => p.Pattern.ToString()).ToArray(), pairs.Select(p => p.Commune).ToArray(), model, at,
        ], ct);
    }

    internal static class Sql
    {
        public const string Faces = $"select {DuplicateFace.Columns} from population.duplicate_face f where f.id = any($1)";
        public const string LatestModel = "select m.weights::text from population.duplicate_model m order by m.version desc limit 1";
        public const string ModelOf = "select m.weights::text from population.duplicate_model m where m.version = $1";
        public const string KeepModel = "insert into population.duplicate_model (version, made_at, people, weights) values ($1, $2, $3, $4)";
        public const string Keep = """
            insert into population.duplicate_candidate (a, b, score, probability, levels, commune, model, found_at)
            select p.a, p.b, p.score, p.probability, p.levels, p.commune, $7, $8
            from unnest($1::uuid[], $2::uuid[], $3::real[], $4::real[], $5::text[], $6::text[]) p(a, b, score, probability, levels, commune)
            on conflict (a, b) do update set score = excluded.score, probability = excluded.probability, levels = excluded.levels, commune = excluded.commune, model = excluded.model
            where duplicate_candidate.state = 'open'
            """;
    }
}
