using System.Runtime.CompilerServices;

namespace LienThong.Population.Synthetic;

/// <summary>
/// Chances by age: marriage, widowhood, divorce, births by the age of the mother, leaving home. Shaped so that people of 15 and over come to about 25 % never married and 65 % married
/// (census 2024) and first marriages to a mean of 27 for men and 23 for women (census 2019).
/// </summary>
internal static class Lifecycle
{
    public const double MotherMin = 16.3, MotherMax = 48.9, FatherMin = 18.5, FatherMax = 64;

    // per five years of age from 15; the last goes on
    private static readonly double[] EverMarriedMen = [0, .11, .43, .70, .85, .905, .935, .95, .96, .97, .975, .98];
    private static readonly double[] EverMarriedWomen = [.02, .36, .69, .85, .90, .92, .925, .925, .92, .92, .92, .92];
    private static readonly double[] WidowedMen = [0, 0, 0, .001, .003, .006, .010, .016, .026, .042, .07, .11, .18, .28, .42, .55];
    private static readonly double[] WidowedWomen = [0, 0, .003, .007, .014, .026, .045, .075, .12, .19, .28, .39, .53, .67, .80, .90];
    private static readonly double[] DivorcedMen = [0, .008, .018, .027, .033, .036, .034, .03, .024, .018, .012, .01];
    private static readonly double[] DivorcedWomen = [0, .012, .025, .034, .042, .046, .045, .042, .036, .03, .022, .015];

    private static readonly Weighted<int> BirthGroup = new([(15, 9.0), (20, 29.6), (25, 31.4), (30, 19.5), (35, 8.9), (40, 1.4), (45, 0.2)]);
    private static readonly Weighted<int> ChildrenAtHome = new([(0, 5), (1, 20), (2, 52), (3, 17), (4, 5), (5, 1)]);

    [MethodImpl(Hot.Loop)]
    public static MaritalStatus Status(bool man, double exact, SeededRandom random)
    {
        // the marriage age of the Law on Marriage and Family 52/2014 art. 8, and some days for the register
        if (exact < (man ? 20.1 : 18.1)) return MaritalStatus.Single;
        var age = (int)exact;
        var ever = At(man ? EverMarriedMen : EverMarriedWomen, age);
        if (!random.Chance(man || age > 19 ? ever : ever * 2.5)) return MaritalStatus.Single;
        if (random.Chance(At(man ? WidowedMen : WidowedWomen, age))) return MaritalStatus.Widowed;
        return random.Chance(At(man ? DivorcedMen : DivorcedWomen, age)) ? MaritalStatus.Divorced : MaritalStatus.Married;
    }

    /// <summary>The age of a mother at a birth.</summary>
    public static double MotherAge(SeededRandom random) => Math.Clamp(BirthGroup.Draw(random) + random.Unit() * 5, MotherMin + 0.1, MotherMax - 0.1);

    /// <summary>How many children a mother has at home.</summary>
    public static int Children(SeededRandom random) => ChildrenAtHome.Draw(random);

    /// <summary>A first marriage: women from 18, mean about 23.5 before children hasten it; the husband's age follows from the couple.</summary>
    public static double WomanMarries(SeededRandom random) => 18.05 - Math.Log(1 - random.Unit() * 0.995) * 3.1 + random.Unit() * 5.2;

    /// <summary>The chance that an unmarried person still lives with the parents.</summary>
    public static double WithParents(int age) => age switch { < 15 => .985, < 18 => .97, < 22 => .9, < 26 => .85, < 31 => .78, < 41 => .5, < 50 => .25, _ => 0 };

    private static double At(double[] byGroup, int age) => byGroup[Math.Min(Math.Max(age - 15, 0) / 5, byGroup.Length - 1)];
}
