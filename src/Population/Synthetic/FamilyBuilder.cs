using System.Runtime.CompilerServices;

namespace LienThong.Population.Synthetic;

/// <summary>
/// Puts a pool of people (ages and sexes already drawn) together: couples, children with mothers of a fitting age, people who live alone, and families of three generations,
/// until there are exactly as many households as wished.
/// </summary>
internal sealed class FamilyBuilder(List<SyntheticPerson> people, int households, SeededRandom random)
{
    private const int LookAround = 90;
    private readonly List<Family> _families = [];
    private readonly List<SyntheticPerson> _lone = [];

    [MethodImpl(Hot.Loop)]
    public List<Family> Build()
    {
        foreach (var person in people) person.Status = Lifecycle.Status(person.Man, person.Age, random);
        PairCouples();
        foreach (var person in people)
        {
            if (person.Home is not null || person.Status == MaritalStatus.Single) continue;
            Alone(person);
        }

        PlaceChildren();
        PlaceLoneMinors();
        new FamilyMerger(_families, households, random).Merge();
        foreach (var family in _families) HouseholdRelations.Assign(family, random);
        return _families;
    }

    [MethodImpl(Hot.Loop)]
    private void PairCouples()
    {
        var men = people.Where(p => p.Man && p.Status == MaritalStatus.Married).ToList();
        var women = people.Where(p => !p.Man && p.Status == MaritalStatus.Married).ToList();
        Balance(men, women.Count);
        Balance(women, men.Count);
        // rank by rank with some noise: married men are about three years older, so the pairs are too
        var husbands = men.OrderBy(m => m.Age + random.Normal() * 1.8).ToList();
        var wives = women.OrderBy(w => w.Age + random.Normal() * 1.8).ToList();
        for (var i = 0; i < husbands.Count; i++)
        {
            var family = new Family { Husband = husbands[i], Wife = wives[i] };
            husbands[i].Spouse = wives[i];
            wives[i].Spouse = husbands[i];
            family.Add(husbands[i], Relation.Head);
            family.Add(wives[i], Relation.Spouse);
            _families.Add(family);
        }
    }

    [MethodImpl(Hot.Loop)]
    private void Balance(List<SyntheticPerson> many, int wished)
    {
        while (many.Count > wished)
        {
            var at = random.Below(many.Count);
            var person = many[at];
            many[at] = many[^1];
            many.RemoveAt(many.Count - 1);
            person.Status = person switch
            {
                { Age: < 30 } => MaritalStatus.Single,
                { Man: false, Age: >= 52 } => MaritalStatus.Widowed,
                _ => random.Chance(.5) ? MaritalStatus.Single : MaritalStatus.Divorced,
            };
        }
    }

    [MethodImpl(Hot.Loop)]
    private void Alone(SyntheticPerson person)
    {
        var family = new Family();
        if (person.Man) family.Husband = person;
        else family.Wife = person;
        family.Add(person, Relation.Head);
        _families.Add(family);
    }

    [MethodImpl(Hot.Loop)]
    private void PlaceChildren()
    {
        var mothers = people.Where(p => !p.Man && p.Age > 18 && (p.Status != MaritalStatus.Single || random.Chance(.02)))
            .OrderBy(p => p.Age).Select(p => new Motherhood(p, Lifecycle.Children(random))).ToArray();
        var ages = mothers.Select(m => m.Mother.Age).ToArray();
        var children = people.Where(p => p.Home is null && p.Status == MaritalStatus.Single && p.Age < 50).ToList();
        random.Shuffle(children);
        // minors first: they need a mother more than grown children do
        children.Sort(static (a, b) => a.Adult.CompareTo(b.Adult));
        foreach (var child in children)
        {
            if (child.Home is not null) continue;      // an unmarried mother whose child came first
            if (random.Chance(Lifecycle.WithParents((int)child.Age)) && FindMother(child, mothers, ages) is { } found) Adopt(child, found);
            else if (child.Adult) Alone(child);
            else _lone.Add(child);
        }

        foreach (var person in people.Where(p => p.Home is null && p.Adult)) Alone(person);
    }

    [MethodImpl(Hot.Loop)]
    private Motherhood? FindMother(SyntheticPerson child, Motherhood[] mothers, double[] ages)
    {
        var at = Array.BinarySearch(ages, child.Age + Lifecycle.MotherAge(random));
        if (at < 0) at = ~at;
        for (var step = 0; step < LookAround; step++)
        {
            if (at + step < mothers.Length && mothers[at + step].Takes(child, 0)) return mothers[at + step];
            if (at - step - 1 >= 0 && at - step - 1 < mothers.Length && mothers[at - step - 1].Takes(child, 0)) return mothers[at - step - 1];
        }

        // rather a fourth child than a minor without a mother
        for (var step = 0; step < LookAround && !child.Adult; step++)
        {
            if (at + step < mothers.Length && mothers[at + step].Takes(child, 2)) return mothers[at + step];
            if (at - step - 1 >= 0 && at - step - 1 < mothers.Length && mothers[at - step - 1].Takes(child, 2)) return mothers[at - step - 1];
        }

        return null;
    }

    [MethodImpl(Hot.Loop)]
    private void Adopt(SyntheticPerson child, Motherhood to)
    {
        to.Children.Add(child);
        child.Mother = to.Mother;
        if (to.Mother.Spouse is { } husband && Parenthood.Father(husband, child)) child.Father = husband;
        if (to.Mother.Home is null) Alone(to.Mother);
        to.Mother.Home!.Add(child, Relation.Child);
    }

    /// <summary>Minors for whom no mother was found live with grandparents or other relatives.</summary>
    private void PlaceLoneMinors()
    {
        if (_lone.Count == 0) return;
        if (_families.Count == 0)
        {
            // a part of a handful of people, all minors
            var oldest = _lone.MaxBy(p => p.Age)!;
            _lone.Remove(oldest);
            Alone(oldest);
        }

        var elders = _families.Where(f => f.Core.Age is > 50 and < 76).ToList();
        foreach (var child in _lone)
        {
            var fitting = elders.Count == 0 ? _families[random.Below(_families.Count)] : elders[random.Below(elders.Count)];
            fitting.Add(child, fitting.Core.Age - child.Age >= 38 ? Relation.Grandchild : Relation.Other);
        }
    }

    private sealed class Motherhood(SyntheticPerson mother, int room)
    {
        public SyntheticPerson Mother { get; } = mother;
        public List<SyntheticPerson> Children { get; } = new(2);

        [MethodImpl(Hot.Loop)]
        public bool Takes(SyntheticPerson child, int more)
        {
            if (Children.Count >= room + more || ReferenceEquals(child, Mother) || !Parenthood.Mother(Mother, child)) return false;
            if (child.Home is not null || ReferenceEquals(Mother.Mother, child)) return false;
            foreach (var other in Children)
            {
                if (Math.Abs(other.Age - child.Age) < 0.9) return false;
            }

            return true;
        }
    }
}

/// <summary>Who can be whose parent by age.</summary>
internal static class Parenthood
{
    public static bool Mother(SyntheticPerson mother, SyntheticPerson child) => mother.Age - child.Age is >= Lifecycle.MotherMin and <= Lifecycle.MotherMax;

    public static bool Father(SyntheticPerson father, SyntheticPerson child) => father.Age - child.Age is >= Lifecycle.FatherMin and <= Lifecycle.FatherMax;
}
