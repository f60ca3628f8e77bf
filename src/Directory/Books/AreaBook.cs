namespace LienThong.Directory.Books;

/// All lives of all areas and the graph between them, in memory. Immutable.
sealed class AreaBook
{
    readonly Dictionary<string, Area[]> byCode;
    readonly Dictionary<AreaId, Area> byId;
    readonly Dictionary<string, Area[]> communesOf;
    readonly Dictionary<string, Area[]> childrenOf;
    readonly ILookup<AreaId, AreaLink> next;
    readonly ILookup<AreaId, AreaLink> previous;
    readonly Area[] provinces;
    readonly Dictionary<string, ProvinceFacts> facts;

    public AreaBook(IReadOnlyList<Area> areas, IReadOnlyList<AreaLink> links, IReadOnlyList<ProvinceFacts> facts)
    {
        All = areas;
        byId = areas.ToDictionary(a => a.Id);
        byCode = Group(areas, a => a.Code);
        communesOf = Group(areas.Where(a => a.Level == AreaLevel.Commune), a => a.ProvinceCode);
        childrenOf = Group(areas.Where(a => a.Parent is not null), a => a.Parent!);
        next = links.ToLookup(l => l.From.Id);
        previous = links.ToLookup(l => l.To.Id);
        provinces = [.. areas.Where(a => a.Level == AreaLevel.Province).OrderBy(a => a.Code, StringComparer.Ordinal)];
        this.facts = facts.ToDictionary(f => f.Code, StringComparer.Ordinal);
    }

    public IReadOnlyList<Area> All { get; }

    public Area? ById(AreaId id) => byId.GetValueOrDefault(id);

    public IReadOnlyList<Area> Lives(string code) => byCode.GetValueOrDefault(code) ?? [];

    public Area? At(string code, DateOnly on) => Array.Find(byCode.GetValueOrDefault(code) ?? [], a => a.Life.Contains(on));

    public IReadOnlyList<Area> Provinces(DateOnly on) => [.. provinces.Where(p => p.Life.Contains(on))];

    public IReadOnlyList<Area> AllProvinces => provinces;

    public IReadOnlyList<Area> Communes(string province, DateOnly on) => Alive(communesOf, province, on);

    /// Units whose unit above bears this code on that day.
    public IReadOnlyList<Area> Children(string code, DateOnly on) => Alive(childrenOf, code, on);

    public IEnumerable<AreaLink> Successors(AreaId id) => next[id];

    public IEnumerable<AreaLink> Predecessors(AreaId id) => previous[id];

    public ProvinceFacts? Facts(string province) => facts.GetValueOrDefault(province);

    /// A day on which the life was there: its last, or a far one while it lasts.
    public static DateOnly DayOf(Area area) => area.Life.To ?? DateOnly.MaxValue;

    /// The units above, nearest first, as they were at the end of this life.
    public IEnumerable<Area> Above(Area area)
    {
        for (var day = DayOf(area); area.Parent is { } code && At(code, day) is { } parent; area = parent) yield return parent;
    }

    public string Path(Area area) => string.Join(", ", new[] { area }.Concat(Above(area)).Select(a => a.FullName));

    /// Follows the graph forward to the units that live on that day. A district has no successor of its own: its communes have.
    public IReadOnlyList<Area> On(Area area, DateOnly on)
    {
        var found = new SortedDictionary<string, Area>(StringComparer.Ordinal);
        var seen = new HashSet<AreaId>();
        var open = new Stack<Area>([area]);
        while (open.TryPop(out var life))
        {
            if (!seen.Add(life.Id)) continue;
            if (life.Life.Contains(on)) found[life.Code] = life;
            else if (life.Life.To < on) foreach (var heir in Heirs(life)) open.Push(heir);
        }
        return [.. found.Values];
    }

    IEnumerable<Area> Heirs(Area life)
    {
        var links = next[life.Id];
        return links.Any() || life.Level != AreaLevel.District ? links.Select(l => l.To) : Children(life.Code, DayOf(life));
    }

    static Area[] Alive(Dictionary<string, Area[]> groups, string code, DateOnly on) =>
        groups.TryGetValue(code, out var lives) ? Array.FindAll(lives, a => a.Life.Contains(on)) : [];

    static Dictionary<string, Area[]> Group(IEnumerable<Area> areas, Func<Area, string> by) =>
        areas.GroupBy(by, StringComparer.Ordinal).ToDictionary(
            g => g.Key,
            g => g.OrderBy(a => a.Code, StringComparer.Ordinal).ThenBy(a => a.Life.From ?? DateOnly.MinValue).ToArray(),
            StringComparer.Ordinal);
}
