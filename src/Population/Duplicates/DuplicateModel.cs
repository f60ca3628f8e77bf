using System.Text.Json.Serialization;

namespace LienThong.Population.Duplicates;

/// <summary>What else two records can be that look like one person.</summary>
internal enum Alternative
{
    /// <summary>Two people who have nothing to do with each other.</summary>
    Strangers = 0,
    /// <summary>Twins, brothers and sisters: they share parents, place and, as twins, the day.</summary>
    Kin = 1,
    /// <summary>Two people of one name and year, often of one village, where names are handed down.</summary>
    Namesakes = 2,
}

/// <summary>How often a level of agreement is seen among records of one person, and among those of each alternative.</summary>
internal sealed record LevelShares(double Match, double Stranger, double Kin, double Namesake)
{
    public double Of(Alternative other) => other switch { Alternative.Strangers => Stranger, Alternative.Kin => Kin, _ => Namesake };
}

/// <summary>How many pairs of each sort there are.</summary>
internal sealed record PairSorts(double Matches, double Strangers, double Kin, double Namesakes)
{
    public double Of(Alternative other) => other switch { Alternative.Strangers => Strangers, Alternative.Kin => Kin, _ => Namesakes };
}

/// <summary>What one field adds to the answer, in bits: +1 doubles the odds that the two records are one person.</summary>
internal sealed record FieldWeight(string Field, string Label, string Level, double Bits);

/// <summary>What a pair came to, and which alternative explains it best.</summary>
internal sealed record PairScore(double Bits, double Probability, Alternative Against);

/// <summary>
/// What was learned from a register: shares by field and level, and how many pairs of each sort there are. A pair is weighed against three alternatives, and whichever explains it best counts: so twins
/// are not taken for one person however much they share, and neither are two people of one name, year and village.
/// </summary>
internal sealed record DuplicateModel(
    int Version, DateTimeOffset MadeAt, long People, IReadOnlyList<IReadOnlyList<LevelShares>> Fields, PairSorts Sorts, IReadOnlyList<string> Words, IReadOnlyList<string> CommonNames)
{
    private static readonly Alternative[] Others = Enum.GetValues<Alternative>();

    [JsonIgnore]
    public KnownNames Names { get; } = new(Words.ToHashSet(StringComparer.Ordinal), CommonNames.ToHashSet(StringComparer.Ordinal));

    /// <summary>Where the sum begins: records of one person are far rarer than pairs of any other sort.</summary>
    public double Start(Alternative other) => Math.Log2(Math.Max(Sorts.Matches, 1e-3) / Math.Max(Sorts.Of(other), 1e-3));

    public double Weight(int field, int level, Alternative other)
    {
        if (level == 0) return 0;
        var shares = Fields[field][level - 1];
        return Math.Log2(shares.Match / shares.Of(other));
    }

    public PairScore Score(Pattern pattern)
    {
        var against = Others.Select(o => (Other: o, Bits: Start(o) + Enumerable.Range(0, ComparisonFields.Count).Sum(i => Weight(i, pattern[i], o)))).ToArray();
        var odds = 1 / against.Sum(a => Math.Pow(2, -a.Bits));
        return new(Math.Log2(odds), odds / (1 + odds), against.MinBy(a => a.Bits).Other);
    }

    /// <summary>The weights of a pair, field by field, against its likeliest alternative; fields that cannot be compared are left out.</summary>
    public IReadOnlyList<FieldWeight> Explain(Pattern pattern)
    {
        var other = Score(pattern).Against;
        List<FieldWeight> lines = [];
        for (var i = 0; i < ComparisonFields.Count; i++)
        {
            var field = ComparisonFields.All[i];
            if (pattern[i] > 0) lines.Add(new(field.Code, field.Label, field.Levels[pattern[i] - 1], Weight(i, pattern[i], other)));
        }

        return lines;
    }
}
