using LienThong.Directory;
using LienThong.Kernel.Time;
using LienThong.Programme.Import;

namespace LienThong.Programme.Parties;

/// <summary>A body of today that answers for a name in a plan.</summary>
/// <param name="Parent">the ministry or province above, when it is a unit of one</param>
/// <param name="Renamed">true when the name in the plan is not its name today, or it stands under another body</param>
public sealed record BodyToday(string Code, string Name, string? Parent, bool Renamed)
{
    /// <summary>"Trung tâm Công nghệ thông tin, Bộ Xây dựng".</summary>
    public string FullName => Parent is null ? Name : $"{Name}, {Parent}";
}

/// <summary>A class of bodies as Directory has it, and how many belong to it today.</summary>
public sealed record ClassToday(string Code, string Name, int Members);

/// <summary>Who a name in a plan is today. The name itself is never rewritten (design §5 rule 4).</summary>
internal sealed class TodaysBodies(TimeProvider clock, IDirectory? directory = null)
{
    private const int MostNames = 3;

    /// Empty when the name is no body, or when Directory does not know it.
    public IReadOnlyList<BodyToday> Of(PlanRole party, DateOnly namesAsOf)
    {
        if (directory is null || party.Kind is PartyKind.Person) return [];
        if (party.Kind == PartyKind.Class) return [];
        var name = party.Reading ?? party.Name;
        if (party.Parent is { } parent)
            return Exact($"{name} {parent}", namesAsOf) ?? Unit(name, parent, namesAsOf) ?? Exact(parent, namesAsOf) ?? [];
        return Exact(name, namesAsOf) ?? [];
    }

    /// The class as Directory has it; null when it is known only to the plan ("các cơ quan, đơn vị thuộc Bộ").
    public ClassToday? Class(PlanRole party)
    {
        if (directory is null || party.Kind != PartyKind.Class) return null;
        var known = (party.Class is { } code ? directory.FindClass(code) : null) ?? directory.FindClass(party.Name);
        return known is null ? null : new ClassToday(known.Code, known.Name, directory.MembersOf(known.Code, clock.Today()).Count);
    }

    /// The body of that name on that day; a plan without a day may still use an older name, so then the one that ever bore exactly this name.
    private List<BodyToday>? Exact(string name, DateOnly on)
    {
        var then = directory!.AgencyAt(name, on) ?? directory.FindAgencies(name, null, MostNames).FirstOrDefault(m => m.Exact && Fold.Key(m.MatchedName) == Fold.Key(name))?.Agency;
        return then is null ? null : Today(then);
    }

    private List<BodyToday>? Unit(string name, string parent, DateOnly on)
    {
        if (directory!.AgencyAt(parent, on) is not { } above) return null;
        var key = Fold.Key(name);
        return directory.UnitsOf(above.Code, on).FirstOrDefault(u => Fold.Key(u.Name) == key || directory.NamesOf(u.Id).Any(n => Fold.Key(n.Name) == key)) is { } unit ? Today(unit) : null;
    }

    private string? Above(Agency body, DateOnly on) =>
        body is { Kind: AgencyKind.Unit or AgencyKind.ProvinceUnit, Parent: { } parent } ? directory!.AgencyAt(parent, on)?.Name : null;

    private List<BodyToday> Today(Agency then)
    {
        var on = clock.Today();
        var bodies = directory!.Today(then).Bodies;
        // Alive and unchanged: it is its own successor.
        if (bodies.Count == 0 && then.Life.Contains(on)) bodies = [then];
        return [.. bodies.Take(MostNames).Select(b => new BodyToday(b.Code, b.Name, Above(b, on), Fold.Key(b.Name) != Fold.Key(then.Name) || b.Code != then.Code))];
    }
}
