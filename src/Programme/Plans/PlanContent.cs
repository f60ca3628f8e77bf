using LienThong.Programme.Import;

namespace LienThong.Programme.Plans;

/// <summary>A plan file of content/plans: our own short words, the plan's own names, deadlines and values in the forms that plans use.</summary>
internal sealed record PlanContent(
    string Code, string Title, string Issuer, DateOnly NamesAsOf, int FromYear, int ToYear, IReadOnlyList<GroupContent> Groups,
    string? Number = null, DateOnly? Signed = null, IReadOnlyList<string>? Basis = null, string? Parent = null, int? ReportDay = null, string? ReportTo = null,
    IReadOnlyList<ItemContent>? Targets = null, IReadOnlyList<ItemContent>? Tasks = null);

internal enum ContentList { Targets, Tasks }

internal sealed record GroupContent(ContentList List, string Number, string Title);

/// <summary>A value as a plan writes it: "≥50%", "Hoàn thành", or nothing.</summary>
internal sealed record ValueContent(int Year, string Value);

/// <summary>One row. Number is empty for the single row of a group.</summary>
/// <param name="DerivedFrom">"plan-code/II.6": the task of the parent plan that this one carries out</param>
internal sealed record ItemContent(
    string Number, string Group, string Gist, IReadOnlyList<ValueContent>? Values = null, string? Lead = null, string? Implement = null, string? Cooperate = null,
    string? Monitor = null, string? Deadline = null, string? Product = null, string? DerivedFrom = null)
{
    /// Reads the row by the same rules as a document, so that both say the same. Answers also what was not understood.
    public (ParsedItem Item, IReadOnlyList<string> Problems) Read(PlanGroup group, string issuer, int line)
    {
        var problems = new List<string>();
        var values = new List<TargetValue>();
        foreach (var v in Values ?? [])
        {
            if (ValueText.Read(v.Value, v.Year, Gist, null) is { } value) values.Add(value);
            else problems.Add($"Không hiểu giá trị “{v.Value}” của năm {v.Year}. Viết như 50%, ≥50%, Hoàn thành.");
        }
        var deadlines = Deadline is null ? [] : DeadlineText.Read(Deadline);
        foreach (var d in deadlines.Where(static d => d.Kind == DeadlineKind.Unknown)) problems.Add($"Không hiểu thời hạn “{d.Text}”. Viết như Tháng 3/2027, Quý I/2027, Thực hiện thường xuyên.");
        IReadOnlyList<PlanRole> roles = [.. Parties(Lead, RoleKind.Lead), .. Parties(Implement, RoleKind.Implement), .. Parties(Cooperate, RoleKind.Cooperate), .. Parties(Monitor, RoleKind.Monitor)];
        foreach (var r in roles.Where(static r => r.Kind == PartyKind.Unclear)) problems.Add($"Không rõ “{r.Name}” là cơ quan nào.");
        var products = (Product ?? "").Split("; ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (new ParsedItem(Number, group, Gist, line, values, deadlines, [.. roles.Select(r => PlanReader.Own(r, issuer))], products, []), problems);
    }

    private static IReadOnlyList<PlanRole> Parties(string? names, RoleKind role) => names is null ? [] : BodyText.Read(names, role);
}

/// <summary>content/plans/bindings.yaml.</summary>
internal sealed record BindingFile(IReadOnlyList<BindingContent> Bindings, IReadOnlyList<EvidenceContent>? Evidence = null);

internal sealed record BindingContent(string Plan, string Target, string Measure, string? Note = null);

internal sealed record EvidenceContent(string Plan, string Task, EvidenceSort Kind, string Ref, string? Note = null);
