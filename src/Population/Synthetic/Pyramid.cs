using System.Runtime.CompilerServices;

namespace LienThong.Population.Synthetic;

/// <summary>
/// Age and sex of the people: thousands per five years of age for 2025 (UN World Population Prospects 2019, medium; total 101.1 M, the scale of the census of 1 April 2024),
/// scaled so that 0-14 are 23.3 %, 15-64 67.4 % and 65+ 9.3 % as that census counted.
/// </summary>
internal static class Pyramid
{
    public const int Ages = 102;
    private static readonly double[] Men = [3852, 4133, 3976, 3707, 3298, 3406, 4282, 4216, 3859, 3456, 3160, 2745, 2334, 1793, 1125, 519, 298, 181, 95, 30, 8];
    private static readonly double[] Women = [3522, 3700, 3550, 3339, 3094, 3263, 4154, 4112, 3809, 3475, 3238, 2900, 2618, 2194, 1528, 855, 557, 389, 235, 82, 23];
    private static readonly double[] Cumulated = Cumulate();

    /// <summary>The share of a group of five years (index 0 is 0-4, 20 is 100+) and a sex among all people.</summary>
    public static double Share(bool man, int group)
    {
        var (from, to) = (group * 5, group == 20 ? Ages : group * 5 + 5);
        var offset = man ? 0 : Ages;
        double Upto(int cell) => cell == 0 ? 0 : Cumulated[cell - 1];
        return Upto(offset + to) - Upto(offset + from);
    }

    /// <summary>The sex and the age in years of person <paramref name="index"/> of a row: a golden-ratio row meets the shares closely in every stretch of it.</summary>
    [MethodImpl(Hot.Loop)]
    public static (bool Man, int Age) At(long index, double offset)
    {
        var p = (index * 0.6180339887498949 + offset) % 1.0;
        var cell = Array.BinarySearch(Cumulated, p);
        if (cell < 0) cell = ~cell;
        else cell++;
        cell = Math.Min(cell, 2 * Ages - 1);
        return cell < Ages ? (true, cell) : (false, cell - Ages);
    }

    private static double[] Cumulate()
    {
        var cells = new double[2 * Ages];
        Spread(Men, cells.AsSpan(0, Ages));
        Spread(Women, cells.AsSpan(Ages));
        Scale(cells, 0, 15, 0.233);
        Scale(cells, 15, 65, 0.674);
        Scale(cells, 65, Ages, 0.093);
        for (var i = 1; i < cells.Length; i++) cells[i] += cells[i - 1];
        for (var i = 0; i < cells.Length; i++) cells[i] /= cells[^1];
        return cells;
    }

    /// <summary>From groups of five years to single years: a straight slope inside each group that keeps its total.</summary>
    private static void Spread(double[] groups, Span<double> cells)
    {
        for (var g = 0; g < 20; g++)
        {
            var before = groups[Math.Max(g - 1, 0)];
            var after = groups[g + 1];
            var slope = Math.Clamp((after - before) / 50, -groups[g] / 12, groups[g] / 12);
            for (var year = 0; year < 5; year++) cells[g * 5 + year] = groups[g] / 5 + slope * (year - 2);
        }

        cells[100] = groups[20] * 0.7;
        cells[101] = groups[20] * 0.3;
    }

    private static void Scale(double[] cells, int from, int to, double share)
    {
        var sum = 0.0;
        for (var age = from; age < to; age++) sum += cells[age] + cells[Ages + age];
        for (var age = from; age < to; age++)
        {
            cells[age] *= share / sum;
            cells[Ages + age] *= share / sum;
        }
    }
}
