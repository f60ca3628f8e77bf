using System.Runtime.CompilerServices;

namespace LienThong.Population.Synthetic;

/// <summary>
/// How a running ordinal of a series becomes the six free digits: a permutation of 0..999999, so that neighbours in time are not neighbours in number and none is given twice.
/// The series is the first six digits: place of registration, century and sex, year.
/// </summary>
internal static class PersonalNumbers
{
    public const int PerSeries = 1_000_000;

    /// <summary>Synthetic people take the ordinals below this; live births of the demonstration take those above.</summary>
    public const int GeneratedEnd = 890_000;
    public const int DemoEnd = 900_000;

    public static int Series(int prefix, Sex sex, int birthYear) =>
        prefix * 1000 + ((birthYear - 1900) / 100 * 2 + (sex == Sex.Female ? 1 : 0)) * 100 + birthYear % 100;

    [MethodImpl(Hot.Loop)]
    public static long Number(int series, int ordinal) => (long)series * PerSeries + Scramble(series, ordinal);

    /// <summary>Where the live allocation of a series begins.</summary>
    public static int FirstLive(int series) => series / 1000 == 99 ? DemoEnd : 0;

    // Feistel network over two halves of 1,000: a permutation whatever the round function is
    [MethodImpl(Hot.Loop)]
    private static int Scramble(int series, int ordinal)
    {
        var (left, right) = (ordinal / 1000, ordinal % 1000);
        for (ulong round = 0; round < 4; round++)
        {
            var mixed = (int)(SeededRandom.Mix((ulong)series << 20 | round << 16 | (uint)right) % 1000);
            (left, right) = (right, (left + mixed) % 1000);
        }

        return left * 1000 + right;
    }
}
