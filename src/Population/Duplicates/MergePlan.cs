using LienThong.Kernel.Access;
using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population.Households;
using LienThong.Population.Persons;
using LienThong.Population.Residence;

namespace LienThong.Population.Duplicates;

/// <summary>What becomes of household, residences, marriage and children when one record goes into another. Decides and writes changes; reads nothing.</summary>
internal sealed class MergePlan(PersonMerge act, Person survivor, Person merged, MovingFacts facts, IReadOnlyList<HouseholdState> homes, DateOnly? free, DateTimeOffset now)
{
    private readonly HouseholdState? _home = homes.FirstOrDefault(h => h.Of(act.Merged) is not null);

    // the survivor has no home of its own any more, so it takes the place of the other
    private bool TakesPlace => _home is not null && facts.Permanent(act.Merged) is not null && homes.All(h => h.Of(act.Survivor) is null) && facts.Permanent(act.Survivor) is null or { Upto: not null };

    /// <summary>Why the day cannot be: membership or residence began on it or later, or nobody could lead the household since then.</summary>
    public Fault? PlaceRefusal(int adult)
    {
        var since = facts.Permanent(act.Merged) is { } residence ? residence.From : (DateOnly?)null;
        if (_home?.Of(act.Merged) is { } member && (since is null || member.Since > since)) since = member.Since;
        if (since >= act.On) return PopulationErrors.ActBeforeMembership.With(HanoiTime.Show(since.Value.AddDays(1))).At("/on");
        if (TakesPlace && free > act.On) return PopulationErrors.ActBeforeMembership.With(HanoiTime.Show(free.Value)).At("/on");
        if (_home is null || TakesPlace) return null;
        var least = _home.EarliestWithout([act.Merged], act.On);
        if (least > act.On) return PopulationErrors.ActBeforeMembership.With(HanoiTime.Show(least)).At("/on");
        return Heir(adult) is { } heir && heir.Since > act.On ? PopulationErrors.ActBeforeMembership.With(HanoiTime.Show(heir.Since)).At("/on") : null;
    }

    public void Place(List<Change> changes, int adult)
    {
        var next = (short)(facts.Entries.GetValueOrDefault(act.Merged) + 1);
        foreach (var residence in facts.Open[act.Merged]) next = residence.End(changes, next, act.On, now, act.Document.Number, "merged");
        if (_home is null) return;
        if (!TakesPlace)
        {
            HouseholdChanges.Leave(changes, _home, [act.Merged], Heir(adult), act.On);
            return;
        }

        var home = facts.Permanent(act.Merged)!;
        HouseholdChanges.Replace(changes, _home, act.Merged, act.Survivor, act.On, now);
        changes.Add(new(ResidenceRows.Sql.Insert,
            [act.Survivor.Value, (short)(facts.Entries.GetValueOrDefault(act.Survivor) + 1), (short)ResidenceKind.Permanent, home.Household, act.On, null, home.Commune, home.Address, now, act.Document.Number, "merged"]));
    }

    /// <summary>The survivor gets a new version in any case, and the marriage of the other when there is one.</summary>
    public KeptMarriage? Marriage(List<Change> changes, Caller caller, IReadOnlyDictionary<string, string?> before, Guid registration)
    {
        var spouse = merged.Spouse is { } key && facts.Persons.TryGetValue(key, out var partner) && partner.Spouse == merged.Id && !partner.Locked ? partner : null;
        changes.Add(new(Sql.Survive, [survivor.Id.Value, survivor.Version, spouse?.Id.Value, spouse is null ? null : merged.MaritalSince]));
        changes.Add(PersonHistory.Row(new(survivor.Id, survivor.Version + 1, "merged", null, new { merged = merged.Id, number = merged.Number }), now, caller, act.Document.Number));
        if (spouse is null) return null;
        ItemChanges.From(changes, survivor.Id, new("person.spouse", null, spouse.Id.ToString()), act.On, now, registration);
        ItemChanges.From(changes, survivor.Id, new("person.maritalStatus", before["person.maritalStatus"], "married"), act.On, now, registration);
        ItemChanges.Correct(changes, spouse.Id, new("person.spouse", merged.Id.ToString(), survivor.Id.ToString()), now, registration);
        changes.Add(new(Sql.Wed, [spouse.Id.Value, spouse.Version, survivor.Id.Value]));
        changes.Add(PersonHistory.Row(new(spouse.Id, spouse.Version + 1, "corrected", new { spouse = merged.Id }, new { spouse = survivor.Id }), now, caller, act.Document.Number));
        return new(spouse.Id.Value, (short)survivor.Marital, survivor.MaritalSince);
    }

    public IReadOnlyList<KeptChild> Children(List<Change> changes, Caller caller, Guid registration)
    {
        List<KeptChild> kept = [];
        foreach (var child in facts.Persons.Values.Where(p => p.Mother == merged.Id || p.Father == merged.Id).OrderBy(p => p.Id.Value))
        {
            var item = child.Mother == merged.Id ? "person.mother" : "person.father";
            ChildOf(changes, child, item, (merged.Id, survivor.Id), now, registration);
            changes.Add(PersonHistory.Row(new(child.Id, child.Version + 1, "corrected", new { parent = merged.Id }, new { parent = survivor.Id }), now, caller, act.Document.Number));
            kept.Add(new(child.Id.Value, item));
        }

        return kept;
    }

    public static void ChildOf(List<Change> changes, Person child, string item, (PersonId Before, PersonId After) parent, DateTimeOffset now, Guid registration)
    {
        ItemChanges.Correct(changes, child.Id, new(item, parent.Before.ToString(), parent.After.ToString()), now, registration);
        changes.Add(new(Sql.Parent, [child.Id.Value, child.Version, item == "person.mother" ? parent.After.Value : null, item == "person.father" ? parent.After.Value : null]));
    }

    // who leads when the merged record led: the survivor when it belongs there, else as after a death
    private Member? Heir(int adult) => _home!.Head?.Person != act.Merged ? null
        : _home.Of(act.Survivor) is { } self && self.Since <= act.On ? self : _home.LeadAfter([act.Merged], null, act.On, adult, derive: true).Value;

    internal static class Sql
    {
        public const string Survive = """
            update population.person set spouse = coalesce($3, spouse), marital = case when $3::uuid is null then marital else 2 end, marital_since = case when $3::uuid is null then marital_since else $4 end,
                version = version + 1
            where id = $1 and version = $2
            """;
        public const string Wed = "update population.person set spouse = $3, version = version + 1 where id = $1 and version = $2";
        public const string Parent = "update population.person set mother = coalesce($3, mother), father = coalesce($4, father), version = version + 1 where id = $1 and version = $2";
    }
}
