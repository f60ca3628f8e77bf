namespace LienThong.Programme.Import;

/// <summary>What the reader understood of one plan document. Every line of the file is either in an item, in <see cref="Doubtful"/> or in <see cref="Skipped"/>.</summary>
public sealed record ParsedPlan(
    PlanHead Head,
    IReadOnlyList<ParsedItem> Targets,
    IReadOnlyList<ParsedItem> Tasks,
    IReadOnlyList<ParsedItem> Procedures,
    IReadOnlyList<DoubtfulLine> Doubtful,
    IReadOnlyList<SkippedLines> Skipped,
    IReadOnlyList<NearDuplicate> Duplicates,
    IReadOnlyList<ReportDuty> Reporting)
{
    public bool Empty => Targets.Count + Tasks.Count + Procedures.Count == 0;
}

/// <summary>The plan's own particulars, each as written; null where the document leaves it blank (drafts have no number yet).</summary>
/// <param name="Number">symbol of the decision, for example 47/QĐ-BTTTT</param>
/// <param name="Date">day of signing; null while the draft has no day</param>
/// <param name="Basis">numbers of the decisions and decrees that the document cites</param>
public sealed record PlanHead(string? Title, string? Number, DateOnly? Date, string? Issuer, int? FromYear, int? ToYear, IReadOnlyList<string> Basis);

/// <summary>One row of a plan: a target, a task or a procedure.</summary>
/// <param name="Number">as in the plan, without the final dot; empty when the row has none (a group with one task)</param>
/// <param name="Line">line of the file on which the row starts, from 1</param>
/// <param name="Values">only for targets: one per horizon column, also when the cell is empty</param>
/// <param name="Notes">what a person should know: "không ghi đơn vị", "số thứ tự lặp"</param>
public sealed record ParsedItem(
    string Number,
    PlanGroup Group,
    string Title,
    int Line,
    IReadOnlyList<TargetValue> Values,
    IReadOnlyList<PlanDeadline> Deadlines,
    IReadOnlyList<PlanRole> Roles,
    IReadOnlyList<string> Products,
    IReadOnlyList<string> Notes)
{
    /// <summary>Key inside the plan: "II.1", or "V" for the single unnumbered row of group V.</summary>
    public string Code => Number.Length == 0 ? Group.Number
        : Group.Number.Length == 0 || Number.StartsWith(Group.Number + ".", StringComparison.Ordinal) ? Number
        : Group.Number + "." + Number;
}

/// <summary>A heading over rows: number "II" and title; both empty for a plan without groups.</summary>
public sealed record PlanGroup(string Number, string Title)
{
    public static readonly PlanGroup None = new("", "");

    public override string ToString() => Number.Length == 0 ? Title : Title.Length == 0 ? Number : $"{Number}. {Title}";
}

/// <summary>How a target compares: the sign in the cell, or the sense of the words ("không quá 30%" is AtMost).</summary>
public enum Comparator { AtLeast, AtMost, Above, Below, Done, Empty }

/// <summary>What a target must reach at a horizon.</summary>
/// <param name="Horizon">year; null when the column names none</param>
/// <param name="Value">in <paramref name="Unit"/>; null for Done and Empty</param>
/// <param name="Text">the cell as written</param>
public sealed record TargetValue(int? Horizon, Comparator Comparator, decimal? Value, string? Unit, string Text);

/// <summary>Sorts of deadlines seen in real plans.</summary>
public enum DeadlineKind { Date, Month, Quarter, Year, Range, From, Regular, Monthly, Quarterly, Yearly, AsAssigned, ByAgreement, Unknown }

/// <summary>One deadline. A task has a list of them: several dates by scope, or a yearly duty with a first year.</summary>
/// <param name="Scope">the part of the task that it binds ("cấp Cục"); null for the whole</param>
/// <param name="From">first day, where the text gives one</param>
/// <param name="Due">last day on which it is still on time; null for recurring and open ones</param>
public sealed record PlanDeadline(string? Scope, DeadlineKind Kind, DateOnly? From, DateOnly? Due, string Text);

/// <summary>What a body does in a task.</summary>
public enum RoleKind { Lead, Implement, Cooperate, Monitor, Direct }

/// <summary>Who is named: a body, a unit of a body, a class of bodies, a person, or words that fit none.</summary>
public enum PartyKind { Body, Unit, Class, Person, Unclear }

/// <summary>One named party of a task.</summary>
/// <param name="Name">as written in the plan, always kept</param>
/// <param name="Reading">full name when the plan shortens it ("Khoa học và Công nghệ" after "Bộ Công an"); null when the same</param>
/// <param name="Parent">the body that the unit belongs to</param>
/// <param name="Class">code of the class ("class:ministries"), when known</param>
/// <param name="Duty">what it does, where the plan says so ("liên hệ mời")</param>
public sealed record PlanRole(RoleKind Role, PartyKind Kind, string Name, string? Reading = null, string? Parent = null, string? Class = null, string? Duty = null);

/// <summary>A line that a person must look at: where, what it says, why it was not understood, and what could be read of it.</summary>
public sealed record DoubtfulLine(int Line, string Text, string Why, ParsedItem? Item = null);

/// <summary>Lines that are no part of any list (preamble, articles, signatures), so that nothing disappears unseen.</summary>
public sealed record SkippedLines(int From, int To, string Text, string Why);

/// <summary>Two rows of the same plan that say nearly the same. Similarity from 0 to 1.</summary>
public sealed record NearDuplicate(string First, string Second, string What, double Similarity);

/// <summary>A duty to report, found in the prose: "trước ngày 10 hàng tháng".</summary>
/// <param name="Day">day of the month</param>
public sealed record ReportDuty(int Day, int Line, string Text);
