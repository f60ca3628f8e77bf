using LienThong.Kernel.Data;

namespace LienThong.Population.Households;

/// <summary>
/// Changes of membership. A day is the least unit: who came and goes on one day was not there. What the rows said before is kept by the database (household_member_past).
/// </summary>
internal static class HouseholdChanges
{
    /// <summary>Takes members out from a day on, hands over the lead, and closes the household when nobody stays.</summary>
    public static void Leave(List<Change> changes, HouseholdState home, IReadOnlyCollection<PersonId> leaving, Member? heir, DateOnly from)
    {
        foreach (var member in home.Members.Where(m => leaving.Contains(m.Person))) End(changes, member, from);
        if (home.Members.All(m => leaving.Contains(m.Person))) changes.Add(new(Sql.Close, [home.Id.Value, from.AddDays(-1)]));
        else if (heir is not null) Hand(changes, home, heir, leaving, new Dictionary<PersonId, Relation>(), from);
    }

    /// <summary>Makes a member head: the others get their relation to the new head, as declared or as the register proves it.</summary>
    public static void Hand(List<Change> changes, HouseholdState home, Member heir, IReadOnlyCollection<PersonId> leaving, IReadOnlyDictionary<PersonId, Relation> declared, DateOnly from)
    {
        var others = home.Members.Where(m => m.Person != heir.Person && !leaving.Contains(m.Person)).ToList();
        // the old head steps back before the new one steps up: at no time are there two
        foreach (var other in others.OrderByDescending(m => m.Relation == Relation.Head))
            Relate(changes, home, other, declared.TryGetValue(other.Person, out var relation) ? relation : home.RelationTo(heir, other), from);
        Relate(changes, home, heir, Relation.Head, from);
    }

    /// <summary>Adds a person to a household from a day on.</summary>
    public static void Join(List<Change> changes, HouseholdId household, PersonId person, Relation relation, DateOnly from, DateTimeOffset now) =>
        changes.Add(new(Sql.Add, [person.Value, household.Value, (short)relation, from, now]));

    /// <summary>Puts one person in the place of another from a day on, with the same relation.</summary>
    public static void Replace(List<Change> changes, HouseholdState home, PersonId who, PersonId by, DateOnly from, DateTimeOffset now)
    {
        var member = home.Of(who)!;
        End(changes, member, from);
        Join(changes, home.Id, by, member.Relation, from, now);
    }

    public static void Relate(List<Change> changes, HouseholdState home, Member member, Relation relation, DateOnly from)
    {
        if (member.Relation == relation) return;
        if (member.Since >= from)
        {
            changes.Add(new(Sql.Rename, [member.Person.Value, member.Since, (short)relation]));
            return;
        }

        End(changes, member, from);
        changes.Add(new(Sql.Continue, [member.Person.Value, home.Id.Value, (short)relation, from]));
    }

    private static void End(List<Change> changes, Member member, DateOnly from) => changes.Add(member.Since < from
        ? new(Sql.End, [member.Person.Value, member.Since, from.AddDays(-1)])
        : new(Sql.TakeBack, [member.Person.Value, member.Since]));

    private static class Sql
    {
        public const string Add = "insert into population.household_member (person, household, relation, since, recorded_at) values ($1, $2, $3, $4, $5)";
        public const string Continue = """
            insert into population.household_member (person, household, relation, since, recorded_at)
            values ($1, $2, $3, $4, clock_timestamp())
            """;
        public const string End = "update population.household_member set until = $3 where person = $1 and since = $2 and until is null";
        public const string Rename = "update population.household_member set relation = $3 where person = $1 and since = $2 and until is null";
        public const string TakeBack = "delete from population.household_member where person = $1 and since = $2 and until is null";
        public const string Close = "update population.household set closed = greatest($2, opened) where id = $1 and closed is null";
    }
}
