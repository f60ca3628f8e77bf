namespace LienThong.Population.Duplicates;

/// <summary>Counts of patterns: among pairs drawn at random, among brothers and sisters, among candidates.</summary>
internal sealed record PatternCounts(IReadOnlyDictionary<Pattern, long> Random, IReadOnlyDictionary<Pattern, long> Kin, IReadOnlyDictionary<Pattern, long> Candidates);

/// <summary>How many pairs there are in all: of any two people, and of two children of one mother.</summary>
internal sealed record PairTotals(long People, double Kin)
{
    public double Strangers => People * (People - 1.0) / 2;
}

/// <summary>
/// Fellegi–Sunter weights by expectation and maximisation. What strangers and kin look like is counted on pairs that are known to be such; what two records of one person look like, how many such pairs
/// there are, and how near namesakes live to each other, is learned on the candidates. The same register gives the same weights.
/// </summary>
internal sealed class LearnModel
{
    private const int Rounds = 80;

    // what nobody saw is rare, not impossible
    private const double Unseen = 0.5;

    // Twins are one or two in a hundred births, and few registers say who they are. Among two children of one mother the same day is never rarer than that.
    private const double LeastTwins = 0.012;

    // Siblings of one name are nearly always one child registered twice, which is not for this class to explain.
    private const double MostKinOfOneName = 0.001;

    private const int Name = 0, Birth = 1, Place = 5, Home = 8;
    private const int SameNameLevels = 3, OtherYear = 6;

    private readonly double[][] _strangers;
    private readonly double[][] _kin;
    private double[][] _match;
    private double[][] _namesakes;
    private double _matches;
    private double _namesakePairs;

    private LearnModel(PatternCounts counts)
    {
        _strangers = Share(counts.Random);
        _kin = Kin(Share(counts.Kin));
        _match = [.. ComparisonFields.All.Select(f => Normal(Enumerable.Range(0, f.Levels.Count).Select(l => First(f.Levels.Count, l))))];
        _namesakes = Namesakes(_strangers);
        _matches = Math.Max(1, counts.Candidates.Values.Sum() / 2.0);
        _namesakePairs = _matches / 2;
    }

    /// <summary>Shares and numbers of pairs, learned from the counts.</summary>
    public static (IReadOnlyList<IReadOnlyList<LevelShares>> Fields, PairSorts Sorts) From(PatternCounts counts, PairTotals totals)
    {
        var learn = new LearnModel(counts);
        var candidates = counts.Candidates.OrderBy(c => c.Key.Bits).ToList();
        for (var round = 0; round < Rounds && candidates.Count > 0; round++) learn.Round(candidates, totals);
        return ([.. learn._match.Select((field, i) => (IReadOnlyList<LevelShares>)[.. field.Select((m, l) => new LevelShares(m, learn._strangers[i][l], learn._kin[i][l], learn._namesakes[i][l]))])],
            new(learn._matches, totals.Strangers, Math.Max(totals.Kin, 1), learn._namesakePairs));
    }

    private void Round(List<KeyValuePair<Pattern, long>> candidates, PairTotals totals)
    {
        var (found, namesakes) = (0.0, 0.0);
        var (seen, seenNamesakes) = (Empty(), Empty());
        foreach (var (pattern, count) in candidates)
        {
            var (m, s, k, n) = (_matches, totals.Strangers, Math.Max(totals.Kin, 1), _namesakePairs);
            for (var i = 0; i < ComparisonFields.Count; i++)
            {
                if (pattern[i] is not (> 0 and var level)) continue;
                (m, s, k, n) = (m * _match[i][level - 1], s * _strangers[i][level - 1], k * _kin[i][level - 1], n * _namesakes[i][level - 1]);
            }

            var all = m + s + k + n;
            found += count * m / all;
            namesakes += count * n / all;
            Note(seen, pattern, count * m / all);
            Note(seenNamesakes, pattern, count * n / all);
        }

        (_matches, _namesakePairs) = (Math.Max(found, 1e-3), Math.Max(namesakes, 1e-3));
        _match = [.. seen.Select(s => Normal(s.Select((x, level) => x + Unseen * (level == 0 ? 20 : 1))))];
        // of namesakes only this is learned: how near to each other they are at home. The rest is as with strangers.
        foreach (var field in (int[])[Place, Home]) _namesakes[field] = Normal(seenNamesakes[field].Select(x => x + Unseen));
    }

    /// <summary>Where learning begins: most records of one person agree, the worse the level the rarer.</summary>
    private static double First(int levels, int level) => level == 0 ? 0.9 : 0.1 / (levels - 1) * (levels - level) * 2 / levels;

    private static double[][] Share(IReadOnlyDictionary<Pattern, long> patterns)
    {
        var seen = Empty();
        foreach (var (pattern, count) in patterns) Note(seen, pattern, count);
        return [.. seen.Select(s => Normal(s.Select(x => x + Unseen)))];
    }

    private static double[][] Kin(double[][] shares)
    {
        var birth = shares[Birth];
        if (birth[0] < LeastTwins) shares[Birth] = [LeastTwins, .. Normal(birth.Skip(1)).Select(s => s * (1 - LeastTwins))];
        var name = shares[Name];
        for (var level = 0; level < SameNameLevels; level++) name[level] = Math.Min(name[level], MostKinOfOneName);
        shares[Name] = Normal(name);
        return shares;
    }

    // strangers, given that the name is the same and the year too
    private static double[][] Namesakes(double[][] strangers)
    {
        double[][] shares = [.. strangers.Select(s => (double[])[.. s])];
        shares[Name] = Normal(strangers[Name].Select((x, i) => i < SameNameLevels ? x + 1e-6 : 1e-9));
        shares[Birth] = Normal(strangers[Birth].Select((x, i) => i < OtherYear - 1 ? x : 1e-6));
        shares[Place] = Normal(Enumerable.Repeat(1.0, strangers[Place].Length));
        shares[Home] = Normal(Enumerable.Repeat(1.0, strangers[Home].Length));
        return shares;
    }

    private static double[][] Empty() => [.. ComparisonFields.All.Select(f => new double[f.Levels.Count])];

    private static void Note(double[][] seen, Pattern pattern, double count)
    {
        for (var i = 0; i < ComparisonFields.Count; i++)
        {
            if (pattern[i] > 0) seen[i][pattern[i] - 1] += count;
        }
    }

    private static double[] Normal(IEnumerable<double> values)
    {
        double[] all = [.. values];
        var sum = all.Sum();
        return [.. all.Select(v => v / sum)];
    }
}
