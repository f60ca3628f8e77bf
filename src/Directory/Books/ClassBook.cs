using LienThong.Directory.Content;

namespace LienThong.Directory.Books;

/// A class with its rule.
sealed record ClassDefinition(AgencyClass Class, string? Within, ClassRule Rule);

/// Classes of bodies and their members on a day.
sealed class ClassBook(AgencyBook agencies, IReadOnlyList<ClassDefinition> classes)
{
    readonly AgencyBook agencies = agencies;
    static readonly AgencyKind[] Generated = [AgencyKind.Commune, AgencyKind.CommunePolice, AgencyKind.CommuneOneStop, AgencyKind.District];

    readonly Dictionary<string, ClassDefinition> byCode = classes.ToDictionary(c => c.Class.Code, StringComparer.Ordinal);
    readonly ILookup<string, ClassDefinition> byName = classes
        .SelectMany(c => c.Class.Aliases.Prepend(c.Class.Name).Select(AgencyText.ClassKey).Distinct(StringComparer.Ordinal).Select(key => (key, c)))
        .ToLookup(p => p.key, p => p.c, StringComparer.Ordinal);

    readonly Remembered<(string Class, string Agency, DateOnly On), bool> answers = new(20_000);

    public IReadOnlyList<AgencyClass> All { get; } = [.. classes.Select(c => c.Class)];

    public AgencyClass? Find(string codeOrName, string? within)
    {
        if (byCode.TryGetValue(codeOrName, out var known)) return known.Class;
        var found = byName[AgencyText.ClassKey(codeOrName)].ToList();
        return (found.Find(c => c.Within is not null && c.Within == within) ?? found.Find(c => c.Within is null))?.Class;
    }

    public IReadOnlyList<Agency> Members(string code, DateOnly on)
    {
        var members = new Dictionary<string, Agency>(StringComparer.Ordinal);
        foreach (var rule in Rules(code)) foreach (var agency in Members(rule, on)) members.TryAdd(agency.Code, agency);
        return [.. members.Values.OrderBy(a => a.Code, StringComparer.Ordinal)];
    }

    public bool Has(string code, string agencyCode, DateOnly on) => answers.Of((code, agencyCode, on), this, static (key, book) =>
        book.agencies.At(key.Agency, key.On) is { } agency && book.Rules(key.Class).Any(rule => book.Fits(rule, agency)));

    // The rules of a class and of the classes in it.
    IEnumerable<ClassRule> Rules(string code)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([code]);
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next) || !byCode.TryGetValue(next, out var definition)) continue;
            yield return definition.Rule;
            foreach (var inner in definition.Rule.Classes ?? []) open.Push(inner);
        }
    }

    IEnumerable<Agency> Members(ClassRule rule, DateOnly on)
    {
        foreach (var body in agencies.Bodies)
            if (body.Agency.Life.Contains(on) && Fits(rule, body.Agency)) yield return body.Agency;
        foreach (var kind in rule.Kinds ?? [])
        {
            if (!Generated.Contains(kind)) continue;
            foreach (var agency in agencies.Communes.All(kind, on))
                if (Fits(rule, agency)) yield return agency;
        }
    }

    bool Fits(ClassRule rule, Agency agency)
    {
        if (rule.Agencies?.Contains(agency.Code) == true) return true;
        if (!rule.HasFilter) return false;
        return (rule.Kinds?.Contains(agency.Kind) ?? true)
            && (rule.Under is null || agencies.IsUnder(agency, rule.Under))
            && (rule.Roles is null || (agencies.Body(agency.Id) is { } body && rule.Roles.Any(body.Roles.Contains)))
            && (rule.Suffixes is null || (agency.Kind == AgencyKind.ProvinceUnit && rule.Suffixes.Any(s => agency.Code.EndsWith("." + s, StringComparison.Ordinal))));
    }
}
