using LienThong.Kernel.Content;
using LienThong.Kernel.Time;

namespace LienThong.Population.Quality;

/// <summary>A rule of quality for a period: which field it looks at, for which of the four words it counts, what it asks in plain words, how to mend a record, and a parameter.</summary>
internal sealed record QualityRule(
    string Code, string Field, string Word, string Vi, string Fix, DateOnly EffectiveFrom, string LegalBasis, int? Value = null, DateOnly? EffectiveTo = null, string? Confidence = null) : ILegal
{
    /// <summary>The rule with its parameter in words.</summary>
    public string Text => Value is { } value ? Vi.Replace("{0}", value.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal) : Vi;
}

/// <summary>One file of content/quality.</summary>
internal sealed record QualityRuleFile(IReadOnlyList<QualityRule> Rules);

/// <summary>The rules of content/quality, chosen by day. What a rule computes is the check of the same code in <see cref="QualityChecks"/>.</summary>
internal sealed class QualityRules(IReadOnlyList<QualityRule> all)
{
    /// <summary>Đúng, đủ, sạch, sống: the order of the plans.</summary>
    public static readonly IReadOnlyList<(string Code, string Vi)> Words = [("right", "Đúng"), ("sufficient", "Đủ"), ("clean", "Sạch"), ("alive", "Sống")];

    public static QualityRules Read(ContentFolder content) => new([.. content.Yaml<QualityRuleFile>("quality/*.yaml").SelectMany(f => f.Value.Rules)]);

    /// <summary>Rules without a check, words that are none, versions that overlap.</summary>
    public static void Check(ContentFolder content, ContentReport report)
    {
        const string File = "quality/population.yaml";
        var rules = Read(content).All;
        foreach (var rule in rules)
        {
            if (!QualityChecks.Codes.Contains(rule.Code)) report.Fault(File, 0, $"{rule.Code}: chương trình không có phép kiểm tra này.");
            if (Words.All(w => w.Code != rule.Word)) report.Fault(File, 0, $"{rule.Code}: word phải là right, sufficient, clean hoặc alive.");
        }

        foreach (var group in rules.GroupBy(r => r.Code, StringComparer.Ordinal))
        {
            foreach (var fault in Effective.Faults(group)) report.Fault(File, 0, $"{group.Key}: {fault.Kind} {fault.From:yyyy-MM-dd} – {fault.To:yyyy-MM-dd}");
        }
    }

    public IReadOnlyList<QualityRule> All => all;

    public IReadOnlyList<QualityRule> On(DateOnly day) => [.. all.Where(r => r.InForce(day))];
}
