using System.Globalization;
using System.Text.RegularExpressions;

namespace LienThong.Programme.Import;

/// <summary>Reads a plan as the state publishes it: tables with bars or tabs, cut by page breaks, or numbered prose. Pure: no clock, no database.</summary>
internal static partial class PlanReader
{
    public static ParsedPlan Read(IReadOnlyList<PlanLine> lines)
    {
        var parts = TableRows.Split(lines);
        var (doubtful, skipped, reports) = (new List<DoubtfulLine>(parts.Orphans), new List<SkippedLines>(), new List<ReportDuty>());
        var head = HeadReader.Read(parts.Prose);
        var rows = new RowReader(doubtful);
        var items = new List<(ListKind List, ParsedItem Item)>();
        foreach (var table in parts.Tables)
            items.AddRange(rows.Read(table).Select(row => (row.List, Item(row, head, doubtful))));
        var prose = new ProseReader(doubtful, skipped, reports).Read(parts.Prose);
        items.AddRange(prose.Select(row => (row.List, Item(row, head, doubtful))));
        items = Nested(items);
        foreach (var list in items.GroupBy(static i => i.List)) Numbers([.. list.Select(static i => i.Item)], doubtful);
        IReadOnlyList<ParsedItem> Of(ListKind kind) => [.. items.Where(i => i.List == kind).Select(static i => i.Item)];
        var tasks = Of(ListKind.Tasks);
        doubtful.Sort(static (a, b) => a.Line.CompareTo(b.Line));
        return new ParsedPlan(head, Of(ListKind.Targets), tasks, Of(ListKind.Procedures), doubtful, skipped, Similarity.Duplicates(tasks), reports);
    }

    private static ParsedItem Item(OpenRow row, PlanHead head, List<DoubtfulLine> doubtful)
    {
        var title = row.Text(ColumnKind.Title).Trim();
        var unit = row.Text(ColumnKind.Unit) is { Length: > 0 } u ? u : null;
        var values = new List<TargetValue>();
        var problems = new List<string>();
        foreach (var (text, column) in row.Of(ColumnKind.Value))
        {
            var value = ValueText.Read(text, column.Horizon, title, unit);
            if (value is null) problems.Add($"Không hiểu giá trị “{text}”{(column.Horizon is { } h ? $" của năm {h}" : "")}.");
            values.Add(value ?? new TargetValue(column.Horizon, Comparator.Empty, null, null, text));
        }
        var deadlines = row.Of(ColumnKind.Deadline).SelectMany(static d => DeadlineText.Read(d.Text)).ToList();
        foreach (var d in deadlines.Where(static d => d.Kind == DeadlineKind.Unknown)) problems.Add($"Không hiểu thời hạn “{d.Text}”.");
        var roles = Roles(row, head).ToList();
        foreach (var r in roles.Where(static r => r.Kind == PartyKind.Unclear)) problems.Add($"Không rõ “{r.Name}” là cơ quan nào.");
        var notes = new List<string>(row.Notes);
        if (row.List == ListKind.Tasks) Missing(row, deadlines, roles, notes);
        var item = new ParsedItem(row.Number, row.Group, title, row.Line, values, deadlines, roles, [.. row.Of(ColumnKind.Product).SelectMany(static p => Products(p.Text))], notes);
        if (row.List == ListKind.Tasks && deadlines.Count == 0 && roles.Count == 0 && item.Products.Count == 0) problems.Add("Nhiệm vụ không có đơn vị, thời hạn, kết quả.");
        doubtful.AddRange(problems.Select(why => new DoubtfulLine(row.Line, TableRows.Short(row.Raw), why, item)));
        return item;
    }

    private static void Missing(OpenRow row, List<PlanDeadline> deadlines, List<PlanRole> roles, List<string> notes)
    {
        if (deadlines.Count == 0) notes.Add("Không ghi thời hạn.");
        if (!roles.Exists(static r => r.Role is RoleKind.Lead or RoleKind.Implement)) notes.Add("Không ghi đơn vị thực hiện.");
        if (row.Text(ColumnKind.Product).Length == 0) notes.Add("Không ghi kết quả.");
    }

    private static IEnumerable<PlanRole> Roles(OpenRow row, PlanHead head)
    {
        (ColumnKind, RoleKind)[] columns =
        [
            (ColumnKind.Lead, RoleKind.Lead), (ColumnKind.Implement, RoleKind.Implement), (ColumnKind.Cooperate, RoleKind.Cooperate),
            (ColumnKind.Monitor, RoleKind.Monitor), (ColumnKind.Direct, RoleKind.Direct),
        ];
        foreach (var (column, role) in columns)
            foreach (var (text, _) in row.Of(column))
                foreach (var party in BodyText.Read(text, role)) yield return Own(party, head.Issuer);
    }

    /// "Trung tâm CNTT" in a ministry's plan is the ministry's own unit.
    internal static PlanRole Own(PlanRole party, string? issuer)
    {
        if (party is not { Kind: PartyKind.Body, Parent: null } || issuer is null || !issuer.StartsWith("Bộ ", StringComparison.Ordinal)) return party;
        var key = Fold.Key(party.Name);
        return OwnUnit().IsMatch(key) && Bodies.KnownAt(key) is null ? party with { Kind = PartyKind.Unit, Parent = issuer } : party;
    }

    private static IEnumerable<string> Products(string cell) =>
        Bullets().Split(cell).Select(static p => p.Trim().TrimEnd(';').Trim()).Where(static p => p.Length > 0);

    /// "1" without anything of its own above "1.1", "1.2" is a heading of tasks.
    private static List<(ListKind, ParsedItem)> Nested(List<(ListKind List, ParsedItem Item)> items)
    {
        var kept = new List<(ListKind, ParsedItem)>();
        PlanGroup? under = null;
        string? prefix = null;
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i].Item;
            var bare = item.Roles.Count == 0 && item.Deadlines.Count == 0 && item.Products.Count == 0 && item.Values.All(static v => v.Comparator == Comparator.Empty);
            if (bare && item.Number.Length > 0 && i + 1 < items.Count && items[i + 1].Item.Number.StartsWith(item.Number + ".", StringComparison.Ordinal))
            {
                under = new PlanGroup(item.Group.Number.Length > 0 ? $"{item.Group.Number}.{item.Number}" : item.Number, item.Title);
                prefix = item.Number + ".";
                continue;
            }
            if (prefix is not null && item.Number.StartsWith(prefix, StringComparison.Ordinal)) item = item with { Group = under!, Number = item.Number[prefix.Length..] };
            else prefix = null;
            kept.Add((items[i].List, item));
        }
        return kept;
    }

    /// A number missing in the middle, or twice in a group, is how a lost row shows.
    private static void Numbers(IReadOnlyList<ParsedItem> items, List<DoubtfulLine> doubtful)
    {
        foreach (var group in items.GroupBy(static i => i.Group))
        {
            var numbered = group.Where(static i => int.TryParse(i.Number, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                .Select(static i => (Value: int.Parse(i.Number, CultureInfo.InvariantCulture), Item: i)).ToList();
            foreach (var twice in numbered.GroupBy(static n => n.Value).Where(static g => g.Skip(1).Any()))
                doubtful.Add(new DoubtfulLine(twice.Last().Item.Line, TableRows.Short(twice.Last().Item.Title), $"Số thứ tự {twice.Key} lặp lại trong nhóm {group.Key}.", twice.Last().Item));
            if (numbered.Count < 2) continue;
            var (low, high) = (numbered.Min(static n => n.Value), numbered.Max(static n => n.Value));
            if (high - low > 500) continue;
            for (var n = low + 1; n < high; n++)
                if (numbered.TrueForAll(x => x.Value != n))
                    doubtful.Add(new DoubtfulLine(numbered.MinBy(x => Math.Abs(x.Value - n)).Item.Line, $"{group.Key}: {n}", $"Thiếu số thứ tự {n} trong nhóm {group.Key}. Kiểm tra hàng bị mất khi chép văn bản."));
        }
    }

    [GeneratedRegex(@"^(?:cuc|vu|vien|trung tam|van phong bo|phong|thanh tra bo|tong cuc|hoc vien|truong|ban quan ly)\b")] private static partial Regex OwnUnit();
    [GeneratedRegex(@"(?:^|(?<=[\s.;]))[+•]\s+|(?:^|(?<=[.;]\s))-\s+|;\s+(?=\p{Lu})")] private static partial Regex Bullets();
}
