namespace LienThong.Directory.Books;

/// Finds areas as people type them. Always candidates: names repeat, and without accents even units of one province collide.
sealed class AreaSearch
{
    const double Least = 0.3;

    readonly AreaBook book;
    readonly (string Key, string Type, Area Area, string Name)[] names;           // sorted by Key
    readonly Dictionary<string, (int Start, int Count)> exact = new(StringComparer.Ordinal);

    public AreaSearch(AreaBook book, IEnumerable<(Area Area, string Name)> formerNames)
    {
        this.book = book;
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        var own = book.All.Select(a => (AreaText.Key(a.Name), TypeKey(a.Type), a, a.Name));
        var former = formerNames.Select(f => Former(f.Area, f.Name));
        names = [.. own.Concat(former).OrderBy(n => n.Item1, StringComparer.Ordinal)];
        for (var i = 0; i < names.Length; i++)
            exact[names[i].Key] = exact.TryGetValue(names[i].Key, out var run) ? (run.Start, run.Count + 1) : (i, 1);

        string TypeKey(string type) => types.TryGetValue(type, out var key) ? key : types[type] = AreaText.Key(type);
    }

    public IReadOnlyList<AreaMatch> Find(string text, DateOnly? on, DateOnly today, int limit)
    {
        if (text.Length is >= 2 and <= 5 && text.All(char.IsAsciiDigit)) return ByCode(text, on);
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0) return [];
        var best = new Dictionary<AreaId, AreaMatch>();
        Collect(parts[0], [.. parts.Skip(1).Select(AreaText.Key)], 1.0, best, on);
        if (parts.Length == 1) WithProvinceAtTheEnd(parts[0], best, on);
        return [.. best.Values
            .OrderByDescending(m => m.Score)
            .ThenByDescending(m => m.Area.Life.Contains(on ?? today))
            .ThenBy(m => m.Area.Level)
            .ThenBy(m => m.Path, StringComparer.Ordinal)
            .ThenByDescending(m => m.Area.Life.From ?? DateOnly.MinValue)
            .Take(Math.Clamp(limit, 1, 100))];
    }

    AreaMatch[] ByCode(string code, DateOnly? on) =>
        [.. book.Lives(code).Where(a => on is null || a.Life.Contains(on.Value)).Reverse().Select(a => new AreaMatch(a, book.Path(a), 1, true))];

    // "chu bac ninh": no comma, but the last words name a province or district.
    void WithProvinceAtTheEnd(string text, Dictionary<AreaId, AreaMatch> best, DateOnly? on)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var cut = 1; cut < words.Length && cut <= 8; cut++)
        {
            var context = AreaText.Key(string.Join(' ', words[cut..]));
            if (AreaText.Readings(context).Any(r => r.Bare.Length > 1 && exact.ContainsKey(r.Bare)))
                Collect(string.Join(' ', words[..cut]), [context], 0.9, best, on);
        }
    }

    void Collect(string unit, string[] context, double weight, Dictionary<AreaId, AreaMatch> best, DateOnly? on)
    {
        var accents = AreaText.HasAccents(unit) ? AreaText.Accented(unit) : null;
        foreach (var (type, bare) in AreaText.Readings(AreaText.Key(unit)))
        {
            if (bare.Length == 0) continue;
            foreach (var (name, nearness) in Candidates(bare))
            {
                if (on is { } day && !name.Area.Life.Contains(day)) continue;
                var (score, same) = Score(name, nearness, type, accents);
                score *= weight;
                if (score < Least || (best.TryGetValue(name.Area.Id, out var known) && known.Score >= score)) continue;
                if (context.Length > 0 && !Lies(name.Area, context)) continue;
                best[name.Area.Id] = new(name.Area, book.Path(name.Area), Math.Round(score, 3), same);
            }
        }
    }

    static (double Score, bool Exact) Score((string Key, string Type, Area Area, string Name) name, double nearness, string? type, string? accents)
    {
        var score = nearness;
        if (type is not null) score += type == name.Type ? 0.05 : -0.15;
        if (accents is null) return (score, false);
        var agrees = accents.EndsWith(AreaText.Accented(name.Name), StringComparison.Ordinal) || (nearness < 0.9 && AreaText.Accented(name.Name).Contains(accents, StringComparison.Ordinal));
        return agrees ? (score + 0.05, nearness >= 0.9) : (score - 0.3, false);
    }

    // Every word of context must name a unit above, as it was then.
    bool Lies(Area area, string[] context) =>
        context.All(c => book.Above(area).Any(above => AreaText.Readings(c).Any(r => r.Bare == AreaText.Key(above.Name))));

    IEnumerable<((string Key, string Type, Area Area, string Name) Name, double Nearness)> Candidates(string bare)
    {
        if (exact.TryGetValue(bare, out var run))
            for (var i = run.Start; i < run.Start + run.Count; i++) yield return (names[i], 0.9);
        if (bare.Length < 2) yield break;
        var found = 0;
        foreach (var name in names)
        {
            if (name.Key.Length <= bare.Length || found > 500) continue;
            var place = name.Key.IndexOf(bare, StringComparison.Ordinal);
            if (place < 0 || (place > 0 && name.Key[place - 1] != ' ')) continue;
            found++;
            yield return (name, place == 0 ? 0.6 : 0.45);
        }
    }

    static (string Key, string Type, Area Area, string Name) Former(Area area, string full)
    {
        var unit = full.Split(',')[0];
        var (type, bare) = AreaText.Readings(AreaText.Key(unit)).Last();
        return (bare, type ?? "", area, unit);
    }
}
