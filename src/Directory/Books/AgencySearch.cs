namespace LienThong.Directory.Books;

/// Finds bodies by code, name or abbreviation, as people and documents write them.
sealed class AgencySearch
{
    const double Least = 0.3;

    static readonly (string Word, CommuneBodyKind Kind)[] CommuneWords =
    [
        ("uy ban nhan dan", CommuneBodyKind.PeoplesCommittee), ("cong an", CommuneBodyKind.Police), ("trung tam phuc vu hanh chinh cong", CommuneBodyKind.OneStop),
    ];

    static readonly string[] Joints = [" - ", "-", " của ", " thuộc ", ", "];

    readonly AgencyBook book;
    readonly AreaSearch areas;
    readonly (string Key, string Name, Agency Agency, bool Official)[] names;
    readonly ILookup<string, int> exact;
    readonly Remembered<(string Text, DateOnly On, string? Within), Agency?> answers = new(5_000);

    public AgencySearch(AgencyBook book, AreaSearch areas)
    {
        (this.book, this.areas) = (book, areas);
        names = [.. book.Bodies.SelectMany(b => b.Aliases.Select(a => (a, false)).Prepend((b.Agency.Name, true)).Select(n => (AgencyText.Key(n.Item1), n.Item1, b.Agency, n.Item2)))];
        exact = Enumerable.Range(0, names.Length).ToLookup(i => names[i].Key, StringComparer.Ordinal);
    }

    /// The one body that the text means on that day, or null.
    public Agency? At(string text, DateOnly on, string? within) =>
        text.Length > 500 ? null : answers.Of((text, on, within), this, static (key, search) => search.Seek(key.Text.Trim(), key.On, key.Within));

    Agency? Seek(string text, DateOnly on, string? within) =>
        text.Length == 0 ? null : book.At(text, on) ?? Named(text, on, within) ?? UnitOf(text, on) ?? OfCommune(text, on);

    public IReadOnlyList<AgencyMatch> Find(string text, DateOnly? on, DateOnly today, int limit)
    {
        var best = new Dictionary<AgencyId, AgencyMatch>();
        foreach (var life in book.Lives(text.Trim())) Keep(best, new(life, life.Name, 1, true), on);
        var key = AgencyText.Key(text);
        var accents = AgencyText.HasAccents(text) ? AgencyText.Accented(text) : null;
        if (key.Length > 1) foreach (var name in names) Keep(best, Match(name, key, accents), on);
        foreach (var match in OfCommunes(text, on, today)) Keep(best, match, on);
        return [.. best.Values
            .OrderByDescending(m => m.Score)
            .ThenByDescending(m => m.Agency.Life.Contains(on ?? today))
            .ThenBy(m => m.Agency.Kind)
            .ThenByDescending(m => m.Agency.Life.From ?? DateOnly.MinValue)
            .ThenBy(m => m.Agency.Code, StringComparer.Ordinal)
            .Take(Math.Clamp(limit, 1, 100))];
    }

    Agency? Named(string text, DateOnly on, string? within)
    {
        var found = exact[AgencyText.Key(text)].Select(i => names[i].Agency).Where(a => a.Life.Contains(on)).DistinctBy(a => a.Id).ToList();
        if (within is not null && found.Count > 1) found = Prefer(found, a => book.IsUnder(a, within));
        if (found.Count > 1) found = Prefer(found, a => a.Kind is not (AgencyKind.Unit or AgencyKind.ProvinceUnit));
        return found.Count == 1 ? found[0] : null;
    }

    static List<Agency> Prefer(List<Agency> found, Predicate<Agency> better) => found.FindAll(better) is { Count: > 0 } some ? some : found;

    // "Cục Công nghệ thông tin - Bộ Y tế", "Trung tâm thông tin của Thanh tra Chính phủ": the unit of that body.
    Agency? UnitOf(string text, DateOnly on)
    {
        foreach (var joint in Joints)
        {
            for (var at = text.LastIndexOf(joint, StringComparison.OrdinalIgnoreCase); at > 0; at = text.LastIndexOf(joint, at - 1, StringComparison.OrdinalIgnoreCase))
            {
                var head = text[(at + joint.Length)..].Trim();
                if (head.Length < 2 || Named(head, on, null) is not { } owner) continue;
                var key = AgencyText.Key(text[..at]);
                var units = exact[key].Select(i => names[i].Agency).Where(a => a.Life.Contains(on) && book.IsUnder(a, owner.Code)).DistinctBy(a => a.Id).ToList();
                if (units.Count == 1) return units[0];
            }
        }
        return null;
    }

    Agency? OfCommune(string text, DateOnly on)
    {
        var found = OfCommunes(text, on, on).Where(m => m.Score >= 0.9 && m.Agency.Life.Contains(on)).ToList();
        return found.Count == 1 || (found.Count > 1 && found[0].Score > found[1].Score) ? found[0].Agency : null;
    }

    // "UBND phường Chũ, Bắc Ninh": the body word, then an area.
    IEnumerable<AgencyMatch> OfCommunes(string text, DateOnly? on, DateOnly today)
    {
        var spaced = text.Replace(",", " , ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var words = 1; words < spaced.Length && words <= 7; words++)
        {
            var head = AgencyText.Key(string.Join(' ', spaced[..words]));
            if (Array.Find(CommuneWords, w => w.Word == head) is not { Word: not null } body) continue;
            return areas.Find(string.Join(' ', spaced[words..]).Replace(" ,", ",", StringComparison.Ordinal), on, today, 20)
                .Where(m => m.Area.Level != AreaLevel.Province && m.Score > 0.6)
                .Select(m => (Match: m, Agency: book.Communes.Of(m.Area, body.Kind)))
                .Where(p => p.Agency is not null)
                .Select(p => new AgencyMatch(p.Agency!, $"{p.Agency!.Name} ({p.Match.Path})", p.Match.Score, p.Match.Exact));
        }
        return [];
    }

    static AgencyMatch? Match((string Key, string Name, Agency Agency, bool Official) name, string key, string? accents)
    {
        double score;
        if (name.Key == key) score = name.Official ? 0.95 : 0.93;
        else if (name.Key.StartsWith(key, StringComparison.Ordinal)) score = 0.7;
        else if ($" {name.Key} ".Contains($" {key} ", StringComparison.Ordinal)) score = 0.6;
        else if (key.Length > 3 && key.Split(' ').All(w => $" {name.Key} ".Contains($" {w} ", StringComparison.Ordinal))) score = 0.45;
        else return null;
        var agrees = accents is not null && AgencyText.Accented(name.Name) is var whole && (whole == accents || (score < 0.9 && whole.Contains(accents, StringComparison.Ordinal)));
        if (accents is not null && !agrees && score < 0.9) score -= 0.1;
        return new(name.Agency, name.Name, score + (agrees ? 0.05 : 0), agrees && score > 0.9);
    }

    static void Keep(Dictionary<AgencyId, AgencyMatch> best, AgencyMatch? match, DateOnly? on)
    {
        if (match is null || match.Score < Least || (on is { } day && !match.Agency.Life.Contains(day))) return;
        if (!best.TryGetValue(match.Agency.Id, out var known) || known.Score < match.Score) best[match.Agency.Id] = match with { Score = Math.Round(match.Score, 3) };
    }
}
