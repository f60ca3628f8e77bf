namespace LienThong.Population.Synthetic;

/// <summary>A finished part of the population: families of one province with all that the register keeps of them.</summary>
internal sealed record SyntheticPool(IReadOnlyList<Family> Families, IReadOnlyList<SyntheticPerson> People);

/// <summary>One part of the plan: people and households with the communes that they live in. Made alone, in any order, on any processor.</summary>
internal sealed record PoolPlan(int Index, int Pools, Province Province, long FirstPerson, int People, int Households, CommuneWeight[] Communes)
{
    /// <summary>The most people of a part: their ordinal must fit into the 12 bits of their key.</summary>
    public const int MostPeople = 3_300;
}

/// <summary>The whole of a synthetic population: who lives where, decided before anybody is made.</summary>
internal sealed class SyntheticPlan
{
    private readonly Dictionary<string, CommuneWeight[]> _communes;

    public SyntheticPlan(SyntheticOptions options, IReadOnlyList<CommuneWeight> communes)
    {
        options.Check();
        Options = options;
        var known = Province.All.Select(p => p.Code).ToHashSet(StringComparer.Ordinal);
        _communes = communes.Where(c => known.Contains(c.Province)).GroupBy(c => c.Province, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.OrderByDescending(c => c.Urban).ThenBy(c => c.Code, StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        var missing = Province.All.Where(p => !_communes.ContainsKey(p.Code)).Select(p => p.Code).ToList();
        if (missing.Count > 0) throw new ArgumentException("No communes for province " + string.Join(", ", missing), nameof(communes));
        Demo = communes.FirstOrDefault(c => c.Code == options.DemoCommune && c.Province == DemoPeople.Province) is { Code: not null } demo ? demo : _communes[DemoPeople.Province][0];
        UrbanWeight = FitUrbanWeight();
        Pools = Split();
    }

    public SyntheticOptions Options { get; }
    public IReadOnlyList<PoolPlan> Pools { get; }
    public CommuneWeight Demo { get; }

    /// <summary>How many times more people an urban commune has than a rural one, so that 38.2 % of all live in towns (census 2024).</summary>
    public double UrbanWeight { get; }

    public CommuneWeight[] CommunesOf(string province) => _communes[province];

    private List<PoolPlan> Split()
    {
        var shares = Apportion(Options.People, [.. Province.All.Select(p => (double)p.People)]);
        var parts = Province.All.Select((p, i) => (Province: p, People: shares[i], Count: Math.Max(1, (shares[i] + PoolPlan.MostPeople - 1) / PoolPlan.MostPeople))).ToList();
        var total = parts.Sum(p => p.Count);
        List<PoolPlan> pools = new(total);
        var first = 0L;
        foreach (var (province, people, count) in parts)
        {
            var places = new CommunePlaces(_communes[province.Code], UrbanWeight);
            for (var i = 0; i < count; i++)
            {
                var size = (int)((long)people * (i + 1) / count - (long)people * i / count);
                var homes = Math.Max(1, Households(first + size) - Households(first));
                pools.Add(new(pools.Count, total, province, first, size, homes, places.Take((double)i / count, (double)(i + 1) / count, homes)));
                first += size;
            }
        }

        return pools;
    }

    // census 2024: 28,146,939 households, 3.59 persons each
    private static int Households(long people) => (int)Math.Round(people / 3.59);

    private double FitUrbanWeight()
    {
        double people = Province.All.Sum(p => (long)p.People);
        double low = 0.2, high = 8;
        for (var i = 0; i < 40; i++)
        {
            var factor = (low + high) / 2;
            var share = Province.All.Sum(p =>
            {
                var urban = _communes[p.Code].Count(c => c.Urban) * factor;
                return p.People / people * urban / (urban + _communes[p.Code].Count(c => !c.Urban));
            });
            if (share < .382) low = factor;
            else high = factor;
        }

        return low;
    }

    /// <summary>Whole numbers in proportion that sum up exactly (largest remainder).</summary>
    internal static int[] Apportion(int total, double[] weights)
    {
        var sum = weights.Sum();
        var exact = weights.Select(w => total * w / sum).ToArray();
        var whole = exact.Select(e => (int)e).ToArray();
        foreach (var i in Enumerable.Range(0, weights.Length).OrderByDescending(i => exact[i] - whole[i]).ThenBy(i => i).Take(total - whole.Sum())) whole[i]++;
        return whole;
    }
}

/// <summary>Households in a row along the communes of a province, each commune as long as its weight.</summary>
internal sealed class CommunePlaces
{
    private readonly CommuneWeight[] _communes;
    private readonly double[] _upto;

    public CommunePlaces(CommuneWeight[] communes, double urbanWeight)
    {
        _communes = communes;
        _upto = new double[communes.Length];
        var sum = 0.0;
        for (var i = 0; i < communes.Length; i++)
        {
            // communes differ: between about half and double, always the same for the same code
            var spread = .6 + SeededRandom.Mix(ulong.Parse(communes[i].Code, System.Globalization.CultureInfo.InvariantCulture)) % 1000 / 1000.0;
            sum += spread * (communes[i].Urban ? urbanWeight : 1);
            _upto[i] = sum;
        }

        for (var i = 0; i < _upto.Length; i++) _upto[i] /= sum;
    }

    /// <summary>The communes of <paramref name="count"/> households in a stretch of the row (0 to 1).</summary>
    public CommuneWeight[] Take(double from, double to, int count)
    {
        var homes = new CommuneWeight[count];
        for (var i = 0; i < count; i++)
        {
            var at = Array.BinarySearch(_upto, from + (to - from) * (i + .5) / count);
            homes[i] = _communes[Math.Min(at < 0 ? ~at : at + 1, _communes.Length - 1)];
        }

        return homes;
    }
}
