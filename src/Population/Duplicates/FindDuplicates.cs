using LienThong.Kernel.Data;
using LienThong.Kernel.Time;
using Npgsql;

namespace LienThong.Population.Duplicates;

/// <summary>What a full pass came to. Unusable: keys that too many people share.</summary>
public sealed record DuplicatePassSummary(long People, long Pairs, long Candidates, long Unusable, int Model);

/// <summary>
/// The full pass over the register: keys of everybody, pairs that meet under a key, weights learned from them, candidates stored. Set-based throughout; what is held in memory is one pattern per pair.
/// </summary>
public sealed class FindDuplicates(Db<PopulationModule> db, TimeProvider clock)
{
    private const int Chunk = 4_000;

    /// <summary>Runs unless a full pass ended in the last seven days and its keys are still there (they are not logged, so a crash empties them).</summary>
    public async Task IfDue(CancellationToken ct)
    {
        if (await db.One(Sql.IsDue, [clock.GetUtcNow()], static r => r.GetBoolean(0), ct)) await Run(static _ => { }, ct);
    }

    /// <summary>One full pass; a second one at the same time waits and then does its own.</summary>
    public async Task<DuplicatePassSummary> Run(Action<string> progress, CancellationToken ct)
    {
        await using var alone = await DuplicateLock.Take(db, ct);
        var (pass, started) = (Guid.CreateVersion7(clock.GetUtcNow()), clock.GetUtcNow());
        var people = await MakeKeys(progress, ct);
        await db.Execute(Sql.Start, [pass, started, people], ct);
        progress("Ghép cặp…");
        var unusable = await MakePairs(ct);
        progress("Học trọng số…");
        var (model, pairs, candidates) = await Compare(people, progress, ct);
        await db.Execute(Sql.Finish, [pass, clock.GetUtcNow(), pairs, candidates, unusable, model], ct);
        await db.Execute(Sql.UpTo, [started], ct);
        return new(people, pairs, candidates, unusable, model);
    }

    /// <summary>Keys of everybody, made anew; the number of people.</summary>
    internal async Task<long> MakeKeys(Action<string> progress, CancellationToken ct)
    {
        await using var reading = await LongConnection.Open(db, ct);
        await using var writing = await LongConnection.Open(db, ct);
        // emptied and filled in one transaction: the rows are stored as long committed, so that an index alone answers for them
        await using var transaction = await writing.Connection.BeginTransactionAsync(ct);
        await writing.Run(Sql.DropIndexes, ct);
        var people = 0L;
        await using (var copy = await writing.Connection.BeginBinaryImportAsync(Sql.CopyKeys, ct))
        {
            await using var select = new NpgsqlCommand(Sql.AllFaces, reading.Connection) { CommandTimeout = 0 };
            await using var row = await select.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
            {
                var face = DuplicateFace.Read(row);
                foreach (var key in BlockingKeys.Of(face).Distinct())
                {
                    await copy.StartRowAsync(ct);
                    await copy.WriteAsync(key, ct);
                    await copy.WriteAsync(face.Id, ct);
                }

                if (++people % 1_000_000 == 0) progress($"{people / 1_000_000} triệu người");
            }

            await copy.CompleteAsync(ct);
        }

        await writing.Run(Sql.BuildIndexes, ct);
        await transaction.CommitAsync(ct);
        return people;
    }

    /// <summary>The distinct pairs that meet under a key; answers the number of keys that too many share.</summary>
    internal async Task<long> MakePairs(CancellationToken ct)
    {
        await using var connection = await LongConnection.Open(db, ct);
        await connection.Run(Sql.ForgetPairs, ct);
        await using var command = new NpgsqlCommand(Sql.MakePairs, connection.Connection) { CommandTimeout = 0, Parameters = { new() { Value = BlockingKeys.MostInBlock } } };
        var unusable = (long)(await command.ExecuteScalarAsync(ct))!;
        return unusable;
    }

    /// <summary>Compares the pairs, learns from them and stores the candidates.</summary>
    internal async Task<(int Model, long Pairs, long Candidates)> Compare(long people, Action<string> progress, CancellationToken ct)
    {
        var sample = await SamplePairs.Take(db, people, ct);
        List<(Guid A, Guid B, Pattern Pattern, string? Commune)> compared = [];
        Dictionary<Pattern, long> counts = [];
        await foreach (var (a, b) in Pairs(ct))
        {
            var pattern = CompareFaces.Of(a, b, sample.Names);
            counts[pattern] = counts.GetValueOrDefault(pattern) + 1;
            compared.Add((a.Id, b.Id, pattern, a.Commune ?? b.Commune));
        }

        var (shares, sorts) = LearnModel.From(new(sample.Random, sample.Kin, counts), sample.Totals);
        var version = await db.One(Sql.NextModel, [], static r => r.GetInt32(0), ct);
        var model = new DuplicateModel(version, clock.GetUtcNow(), people, shares, sorts, [.. sample.Names.Words.Order(StringComparer.Ordinal)], [.. sample.Names.Common.Order(StringComparer.Ordinal)]);
        await DuplicateStore.KeepModel(db, model, ct);
        progress("Ghi các cặp nghi trùng…");
        var scores = counts.Keys.ToDictionary(p => p, model.Score);
        var candidates = 0L;
        foreach (var chunk in compared.Where(c => scores[c.Pattern].Probability >= DuplicateStore.LeastProbability).Chunk(Chunk))
            candidates += await DuplicateStore.Keep(db, [.. chunk.Select(c => new ScoredPair(c.A, c.B, c.Pattern, scores[c.Pattern], c.Commune))], version, clock.GetUtcNow(), ct);
        await db.Execute(Sql.ForgetStale, [version], ct);
        return (version, compared.Count, candidates);
    }

    /// <summary>The faces of the pairs, in parts that are read by key.</summary>
    private async IAsyncEnumerable<(DuplicateFace A, DuplicateFace B)> Pairs([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var reading = await LongConnection.Open(db, ct);
        await using var select = new NpgsqlCommand(Sql.Pairs, reading.Connection) { CommandTimeout = 0 };
        await using var row = await select.ExecuteReaderAsync(ct);
        List<(Guid A, Guid B)> part = new(Chunk);
        var more = true;
        while (more)
        {
            part.Clear();
            while (part.Count < Chunk && (more = await row.ReadAsync(ct))) part.Add((row.GetGuid(0), row.GetGuid(1)));
            var faces = (await DuplicateStore.Faces(db, [.. part.SelectMany(p => (Guid[])[p.A, p.B]).Distinct()], ct)).ToDictionary(f => f.Id);
            foreach (var (a, b) in part)
            {
                if (faces.TryGetValue(a, out var one) && faces.TryGetValue(b, out var other)) yield return (one, other);
            }
        }
    }

    private static class Sql
    {
        public const string IsDue = """
            select exists (select from population.person)
               and (not exists (select from population.duplicate_pass p where p.finished_at > $1::timestamptz - interval '7 days') or not exists (select from population.duplicate_key))
               and not exists (select from population.synthetic s where s.finished_at is null)
            """;
        public const string Start = "insert into population.duplicate_pass (id, started_at, people) values ($1, $2, $3)";
        public const string Finish = "update population.duplicate_pass set finished_at = $2, pairs = $3, candidates = $4, too_common = $5, model = $6 where id = $1";
        public const string UpTo = "insert into population.duplicate_watermark (at) values ($1) on conflict (only_one) do update set at = excluded.at";
        public const string DropIndexes = "select population.drop_duplicate_indexes()";
        public const string BuildIndexes = "select population.build_duplicate_indexes()";
        public const string AllFaces = $"select {DuplicateFace.Columns} from population.duplicate_face f";
        public const string CopyKeys = "copy population.duplicate_key (key, person) from stdin (format binary, freeze)";
        public const string ForgetPairs = "truncate population.duplicate_pair";
        public const string MakePairs = """
            with block as (
                select k.key, array_agg(k.person order by k.person) as persons, count(*) as size from population.duplicate_key k group by k.key having count(*) > 1),
            made as (
                insert into population.duplicate_pair (a, b)
                select distinct x.person, y.person
                from block, unnest(block.persons) with ordinality x(person, at), unnest(block.persons) with ordinality y(person, at)
                where block.size <= $1 and x.at < y.at)
            select count(*) from block where block.size > $1
            """;
        public const string Pairs = "select p.a, p.b from population.duplicate_pair p order by p.a, p.b";
        public const string NextModel = "select coalesce(max(m.version), 0) + 1 from population.duplicate_model m";
        // open candidates that this pass did not find again
        public const string ForgetStale = "delete from population.duplicate_candidate c where c.state = 'open' and c.model < $1";
    }
}
