using LienThong.Procedures.Definitions;

namespace LienThong.Procedures.Forms;

/// <summary>Where the value of a line comes from.</summary>
internal enum AnswerOrigin
{
    /// <summary>A source told it.</summary>
    Prefilled,

    /// <summary>The applicant gave it.</summary>
    Typed,

    /// <summary>A source told it, the applicant says otherwise.</summary>
    Changed,

    /// <summary>It follows from other lines.</summary>
    Derived,
}

/// <summary>One line of the form, resolved.</summary>
/// <param name="Question">The line of the definition.</param>
/// <param name="Visible">Its condition holds.</param>
/// <param name="Origin">Where the value comes from; <see cref="AnswerOrigin.Typed"/> also for what is still to be asked.</param>
/// <param name="Value">Canonical value, or null while unknown.</param>
/// <param name="Display">The value in words.</param>
/// <param name="Fact">The fact behind a prefilled or changed line.</param>
internal sealed record FormLine(Question Question, bool Visible, AnswerOrigin Origin, string? Value, string? Display, Fact? Fact)
{
    /// <summary>The applicant must be asked: nobody else knows.</summary>
    public bool Asked => Visible && Origin is AnswerOrigin.Typed;

    /// <summary>Asked, and answered by writing rather than choosing: the budget of five counts these.</summary>
    public bool Typing => Asked && Question.Kind is not (AnswerKind.Choice or AnswerKind.People or AnswerKind.Count);

    public string Key => Question.Key;
}

/// <summary>The whole form, given what sources know and what the applicant said so far.</summary>
internal sealed record FormState(ProcedureDefinition Definition, Facts Facts, IReadOnlyList<FormLine> Lines)
{
    public FormLine? Line(string key) => Lines.FirstOrDefault(l => string.Equals(l.Key, key, StringComparison.Ordinal));

    public string? Value(string key) => Line(key) is { Visible: true } line ? line.Value : null;

    public string? Value(string role, string field) => Of(role, field)?.Value;

    public FormLine? Of(string role, string field) => Lines.FirstOrDefault(l => l.Visible
        && string.Equals(l.Question.Role, role, StringComparison.Ordinal) && string.Equals(l.Question.Field, field, StringComparison.Ordinal));

    /// <summary>Pages that have something to ask, in order.</summary>
    public IEnumerable<FormPage> PagesToAsk => Definition.Pages.Where(p => LinesOf(p).Any(l => l.Asked));

    public IEnumerable<FormLine> LinesOf(FormPage page) => Lines.Where(l => page.Questions.Contains(l.Question));

    public FormPage? PageAfter(string? code)
    {
        var pages = PagesToAsk.ToList();
        var at = pages.FindIndex(p => string.Equals(p.Code, code, StringComparison.Ordinal));
        return at + 1 < pages.Count ? pages[at + 1] : null;
    }
}
