using System.Runtime.CompilerServices;

namespace LienThong.Population.Synthetic;

/// <summary>xorshift128+ seeded by SplitMix64: fast, and the same on every machine and runtime, which System.Random does not promise.</summary>
internal sealed class SeededRandom
{
    private ulong _a;
    private ulong _b;

    public SeededRandom(ulong seed, ulong stream)
    {
        _a = Mix(seed * 0x9E3779B97F4A7C15 + stream);
        _b = Mix(_a ^ stream * 0xD1B54A32D192ED03) | 1;
    }

    /// <summary>A well mixed hash of one number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        var x = _a;
        var y = _b;
        _a = y;
        x ^= x << 23;
        _b = x ^ y ^ (x >> 17) ^ (y >> 26);
        return _b + y;
    }

    /// <summary>In [0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>In [0, below).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Below(int below) => (int)((UInt128)Next() * (ulong)below >> 64);

    public bool Chance(double probability) => Unit() < probability;

    /// <summary>About normal with mean 0 and deviation 1 (sum of four uniforms), never beyond 3.5.</summary>
    public double Normal() => (Unit() + Unit() + Unit() + Unit() - 2) * 1.7320508;

    public T Pick<T>(T[] items) => items[Below(items.Length)];

    public void Shuffle<T>(List<T> items)
    {
        for (var i = items.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}

/// <summary>A weighted choice in constant time (alias method).</summary>
internal sealed class Weighted<T>
{
    private readonly T[] _items;
    private readonly double[] _keep;
    private readonly int[] _other;

    public Weighted(IReadOnlyList<(T Item, double Weight)> choices)
    {
        var n = choices.Count;
        _items = [.. choices.Select(c => c.Item)];
        _keep = new double[n];
        _other = new int[n];
        var total = choices.Sum(c => c.Weight);
        Stack<int> small = new(), large = new();
        for (var i = 0; i < n; i++)
        {
            _keep[i] = choices[i].Weight * n / total;
            _other[i] = i;
            (_keep[i] < 1 ? small : large).Push(i);
        }

        while (small.Count > 0 && large.Count > 0)
        {
            int s = small.Pop(), l = large.Pop();
            _other[s] = l;
            _keep[l] -= 1 - _keep[s];
            (_keep[l] < 1 ? small : large).Push(l);
        }

        foreach (var rest in small.Concat(large)) _keep[rest] = 1;
    }

    [MethodImpl(Hot.Loop)]
    public T Draw(SeededRandom random)
    {
        var at = random.Unit() * _items.Length;
        var i = (int)at;
        return at - i < _keep[i] ? _items[i] : _items[_other[i]];
    }
}
