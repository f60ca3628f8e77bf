using System.Runtime.CompilerServices;

namespace LienThong.Population.Synthetic;

/// <summary>Names the head of a household and how everybody relates to them.</summary>
internal static class HouseholdRelations
{
    [MethodImpl(Hot.Loop)]
    public static void Assign(Family family, SeededRandom random)
    {
        if (family.ElderLed)
        {
            LedByElders(family);
            return;
        }

        var head = family.IsCouple && random.Chance(.14) ? family.Wife! : family.Core;
        foreach (var member in family.Members)
        {
            if (ReferenceEquals(member, head)) member.Relation = Relation.Head;
            else if (ReferenceEquals(member, family.Husband) || ReferenceEquals(member, family.Wife)) member.Relation = Relation.Spouse;
        }
    }

    [MethodImpl(Hot.Loop)]
    private static void LedByElders(Family family)
    {
        var head = family.Elders.Find(e => e.Man) ?? family.Elders[0];
        foreach (var member in family.Members)
        {
            member.Relation = member switch
            {
                _ when ReferenceEquals(member, head) => Relation.Head,
                _ when ReferenceEquals(member, head.Spouse) => Relation.Spouse,
                _ when ReferenceEquals(member.Father, head) || ReferenceEquals(member.Mother, head) => Relation.Child,
                _ when ReferenceEquals(member, family.Husband) || ReferenceEquals(member, family.Wife) => Relation.ChildInLaw,
                { Relation: Relation.Child or Relation.Grandchild } => Relation.Grandchild,
                _ => Relation.Other,
            };
        }
    }
}
