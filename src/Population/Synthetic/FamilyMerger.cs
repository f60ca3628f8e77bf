using System.Runtime.CompilerServices;

namespace LienThong.Population.Synthetic;

/// <summary>Joins families under one roof: old parents with a married child, unmarried and divorced people with relatives, until the wished number of households is reached.</summary>
internal sealed class FamilyMerger(List<Family> families, int wished, SeededRandom random)
{
    private Family[] _hosts = [];
    private double[] _ages = [];

    [MethodImpl(Hot.Loop)]
    public void Merge()
    {
        var surplus = families.Count - wished;
        if (surplus > 0)
        {
            _hosts = [.. families.Where(f => f.IsCouple && f.Core.Age < 60).OrderBy(f => f.Core.Age)];
            _ages = [.. _hosts.Select(f => f.Core.Age)];
            var order = families.Where(f => Wish(f) < 9).Select(f => (Family: f, Wish: Wish(f) + random.Unit())).OrderBy(f => f.Wish).Select(f => f.Family).ToList();
            HashSet<Family> gone = [];
            foreach (var guest in order)
            {
                if (surplus == 0) break;
                if (gone.Contains(guest) || guest.Elders.Count > 0 || !Join(guest)) continue;
                gone.Add(guest);
                surplus--;
            }

            foreach (var guest in order.Where(g => g.IsAlone && g.Elders.Count == 0))
            {
                if (surplus == 0 || _hosts.Length == 0) break;
                if (!gone.Add(guest)) continue;
                Move(guest, _hosts[random.Below(_hosts.Length)], Relation.Other);
                surplus--;
            }

            families.RemoveAll(gone.Contains);
        }

        Detach(wished - families.Count);
        Crowd(families.Count - wished);
    }

    /// <summary>A very small part may have nobody who fits: then the smallest families join whoever there is.</summary>
    [MethodImpl(Hot.Loop)]
    private void Crowd(int surplus)
    {
        for (; surplus > 0; surplus--)
        {
            var guest = families.MinBy(f => (f.Members.Count, -f.Core.Age))!;
            families.Remove(guest);
            Move(guest, families.MaxBy(f => f.Core.Age)!, Relation.Other);
        }
    }

    // the lower, the sooner they join; 9 and more never
    private static double Wish(Family f) => f switch
    {
        { IsCouple: true, Members.Count: 2, Husband.Age: >= 60 } => .1,
        { IsAlone: true, Core: { Age: >= 60 } } => .3,
        { IsAlone: true, Core: { Status: MaritalStatus.Single, Age: < 35 } } => .45,
        { IsAlone: true, Core: { Status: MaritalStatus.Divorced, Age: < 50 } } => .5,
        { IsAlone: true } => .7,
        _ => 9,
    };

    [MethodImpl(Hot.Loop)]
    private bool Join(Family guest)
    {
        if (guest.Core.Age >= 56) return JoinAsElders(guest);
        return JoinAsChild(guest) || JoinAsSibling(guest);
    }

    [MethodImpl(Hot.Loop)]
    private bool JoinAsElders(Family guest)
    {
        var withSon = random.Chance(.78);
        foreach (var host in Near((guest.Wife ?? guest.Core).Age - 26 + random.Normal() * 4))
        {
            var child = withSon ? host.Husband! : host.Wife!;
            if (host.Elders.Count > 0 || child.Mother is not null || child.Father is not null || guest.Members.Contains(child)) continue;
            if (guest.Wife is { } mother && !Parenthood.Mother(mother, child)) continue;
            if (guest.Husband is { } father && !Parenthood.Father(father, child)) continue;
            child.Mother = guest.Wife;
            child.Father = guest.Husband;
            host.ElderLed = guest.Core.Age < 66 && random.Chance(.6);
            foreach (var elder in guest.Members) host.Elders.Add(elder);
            Move(guest, host, Relation.Parent);
            return true;
        }

        return false;
    }

    [MethodImpl(Hot.Loop)]
    private bool JoinAsChild(Family guest)
    {
        var child = guest.Core;
        if (child.Mother is not null || !guest.IsAlone) return false;
        foreach (var host in Near(child.Age + 28 + random.Normal() * 4))
        {
            if (!Parenthood.Mother(host.Wife!, child) || host.Members.Any(m => Math.Abs(m.Age - child.Age) < .9)) continue;
            child.Mother = host.Wife;
            child.Father = Parenthood.Father(host.Husband!, child) ? host.Husband : null;
            Move(guest, host, Relation.Child);
            return true;
        }

        return false;
    }

    [MethodImpl(Hot.Loop)]
    private bool JoinAsSibling(Family guest)
    {
        foreach (var host in Near(guest.Core.Age + random.Normal() * 4))
        {
            if (Math.Abs(host.Core.Age - guest.Core.Age) > 14) continue;
            Move(guest, host, Relation.Sibling);
            return true;
        }

        return false;
    }

    private IEnumerable<Family> Near(double age)
    {
        var at = Array.BinarySearch(_ages, age);
        if (at < 0) at = ~at;
        for (var step = 0; step < 70; step++)
        {
            if (at + step < _hosts.Length) yield return _hosts[at + step];
            if (at - step - 1 >= 0) yield return _hosts[at - step - 1];
        }
    }

    private static void Move(Family guest, Family host, Relation relation)
    {
        foreach (var person in guest.Members) host.Add(person, relation);
    }

    /// <summary>Too few households: grown children found their own.</summary>
    [MethodImpl(Hot.Loop)]
    private void Detach(int missing)
    {
        for (var i = 0; i < families.Count && missing > 0; i++)
        {
            var family = families[i];
            var grown = family.Members.Find(m => m.Relation == Relation.Child && m.Age >= 20) ?? family.Members.Find(m => m.Adult && m.Spouse is null && !ReferenceEquals(m, family.Core));
            if (grown is null || family.Members.Count < 2 || ReferenceEquals(grown, family.Core)) continue;
            family.Members.Remove(grown);
            var own = new Family { Husband = grown.Man ? grown : null, Wife = grown.Man ? null : grown };
            own.Add(grown, Relation.Head);
            families.Add(own);
            missing--;
        }
    }
}
