using LienThong.Kernel.Time;

namespace LienThong.Population.Fields;

/// <summary>Until when an identity card is valid. Law on Identity 26/2023 art. 21: renewed at 14, 25, 40 and 60; issued within two years before an age, it runs to the next one; after 60 it has no end.</summary>
internal static class CardValidity
{
    private static readonly int[] Ages = [14, 25, 40, 60];

    public static DateOnly? Ends(PartialDate birth, DateOnly issued)
    {
        if (birth.Precision == DatePrecision.Unknown) return null;
        foreach (var age in Ages)
        {
            var birthday = birth.Earliest.AddYears(age);
            if (issued < birthday.AddYears(-2)) return birthday;
        }

        return null;
    }
}
