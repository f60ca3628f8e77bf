using LienThong.Directory;

namespace LienThong.Population.Import;

/// <summary>What a written area came to: the code as of the day of the data, and the one of today's map when a decision moved it.</summary>
internal readonly record struct WrittenArea(string Code, string? Today, bool Known, bool Clear);

/// <summary>Reads areas by code or name, of today or of before, and remembers each spelling: a file of a million rows writes a few thousand.</summary>
internal sealed class AreaWords(IDirectory directory, DateOnly asOf, DateOnly today)
{
    private const int MostRemembered = 100_000;
    private static readonly WrittenArea Unknown = new("", null, false, false), Unclear = new("", null, true, false);
    private readonly Dictionary<(string Text, bool Commune), WrittenArea> remembered = [];

    /// <summary>The area, a commune where <paramref name="commune"/> asks for one.</summary>
    public WrittenArea Read(string text, bool commune)
    {
        if (remembered.TryGetValue((text, commune), out var before)) return before;
        if (remembered.Count > MostRemembered) remembered.Clear();
        return remembered[(text, commune)] = Find(text, commune);
    }

    private WrittenArea Find(string text, bool commune)
    {
        var (area, unclear) = text.All(char.IsAsciiDigit) ? (ByCode(text), false) : ByName(text, commune);
        if (area is null) return unclear ? Unclear : Unknown;
        if (area.Level == AreaLevel.District || (commune && area.Level != AreaLevel.Commune)) return Unclear;
        if (!commune) return new(area.Code, null, true, true);
        var now = directory.AreasOn(area.Id, today);
        return now.Count == 1 ? new(area.Code, now[0].Code == area.Code ? null : now[0].Code, true, true) : Unclear;
    }

    // the unit that bore the code on the day of the data, else the last that did
    private Area? ByCode(string code) => code.Length is 2 or 5 ? directory.AreaAt(code, asOf) ?? (directory.LivesOf(code) is [.., var last] ? last : null) : null;

    // a name counts when all good matches are one place: lives of one unit, or units that became one
    private (Area? Area, bool Unclear) ByName(string text, bool commune)
    {
        if (text.Length is < 2 or > 200) return default;
        foreach (var day in new DateOnly?[] { asOf, today, null })
        {
            var found = directory.FindAreas(text, day, 10).Where(m => m.Score >= 0.75 && (m.Area.Level == AreaLevel.Commune || (!commune && m.Area.Level == AreaLevel.Province))).ToList();
            if (found.Count == 0) continue;
            var best = found.Where(m => m.Score >= found[0].Score - 0.01).Select(m => m.Area).ToList();
            var places = best.Select(a => string.Join(' ', directory.AreasOn(a.Id, today).Select(t => t.Code).Order(StringComparer.Ordinal))).Distinct(StringComparer.Ordinal).Count();
            return places > 1 ? (null, true) : (best[0], false);
        }
        return default;
    }
}
