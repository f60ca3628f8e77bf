using LienThong.Kernel.Content;

namespace LienThong.Directory.Content;

readonly record struct Place(string File, int Line);

/// Gathers the lives of bodies and the links between them, and checks that they fit. Pure: no I/O.
sealed class AgencyPlan(ContentReport report)
{
    readonly List<AgencyRow> rows = [];
    readonly Dictionary<string, List<AgencyRow>> byCode = new(StringComparer.Ordinal);
    readonly HashSet<(string Agency, string Name)> names = [];
    readonly Dictionary<(string From, string To, string Function), AgencyLinkRow> links = [];
    readonly List<(AgencyRow Row, Place Place)> parents = [];

    public IReadOnlyList<AgencyRow> LivesOf(string code) => byCode.GetValueOrDefault(code) ?? (IReadOnlyList<AgencyRow>)[];

    public AgencyRow? At(string code, DateOnly day) => LivesOf(code).FirstOrDefault(r => r.Life.Contains(day));

    public void Add(AgencyEntry entry, Place place)
    {
        foreach (var life in entry.Lives)
        {
            var row = new AgencyRow(
                AgencyRow.IdOf(entry.Code, life.EffectiveFrom), entry.Code, life.Name, entry.NameEn, Words.Of(entry.Kind), entry.Parent, null,
                life.EffectiveFrom, life.EffectiveTo, entry.Roles ?? [], life.LegalBasis, life.Confidence.ToString());
            Add(row, [.. entry.Aliases ?? [], .. life.Aliases ?? []], place);
        }
    }

    public void Add(AgencyRow row, IEnumerable<string> aliases, Place place)
    {
        if (row.From > row.To) Fault(place, $"{row.Code}: effectiveTo {row.To:dd/MM/yyyy} đứng trước effectiveFrom. Sửa ngày.");
        var lives = byCode.TryGetValue(row.Code, out var known) ? known : byCode[row.Code] = [];
        if (lives.Find(l => l.Life.Overlaps(row.Life)) is { } other) Fault(place, $"{row.Code}: hai giai đoạn “{other.Name}” và “{row.Name}” trùng ngày. Sửa effectiveFrom hoặc effectiveTo.");
        lives.Add(row);
        rows.Add(row);
        if (row.Parent is not null) parents.Add((row, place));
        foreach (var alias in aliases.Where(a => a != row.Name)) names.Add((row.Id, alias));
    }

    public void Link(SuccessionEntry entry, Place place)
    {
        var from = At(entry.From, entry.EffectiveFrom.AddDays(-1));
        var to = At(entry.To, entry.EffectiveFrom);
        if (from is null) Fault(place, $"Ngày {entry.EffectiveFrom.AddDays(-1):dd/MM/yyyy} không có cơ quan {entry.From}. Sửa mã, ngày, hoặc thêm giai đoạn đó vào agencies/bodies.");
        if (to is null) Fault(place, $"Ngày {entry.EffectiveFrom:dd/MM/yyyy} không có cơ quan {entry.To}. Sửa mã, ngày, hoặc thêm giai đoạn đó vào agencies/bodies.");
        if ((entry.Change == AgencyChange.FunctionMoved) != (entry.Function is not null && entry.FunctionCode is not null))
            Fault(place, "Chuyển chức năng (functionMoved) cần function và functionCode; các loại khác không được có.");
        if (from is null || to is null || from.Id == to.Id) return;
        Link(new(from.Id, to.Id, entry.FunctionCode ?? "", entry.Function, Words.Of(entry.Change), entry.EffectiveFrom, entry.LegalBasis, entry.Confidence.ToString()));
    }

    public void Link(AgencyLinkRow link) => links.TryAdd((link.From, link.To, link.FunctionCode), link);

    public AgencyRows Finish()
    {
        foreach (var (row, place) in parents)
            if (!byCode.ContainsKey(row.Parent!)) Fault(place, $"{row.Code}: không có cơ quan cấp trên {row.Parent}. Sửa parent hoặc thêm cơ quan đó.");
        foreach (var lives in byCode.Values) Continue([.. lives.OrderBy(l => l.From ?? DateOnly.MinValue)]);
        return new(rows, [.. names.Select(n => new AgencyNameRow(n.Agency, n.Name))], [.. links.Values]);
    }

    // Two lives of one code that touch are one body re-organised, unless the content told more.
    void Continue(List<AgencyRow> lives)
    {
        for (var i = 1; i < lives.Count; i++)
        {
            var (before, after) = (lives[i - 1], lives[i]);
            if (before.To?.AddDays(1) != after.From || after.From is not { } day) continue;
            var change = before.Name == after.Name ? AgencyChange.Continued : AgencyChange.Renamed;
            if (!links.ContainsKey((before.Id, after.Id, ""))) Link(new(before.Id, after.Id, "", null, Words.Of(change), day, after.LegalBasis, after.Confidence));
        }
    }

    public void Fault(Place place, string text) => report.Fault(place.File, place.Line, text);
}
