namespace LienThong.Kernel.Time;

/// <summary>A rule of law kept as data. Both dates are days on which it is in force.</summary>
public interface ILegal
{
    /// <summary>First day in force.</summary>
    DateOnly EffectiveFrom { get; }

    /// <summary>Last day in force; null while no end is known.</summary>
    DateOnly? EffectiveTo { get; }

    /// <summary>The act and article it comes from, as people cite it.</summary>
    string LegalBasis { get; }
}

/// <summary>What is wrong between two rules that should follow one another.</summary>
public enum LegalFaultKind
{
    /// <summary>Two rules are in force on the same day.</summary>
    Overlap,

    /// <summary>No rule is in force between two.</summary>
    Gap,

    /// <summary>A rule ends before it begins.</summary>
    Inverted,
}

/// <summary>An overlap, gap or inverted period, with its first and last day.</summary>
public sealed record LegalFault(LegalFaultKind Kind, ILegal Earlier, ILegal Later, DateOnly From, DateOnly To);

/// <summary>Chooses among versions of one rule by date. A dossier asks with the date of its reception and keeps the answer.</summary>
public static class Effective
{
    /// <summary>The rule in force on a day, or null. When versions overlap (a fault), the one that began last wins.</summary>
    public static T? At<T>(IEnumerable<T> rules, DateOnly date)
        where T : class, ILegal
    {
        ArgumentNullException.ThrowIfNull(rules);
        T? found = null;
        foreach (var rule in rules)
            if (rule.InForce(date) && (found is null || rule.EffectiveFrom > found.EffectiveFrom)) found = rule;
        return found;
    }

    /// <summary>True when the rule is in force on the day.</summary>
    public static bool InForce(this ILegal rule, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.EffectiveFrom <= date && (rule.EffectiveTo is not { } last || date <= last);
    }

    /// <summary>Every overlap, gap and inverted period among versions of one rule, in time order.</summary>
    public static IReadOnlyList<LegalFault> Faults(IEnumerable<ILegal> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var faults = new List<LegalFault>();
        ILegal? reach = null;                                     // the version that reaches furthest so far
        foreach (var rule in rules.OrderBy(r => r.EffectiveFrom).ThenBy(Last))
        {
            if (Last(rule) < rule.EffectiveFrom)
            {
                faults.Add(new(LegalFaultKind.Inverted, rule, rule, rule.EffectiveFrom, Last(rule)));
                continue;
            }
            if (reach is not null && rule.EffectiveFrom <= Last(reach))
                faults.Add(new(LegalFaultKind.Overlap, reach, rule, rule.EffectiveFrom, Min(Last(reach), Last(rule))));
            else if (reach is not null && rule.EffectiveFrom > Last(reach).AddDays(1))
                faults.Add(new(LegalFaultKind.Gap, reach, rule, Last(reach).AddDays(1), rule.EffectiveFrom.AddDays(-1)));
            if (reach is null || Last(rule) > Last(reach)) reach = rule;
        }
        return faults;
    }

    private static DateOnly Last(ILegal rule) => rule.EffectiveTo ?? DateOnly.MaxValue;

    private static DateOnly Min(DateOnly a, DateOnly b) => a < b ? a : b;
}
