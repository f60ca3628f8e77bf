using LienThong.Kernel.Data;
using LienThong.Population.Synthetic;

namespace LienThong.Population.Duplicates;

/// <summary>What learning needs besides the candidates: what strangers and siblings look like, and which words are names.</summary>
internal sealed record SamplePairs(KnownNames Names, IReadOnlyDictionary<Pattern, long> Random, IReadOnlyDictionary<Pattern, long> Kin, PairTotals Totals)
{
    private const int People = 20_000, MostRandom = 400_000, Siblings = 8_000;

    // a word that this many of the sample bear is a name; a whole name borne by that many is common
    private const int LeastBearers = 3;

    public static async Task<SamplePairs> Take(Db db, long people, CancellationToken ct)
    {
        var percent = Math.Clamp(People * 100.0 / Math.Max(people, 1), 0.0001, 100);
        var faces = await db.Many(Sql.Sample, [percent], DuplicateFace.Read, ct);
        faces.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        var names = Known(faces);
        var kin = new Dictionary<Pattern, long>();
        foreach (var part in (await db.Many(Sql.Siblings, [percent, Siblings], static r => (A: r.GetGuid(0), B: r.GetGuid(1)), ct)).Chunk(2_000))
        {
            var known = (await DuplicateStore.Faces(db, [.. part.SelectMany(p => (Guid[])[p.A, p.B]).Distinct()], ct)).ToDictionary(f => f.Id);
            foreach (var (a, b) in part)
            {
                // children of one mother with one name are one child registered twice
                if (known.TryGetValue(a, out var one) && known.TryGetValue(b, out var other) && one.Search != other.Search) Add(kin, CompareFaces.Of(one, other, names));
            }
        }

        var siblings = await db.One(Sql.SiblingPairs, [], static r => r.GetDouble(0), ct);
        return new(names, Strangers(faces, names), kin, new(people, siblings));
    }

    private static KnownNames Known(List<DuplicateFace> faces)
    {
        Dictionary<string, int> words = new(StringComparer.Ordinal), whole = new(StringComparer.Ordinal);
        foreach (var face in faces)
        {
            whole[face.Search] = whole.GetValueOrDefault(face.Search) + 1;
            foreach (var word in face.Search.Split(' ').Distinct(StringComparer.Ordinal)) words[word] = words.GetValueOrDefault(word) + 1;
        }

        return new(words.Where(w => w.Value >= LeastBearers).Select(w => w.Key).ToHashSet(StringComparer.Ordinal),
            whole.Where(w => w.Value >= LeastBearers).Select(w => w.Key).ToHashSet(StringComparer.Ordinal));
    }

    // pairs of the sample, drawn by a generator that gives the same ones for the same sample
    private static Dictionary<Pattern, long> Strangers(List<DuplicateFace> faces, KnownNames names)
    {
        Dictionary<Pattern, long> seen = [];
        if (faces.Count < 2) return seen;
        var random = new SeededRandom(2026, (ulong)faces.Count);
        var draws = Math.Min(MostRandom, faces.Count * 40);
        for (var i = 0; i < draws; i++)
        {
            var (a, b) = (faces[random.Below(faces.Count)], faces[random.Below(faces.Count)]);
            // of one family is another class
            if (a.Id == b.Id || (a.Mother is { } mother && mother == b.Mother) || (a.Father is { } father && father == b.Father)) continue;
            Add(seen, CompareFaces.Of(a, b, names));
        }

        return seen;
    }

    private static void Add(Dictionary<Pattern, long> seen, Pattern pattern) => seen[pattern] = seen.GetValueOrDefault(pattern) + 1;

    private static class Sql
    {
        public const string Sample = $"""
            with chosen as materialized (select p.id from population.person p tablesample bernoulli ($1) repeatable (26))
            select {DuplicateFace.Columns} from chosen join population.duplicate_face f on f.id = chosen.id
            """;
        public const string Siblings = """
            select p.id, s.id
            from population.person p tablesample bernoulli ($1) repeatable (62) join population.person s on s.mother = p.mother and s.id > p.id
            limit $2
            """;
        public const string SiblingPairs = "select coalesce(sum(c.n * (c.n - 1) / 2), 0)::double precision from (select count(*) as n from population.person p where p.mother is not null group by p.mother) c";
    }
}
