using LienThong.Kernel.Time;
using LienThong.Population.Legal;

namespace LienThong.Population.Cards;

/// <summary>Until when an identity card is valid: the ages at which it is renewed, and how long before such an age a new card already runs to the next one. Law on Identity 26/2023 art. 21.</summary>
internal sealed record CardValidity(IReadOnlyList<int> Ages, int EarlyYears)
{
    /// <summary>The rules in force on the day of issue.</summary>
    public static CardValidity On(LegalRules rules, DateOnly issued)
    {
        var day = rules.Find("card.age1", issued) is null ? rules.AllLimits.Where(l => l.Code == "card.age1").Min(l => l.EffectiveFrom) : issued;
        return new([rules.Limit("card.age1", day), rules.Limit("card.age2", day), rules.Limit("card.age3", day), rules.Limit("card.age4", day)], rules.Limit("card.earlyYears", day));
    }

    /// <summary>The last day; null when the card runs without an end or the birth is not known.</summary>
    public DateOnly? Ends(PartialDate birth, DateOnly issued)
    {
        if (birth.Precision == DatePrecision.Unknown) return null;
        foreach (var age in Ages)
        {
            var birthday = birth.Earliest.AddYears(age);
            if (issued < birthday.AddYears(-EarlyYears)) return birthday;
        }

        return null;
    }
}
