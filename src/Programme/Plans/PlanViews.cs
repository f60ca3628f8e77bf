using LienThong.Programme.Import;

namespace LienThong.Programme.Plans;

/// <summary>A stored plan without its items.</summary>
public sealed record PlanHeader(
    string Code, string Title, string? Number, DateOnly? Signed, string? Issuer, DateOnly NamesAsOf, int? FromYear, int? ToYear,
    IReadOnlyList<string> Basis, string? Parent, int? ReportDay, string? ReportTo, bool Imported, DateTimeOffset ChangedAt);

/// <summary>A stored item with everything that hangs on it.</summary>
public sealed record ItemView(
    ItemKind Kind, string Code, int Position, PlanGroup Group, string Number, string Title, IReadOnlyList<string> Notes, Progress Progress, DateOnly? DoneOn, bool Withdrawn, int Version)
{
    public IReadOnlyList<TargetValue> Values { get; init; } = [];

    public IReadOnlyList<PlanDeadline> Deadlines { get; init; } = [];

    public IReadOnlyList<PlanRole> Roles { get; init; } = [];

    public IReadOnlyList<string> Products { get; init; } = [];

    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    public Binding? Binding { get; init; }
}

/// <summary>What the programme officer says of a task; None until somebody said something.</summary>
public enum Progress { None, Started, Done, Cancelled }

/// <summary>Sorts of evidence: a measure of the system, the connection of a database, a document.</summary>
public enum EvidenceSort { Measure, Connection, Document }

/// <summary>A piece of evidence. Ref is a measure's code, a database's code or a document's symbol.</summary>
public sealed record Evidence(Guid Id, EvidenceSort Sort, string Ref, string? Note, bool FromContent, DateTimeOffset AddedAt);

/// <summary>Which measure tells the value of a target.</summary>
public sealed record Binding(string Measure, string? Note);

/// <summary>A plan with its items, in the order of its text.</summary>
public sealed record PlanView(PlanHeader Plan, IReadOnlyList<ItemView> Items)
{
    public IEnumerable<ItemView> Of(ItemKind kind) => Items.Where(i => i.Kind == kind && !i.Withdrawn);

    public ItemView? Find(ItemKind kind, string code) => Items.FirstOrDefault(i => i.Kind == kind && i.Code == code);
}

/// <summary>A link to an item of another plan.</summary>
public sealed record LineageLink(string Plan, string PlanTitle, ItemKind Kind, string Code, string Title, decimal? Likeness, string Origin);

/// <summary>One import in the history of a plan.</summary>
public sealed record ImportView(string File, bool FromContent, DateTimeOffset At, int Targets, int Tasks, int Added, int Changed, int Withdrawn);
