using LienThong.Directory;
using LienThong.Programme.Import;

namespace LienThong.Programme.Parties;

/// <summary>A body of today that answers for a name in a plan.</summary>
/// <param name="Renamed">true when the name in the plan is not its name today</param>
public sealed record BodyToday(string Code, string Name, bool Renamed);

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

    /// The name of the class as Directory has it; null when the class is known only to the plan.
    public string? ClassName(PlanRole party) => party.Kind == PartyKind.Class ? (party.Class is { } code ? directory?.FindClass(code) : null)?.Name ?? directory?.FindClass(party.Name)?.Name : null;

    private List<BodyToday>? Exact(string name, DateOnly on) => directory!.AgencyAt(name, on) is { } then ? Today(then, name) : null;

    private List<BodyToday>? Unit(string name, string parent, DateOnly on)
    {
        if (directory!.AgencyAt(parent, on) is not { } above) return null;
        var key = Fold.Key(name);
        return directory.UnitsOf(above.Code, on).FirstOrDefault(u => Fold.Key(u.Name) == key || directory.NamesOf(u.Id).Any(n => Fold.Key(n.Name) == key)) is { } unit ? Today(unit, name) : null;
    }

    private List<BodyToday> Today(Agency then, string written)
    {
        var on = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var bodies = directory!.Today(then).Bodies;
        // Alive and unchanged: it is its own successor.
        if (bodies.Count == 0 && then.Life.Contains(on)) bodies = [then];
        return [.. bodies.Take(MostNames).Select(b => new BodyToday(b.Code, b.Name, Fold.Key(b.Name) != Fold.Key(then.Name) || then.Code != b.Code))];
    }
}
