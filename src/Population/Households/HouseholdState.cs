using LienThong.Kernel.Data;
using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using Npgsql;

namespace LienThong.Population.Households;

/// <summary>A living membership, with what decides who leads: kinship, age, spouse.</summary>
internal sealed record Member(PersonId Person, Relation Relation, DateOnly Since, DateOnly Birth, PersonId? Spouse, PersonId? Father, PersonId? Mother)
{
    public static Member Read(NpgsqlDataReader r, int at) => new(
        new(r.GetGuid(at)), (Relation)r.GetInt16(at + 1), r.Date(at + 2), r.Date(at + 3), Key(r, at + 4), Key(r, at + 5), Key(r, at + 6));

    public bool IsAdultOn(DateOnly day, int age) => Birth.AddYears(age) <= day;

    public bool IsChildOf(PersonId parent) => Father == parent || Mother == parent;

    private static PersonId? Key(NpgsqlDataReader r, int at) => r.GuidOrNull(at) is { } id ? new PersonId(id) : null;
}

/// <summary>An open household with its living members, read under its lock.</summary>
internal sealed record HouseholdState(HouseholdId Id, string Commune, string Address, string Dossier, DateOnly Opened, IReadOnlyList<Member> Members)
{
    /// <summary>The last day of those who left alive; nobody who leaves later can be dated before it without leaving them without a head.</summary>
    public DateOnly? LastLeft { get; init; }

    public Member? Head => Members.FirstOrDefault(m => m.Relation == Relation.Head);

    public Member? Of(PersonId person) => Members.FirstOrDefault(m => m.Person == person);

    /// <summary>Who leads when some go and nobody was named: the spouse of the head, else the oldest adult, else the oldest. Somebody who was there on the day comes before who came later.</summary>
    public Member? HeirWithout(IReadOnlyCollection<PersonId> leaving, DateOnly from, int adult) => Members
        .Where(m => !leaving.Contains(m.Person))
        .OrderByDescending(m => m.Since <= from).ThenBy(m => m.Since <= from ? DateOnly.MinValue : m.Since)
        .ThenByDescending(m => m.Relation == Relation.Spouse).ThenByDescending(m => m.IsAdultOn(from, adult)).ThenBy(m => m.Birth).ThenBy(m => m.Person.Value)
        .FirstOrDefault();

    /// <summary>
    /// Who leads after some leave: null when nobody stays or the head stays. A head who leaves others behind must name a successor among them, unless <paramref name="derive"/>. The successor was there
    /// on the day, or came before all others who stay: on no day is there a household without a head.
    /// </summary>
    public Result<Member?> LeadAfter(IReadOnlyCollection<PersonId> leaving, PersonId? successor, DateOnly from, int adult, bool derive = false)
    {
        if (Head is not { } head || !leaving.Contains(head.Person)) return (Member?)null;
        if (Members.All(m => leaving.Contains(m.Person)))
            return LastLeft is { } last && last >= from && !derive ? PopulationErrors.ActBeforeMembership.With(HanoiTime.Show(last.AddDays(1))) : (Member?)null;
        if (derive) return HeirWithout(leaving, from, adult);
        if (successor is not { } named) return PopulationErrors.HeadLeaves.At("/newHead");
        if (Of(named) is not { } heir || leaving.Contains(named)) return PopulationErrors.SuccessorUnknown.At("/newHead");
        return heir.Since <= from ? heir : PopulationErrors.ActBeforeMembership.With(HanoiTime.Show(heir.Since)).At("/newHead");
    }

    /// <summary>The first day from which somebody else can lead when these leave on a day: the day itself, or the day on which the first of those who stay came, or after the last of those who left.</summary>
    public DateOnly EarliestWithout(IReadOnlyCollection<PersonId> leaving, DateOnly from)
    {
        if (Members.All(m => leaving.Contains(m.Person))) return LastLeft is { } last && last >= from ? last.AddDays(1) : from;
        var first = Members.Where(m => !leaving.Contains(m.Person)).Min(m => m.Since);
        return first > from ? first : from;
    }

    /// <summary>What a member is to a new head, as far as the register proves it; who was no relative stays so, everybody else is another relative until the family says more.</summary>
    public Relation RelationTo(Member head, Member member)
    {
        if (member.Spouse == head.Person) return Relation.Spouse;
        if (member.IsChildOf(head.Person)) return Relation.Child;
        if (head.IsChildOf(member.Person)) return Relation.Parent;
        if ((member.Father is { } father && father == head.Father) || (member.Mother is { } mother && mother == head.Mother)) return Relation.Sibling;
        if (member.Spouse is { } spouse && Of(spouse) is { } half && half.IsChildOf(head.Person)) return Relation.ChildInLaw;
        if (Parents(member).Any(p => p.IsChildOf(head.Person))) return Relation.Grandchild;
        if (Parents(head).Any(p => p.IsChildOf(member.Person))) return Relation.Grandparent;
        return member.Relation == Relation.NotRelated ? Relation.NotRelated : Relation.Other;
    }

    /// <summary>A newborn is the child of the head when one parent is head or married to the head; otherwise a grandchild when a grandparent leads, which the clerk can adjust.</summary>
    public Relation RelationOfChild(PersonId? mother, PersonId? father) => Head is { } head
        && (mother == head.Person || father == head.Person || (head.Spouse is { } spouse && (mother == spouse || father == spouse))) ? Relation.Child : Relation.Grandchild;

    private IEnumerable<Member> Parents(Member child) => Members.Where(m => child.IsChildOf(m.Person));
}

/// <summary>Reads households under their locks.</summary>
internal static class LockHouseholds
{
    /// <summary>
    /// Locks the households to which persons belong now, in the order of their keys, and reads them with all living members. Call it after the persons are locked: everybody takes the locks in
    /// this order, and nobody waits in a circle.
    /// </summary>
    public static async Task<IReadOnlyList<HouseholdState>> Of(Db tx, IReadOnlyCollection<PersonId> persons, CancellationToken ct)
    {
        var keys = await tx.Many(Sql.HouseholdsOf, [persons.Select(p => p.Value).ToArray()], static r => r.GetGuid(0), ct);
        return await ById(tx, keys, ct);
    }

    /// <summary>The same by the keys of households; closed ones are left out.</summary>
    public static async Task<IReadOnlyList<HouseholdState>> ById(Db tx, IReadOnlyCollection<Guid> households, CancellationToken ct)
    {
        if (households.Count == 0) return [];
        var keys = households.Distinct().ToArray();
        var rows = await tx.Many(Sql.Lock, [keys], static r => (Id: r.GetGuid(0), Commune: r.GetString(1), Address: r.GetString(2), Dossier: r.GetString(3), Opened: r.Date(4)), ct);
        // a second statement, so that it sees what was written while this one waited for the lock
        var members = (await tx.Many(Sql.Members, [keys], static r => (Household: r.GetGuid(0), Member: Member.Read(r, 1)), ct)).ToLookup(m => m.Household, m => m.Member);
        var left = (await tx.Many(Sql.LastLeft, [keys], static r => (Household: r.GetGuid(0), Day: r.Date(1)), ct)).ToDictionary(l => l.Household, l => (DateOnly?)l.Day);
        return [.. rows.Select(h => new HouseholdState(new(h.Id), h.Commune, h.Address, h.Dossier, h.Opened, [.. members[h.Id]]) { LastLeft = left.GetValueOrDefault(h.Id) })];
    }

    private static class Sql
    {
        public const string HouseholdsOf = "select distinct m.household from population.household_member m where m.person = any($1) and m.until is null";
        public const string Lock = """
            select h.id, coalesce(h.area, h.commune), h.address, h.dossier_no, h.opened
            from population.household h
            where h.id = any($1) and h.closed is null
            order by h.id for no key update
            """;
        public const string LastLeft = """
            select m.household, max(m.until)
            from population.household_member m join population.person p on p.id = m.person
            where m.household = any($1) and m.until is not null and (p.died is null or m.until < p.died)
            group by m.household
            """;
        public const string Members = """
            select m.household, m.person, m.relation, m.since, p.birth, p.spouse, p.father, p.mother
            from population.household_member m join population.person p on p.id = m.person
            where m.household = any($1) and m.until is null
            order by m.household, (m.relation = 1) desc, m.since, m.person
            limit 2000
            """;
    }
}
