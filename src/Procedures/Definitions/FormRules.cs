namespace LienThong.Procedures.Definitions;

/// <summary>One screen of the form; it is shown only when it still has something to ask.</summary>
internal sealed record FormPage
{
    public required string Code { get; init; }
    public required Words Title { get; init; }
    public Words? Lead { get; init; }
    public required IReadOnlyList<Question> Questions { get; init; }
}

/// <summary>
/// One line of the official form. A line that <see cref="Takes"/> its value from a fact is asked only when no source knows it; a line that
/// <see cref="Follows"/> another answer or holds a <see cref="Constant"/> is never asked.
/// </summary>
internal sealed record Question
{
    /// <summary>Name of the form field and of the JSON member; unique in the procedure.</summary>
    public required string Key { get; init; }

    public required string Role { get; init; }

    /// <summary>Code of the Dictionary; empty only for choices that steer the form and are not data about anybody.</summary>
    public string? Field { get; init; }

    public required Words Label { get; init; }
    public Words? Hint { get; init; }
    public required AnswerKind Kind { get; init; }
    public bool Required { get; init; } = true;
    public int MaxLength { get; init; } = 200;

    /// <summary>Only digits of a phone, 12 digits of a number… as a regular expression; what it means is told by <see cref="Hint"/>.</summary>
    public string? Pattern { get; init; }

    /// <summary>A fact: <c>role/field</c>, or <c>role/field#member</c> for one member of a JSON value.</summary>
    public string? Takes { get; init; }

    public Follow? Follows { get; init; }
    public string? Constant { get; init; }

    /// <summary>The answer taken when the applicant says nothing.</summary>
    public string? Default { get; init; }

    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>For <see cref="AnswerKind.People"/>: the fact that holds the list to choose from.</summary>
    public string? OptionsFrom { get; init; }

    public Condition? When { get; init; }

    /// <summary>A value from a register may be called wrong and corrected; a value that decides identity may not.</summary>
    public bool Correctable { get; init; } = true;

    /// <summary>Shown among what the state knows; false for lines that only repeat another.</summary>
    public bool Shown { get; init; } = true;
}

internal enum AnswerKind
{
    Text,
    Name,
    Date,
    Choice,
    Commune,
    Number,
    Phone,
    Email,
    Count,
    People,
}

internal sealed record Option
{
    public required string Code { get; init; }
    public required Words Name { get; init; }

    /// <summary>The option is offered only when this holds.</summary>
    public Condition? When { get; init; }
}

/// <summary>The answer to <see cref="Question"/> picks the fact whose value this line repeats.</summary>
internal sealed record Follow
{
    public required string Question { get; init; }
    public required IReadOnlyList<FollowCase> Cases { get; init; }
}

internal sealed record FollowCase
{
    public required string Is { get; init; }
    public required string Takes { get; init; }
}

/// <summary>All given parts must hold.</summary>
internal sealed record Condition
{
    public string? Question { get; init; }
    public IReadOnlyList<string>? Is { get; init; }
    public string? Known { get; init; }
    public string? Unknown { get; init; }

    /// <summary>Two facts that are both known and not equal.</summary>
    public IReadOnlyList<string>? Differ { get; init; }
}

/// <summary>A document that the law names, and the fields that make it unnecessary.</summary>
internal sealed record PaperRule
{
    /// <summary>Code of the paper in the Dictionary.</summary>
    public required string Code { get; init; }

    public required Words Name { get; init; }

    /// <summary>Why the law wants it.</summary>
    public required Words Why { get; init; }

    /// <summary>The paper belongs to the dossier only when this holds; absent = always.</summary>
    public Condition? When { get; init; }

    /// <summary>Empty = no data replaces it yet.</summary>
    public required IReadOnlyList<Replacement> ReplacedBy { get; init; }

    /// <summary>An upload is needed when data does not suffice; false = welcome, not needed.</summary>
    public bool Compulsory { get; init; } = true;

    public required string LegalBasis { get; init; }
}

internal sealed record Replacement
{
    public required string Role { get; init; }
    public required IReadOnlyList<string> Fields { get; init; }
}
