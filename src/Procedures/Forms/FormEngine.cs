using LienThong.Procedures.Definitions;

namespace LienThong.Procedures.Forms;

/// <summary>
/// Works out the form: which lines a source has already filled, which follow from others, and which few must be asked. Pure: the same
/// facts and answers always give the same form, so it can be worked out again at every step and stored nowhere but in its inputs.
/// </summary>
internal static class FormEngine
{
    /// <param name="definition">The version that the draft is pinned to.</param>
    /// <param name="facts">What the sources said.</param>
    /// <param name="answers">What the applicant said, by question key; a key of a prefilled line is a correction.</param>
    public static FormState Evaluate(ProcedureDefinition definition, Facts facts, IReadOnlyDictionary<string, string> answers)
    {
        var lines = new List<FormLine>();
        foreach (var question in definition.Questions) // conditions look back only, which DefinitionCheck proves
            lines.Add(Resolve(question, facts, answers, lines));
        return new FormState(definition, facts, lines);
    }

    private static FormLine Resolve(Question question, Facts facts, IReadOnlyDictionary<string, string> answers, IReadOnlyList<FormLine> before)
    {
        if (!Holds(question.When, facts, before)) return new(question, Visible: false, AnswerOrigin.Typed, null, null, null);
        if (question.Constant is { } constant) return new(question, true, AnswerOrigin.Derived, constant, Words(question, constant), null);
        if (question.Follows is { } follow && Followed(follow, facts, before) is { } taken)
            return new(question, true, AnswerOrigin.Derived, taken.Value, taken.Display, taken.Fact);

        var given = answers.GetValueOrDefault(question.Key);
        if (question.Takes is { } address && facts.Known(address) is { } known)
        {
            var fact = facts.Of(address);
            return given is { Length: > 0 } && question.Correctable && !string.Equals(given, known.Value, StringComparison.Ordinal)
                ? new(question, true, AnswerOrigin.Changed, given, Words(question, given), fact)
                : new(question, true, AnswerOrigin.Prefilled, known.Value, Words(question, known.Value, known.Display), fact);
        }
        var value = given ?? DefaultOf(question, facts, before);
        return new(question, true, AnswerOrigin.Typed, value, value is null ? null : Words(question, value), null);
    }

    private static (string Value, string Display, Fact? Fact)? Followed(Follow follow, Facts facts, IReadOnlyList<FormLine> before)
    {
        var answer = Answer(before, follow.Question);
        foreach (var one in follow.Cases)
        {
            if (string.Equals(one.Is, answer, StringComparison.Ordinal) && facts.Known(one.Takes) is { } known)
                return (known.Value, known.Display, facts.Of(one.Takes));
        }
        // The question was not worth asking (both sides equal, or one unknown): the first known side.
        if (answer is not null) return null;
        foreach (var one in follow.Cases)
        {
            if (facts.Known(one.Takes) is { } known) return (known.Value, known.Display, facts.Of(one.Takes));
        }
        return null;
    }

    private static string? DefaultOf(Question question, Facts facts, IReadOnlyList<FormLine> before) =>
        question.Default is { } code && (question.Options.Count == 0 || OptionsOf(question, facts, before).Any(o => Same(o.Code, code))) ? code : null;

    /// <summary>The options that may be chosen now.</summary>
    public static IReadOnlyList<Option> OptionsOf(Question question, Facts facts, IReadOnlyList<FormLine> lines) =>
        [.. question.Options.Where(o => Holds(o.When, facts, lines))];

    /// <summary>Whether a condition holds; no condition always does.</summary>
    public static bool Holds(Condition? condition, Facts facts, IReadOnlyList<FormLine> lines)
    {
        if (condition is null) return true;
        if (condition.Question is { } question)
        {
            var answer = Answer(lines, question);
            if (answer is null || condition.Is?.Any(one => Same(one, answer)) == false) return false;
        }
        if (condition.Known is { } known && facts.Known(known) is null) return false;
        if (condition.Unknown is { } unknown && facts.Known(unknown) is not null) return false;
        if (condition.Differ is { Count: 2 } pair)
        {
            var (a, b) = (facts.Known(pair[0]), facts.Known(pair[1]));
            if (a is null || b is null || Same(a.Value.Value, b.Value.Value)) return false;
        }
        return true;
    }

    private static string? Answer(IReadOnlyList<FormLine> lines, string key) => lines.FirstOrDefault(l => Same(l.Key, key)) is { Visible: true } line ? line.Value : null;

    private static string Words(Question question, string value, string? display = null) =>
        question.Options.FirstOrDefault(o => Same(o.Code, value))?.Name.Here ?? DisplayForms.Of(question.Kind, value, display);

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);
}
