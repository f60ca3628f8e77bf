namespace LienThong.Directory.Books;

/// A stored life of a body with what only the Directory needs to know of it.
sealed record Body(Agency Agency, IReadOnlyList<string> Roles, IReadOnlyList<string> Aliases);

/// All lives of all bodies and the graph between them; the bodies of communes are worked out when asked for. Immutable.
sealed class AgencyBook
{
    readonly Dictionary<AgencyId, Body> byId;
    readonly Dictionary<string, Agency[]> byCode;
    readonly Dictionary<string, Agency[]> unitsOf;
    readonly ILookup<AgencyId, AgencyLink> next;
    readonly ILookup<AgencyId, AgencyLink> previous;
    readonly ILookup<string, Agency> committees;

    public AgencyBook(AreaBook areas, IReadOnlyList<Body> bodies, IReadOnlyList<AgencyLink> links)
    {
        Areas = areas;
        Bodies = bodies;
        byId = bodies.ToDictionary(b => b.Agency.Id);
        byCode = Group(bodies.Select(b => b.Agency), a => a.Code);
        unitsOf = Group(bodies.Select(b => b.Agency).Where(a => a.Parent is not null), a => a.Parent!);
        next = links.OrderBy(l => l.On).ToLookup(l => l.From.Id);
        previous = links.OrderBy(l => l.On).ToLookup(l => l.To.Id);
        committees = bodies.Select(b => b.Agency).Where(a => a.Kind == AgencyKind.Province).ToLookup(a => a.Area!, StringComparer.Ordinal);
        Communes = new(areas, Committee);
    }

    public AreaBook Areas { get; }

    public IReadOnlyList<Body> Bodies { get; }

    public CommuneBodies Communes { get; }

    public Agency? ById(AgencyId id) => byId.TryGetValue(id, out var body) ? body.Agency : Communes.ById(id);

    public Body? Body(AgencyId id) => byId.GetValueOrDefault(id);

    public IReadOnlyList<Agency> Lives(string code) => byCode.TryGetValue(code, out var lives) ? lives : [.. Communes.Lives(code)];

    public Agency? At(string code, DateOnly on) => Lives(code).FirstOrDefault(a => a.Life.Contains(on));

    /// The people's committee of a province on that day.
    public Agency? Committee(string province, DateOnly on) => committees[province].FirstOrDefault(a => a.Life.Contains(on));

    public IReadOnlyList<Agency> Units(string code, DateOnly on) =>
        unitsOf.TryGetValue(code, out var units) ? [.. units.Where(u => u.Life.Contains(on))] : [];

    public IEnumerable<AgencyLink> Successors(AgencyId id) =>
        byId.ContainsKey(id) ? next[id] : Communes.ById(id) is { } agency ? Communes.Successors(agency) : [];

    public IEnumerable<AgencyLink> Predecessors(AgencyId id) =>
        byId.ContainsKey(id) ? previous[id] : Communes.ById(id) is { } agency ? Communes.Predecessors(agency) : [];

    /// Does the body stand under that code, at any depth?
    public bool IsUnder(Agency agency, string code)
    {
        for (var (parent, depth) = (agency.Parent, 0); parent is not null && depth < 8; depth++)
        {
            if (parent == code) return true;
            parent = Lives(parent) is [var first, ..] ? first.Parent : null;
        }
        return false;
    }

    /// Follows every whole succession forward to the bodies that live on that day; functions that moved are told beside.
    public AgencyToday On(Agency asked, DateOnly on)
    {
        var chain = new List<AgencyLink>();
        var moved = new List<AgencyLink>();
        var bodies = new SortedDictionary<string, Agency>(StringComparer.Ordinal);
        var seen = new HashSet<AgencyId>();
        var open = new Queue<Agency>([asked]);
        while (open.TryDequeue(out var life))
        {
            if (!seen.Add(life.Id)) continue;
            var links = Successors(life.Id).Where(l => l.On <= on).ToList();
            moved.AddRange(links.Where(l => l.Change == AgencyChange.FunctionMoved));
            if (life.Life.To is not { } last || last >= on)
            {
                bodies[life.Code] = life;
                continue;
            }
            foreach (var link in links.Where(l => l.Change != AgencyChange.FunctionMoved))
            {
                chain.Add(link);
                open.Enqueue(link.To);
            }
        }
        return new(asked, [.. bodies.Values], [.. chain.OrderBy(l => l.On)], [.. moved.OrderBy(l => l.On).ThenBy(l => l.To.Code, StringComparer.Ordinal)]);
    }

    static Dictionary<string, Agency[]> Group(IEnumerable<Agency> agencies, Func<Agency, string> by) =>
        agencies.GroupBy(by, StringComparer.Ordinal).ToDictionary(
            g => g.Key,
            g => g.OrderBy(a => a.Code, StringComparer.Ordinal).ThenBy(a => a.Life.From ?? DateOnly.MinValue).ToArray(),
            StringComparer.Ordinal);
}
