using LienThong.Kernel.Content;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;

namespace LienThong.Population.Legal;

/// <summary>A number that the law sets, for a period: 24 months of temporary residence, 20 years of age to marry.</summary>
internal sealed record LegalLimit(string Code, int Value, string Vi, DateOnly EffectiveFrom, string LegalBasis, DateOnly? EffectiveTo = null, string? Confidence = null) : ILegal;

/// <summary>A case that the law knows, for a period: a ground of removal, a kind of document.</summary>
internal sealed record LegalCase(string Use, string Code, string Vi, DateOnly EffectiveFrom, string LegalBasis, DateOnly? EffectiveTo = null, string? Confidence = null) : ILegal;

/// <summary>One file of content/population.</summary>
internal sealed record LegalRuleFile(IReadOnlyList<LegalLimit> Limits, IReadOnlyList<LegalCase> Cases);

/// <summary>What residence and civil-status law sets, as data of content/population, chosen by the day of the act.</summary>
internal sealed class LegalRules(IReadOnlyList<LegalLimit> limits, IReadOnlyList<LegalCase> cases)
{
    /// <summary>Limits that the program asks for; content must give each of them for today.</summary>
    public static readonly IReadOnlyList<string> Needed =
    [
        "temporary.leastDays", "temporary.mostMonths", "temporary.renewWithinDays", "stay.mostDays", "stay.tellByHour", "stay.lateTellByHour", "confirmation.validMonths",
        "marriage.leastAgeMan", "marriage.leastAgeWoman", "adoption.leastYearsOlder", "adoption.childUnder", "head.leastAge", "block.mostNumbers",
        "card.age1", "card.age2", "card.age3", "card.age4", "card.earlyYears", "card.certificateYears", "correction.workingDays", "correction.mostOpen",
    ];

    public static LegalRules Read(ContentFolder content)
    {
        var files = content.Yaml<LegalRuleFile>("population/*.yaml");
        return new([.. files.SelectMany(f => f.Value.Limits)], [.. files.SelectMany(f => f.Value.Cases)]);
    }

    /// <summary>Versions that overlap or leave a gap, and limits that nobody gave.</summary>
    public static void Check(ContentFolder content, ContentReport report, DateOnly today)
    {
        var rules = Read(content);
        foreach (var group in rules.AllLimits.GroupBy(l => l.Code, StringComparer.Ordinal))
        {
            foreach (var fault in Effective.Faults(group)) report.Fault("population/rules.yaml", 0, $"{group.Key}: {fault.Kind} {fault.From:yyyy-MM-dd} – {fault.To:yyyy-MM-dd}");
        }

        foreach (var code in Needed.Where(c => rules.Find(c, today) is null)) report.Fault("population/rules.yaml", 0, $"Thiếu giới hạn {code} cho hôm nay.");
    }

    public IReadOnlyList<LegalLimit> AllLimits => limits;

    /// <summary>The limit in force on a day.</summary>
    /// <exception cref="InvalidOperationException">Content gives none for that day.</exception>
    public int Limit(string code, DateOnly on) => Find(code, on)?.Value ?? throw new InvalidOperationException($"No legal limit {code} on {on:yyyy-MM-dd}.");

    /// <summary>The limit with its basis, or null.</summary>
    public LegalLimit? Find(string code, DateOnly on) => Effective.At(limits.Where(l => l.Code == code), on);

    /// <summary>Cases of a use in force on a day, in the order of the file.</summary>
    public IReadOnlyList<LegalCase> Cases(string use, DateOnly on) => [.. cases.Where(c => c.Use == use && c.InForce(on))];

    public bool Knows(string use, string? code, DateOnly on) => cases.Any(c => c.Use == use && c.Code == code && c.InForce(on));

    /// <summary>The word of a case, also when it is no longer in force.</summary>
    public string Word(string use, string code) => cases.FirstOrDefault(c => c.Use == use && c.Code == code)?.Vi ?? code;
}
