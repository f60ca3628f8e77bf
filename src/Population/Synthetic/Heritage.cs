using System.Runtime.CompilerServices;

namespace LienThong.Population.Synthetic;

/// <summary>Spouses who died in the last years: their record stays, locked, and explains the widowed.</summary>
internal static class Dead
{
    [MethodImpl(Hot.Loop)]
    public static List<SyntheticPerson> Of(List<Family> families, List<SyntheticPerson> people, SeededRandom random)
    {
        List<SyntheticPerson> dead = [];
        foreach (var widowed in people)
        {
            if (widowed.Status != MaritalStatus.Widowed || !random.Chance(.22)) continue;
            var age = Math.Clamp(widowed.Age + (widowed.Man ? -2.5 : 3) + random.Normal() * 3, 22, 101.9);
            var spouse = new SyntheticPerson { Man = !widowed.Man, Age = age, Status = MaritalStatus.Married, Home = widowed.Home, Relation = Relation.Spouse, DeadFor = random.Unit() * 5 };
            widowed.Lost = spouse;
            foreach (var child in families.Count == 0 ? [] : widowed.Home!.Members)
            {
                if (spouse.Man && ReferenceEquals(child.Mother, widowed) && child.Father is null && Parenthood.Father(spouse, child)) child.Father = spouse;
                if (!spouse.Man && ReferenceEquals(child.Father, widowed) && child.Mother is null && Parenthood.Mother(spouse, child)) child.Mother = spouse;
            }

            dead.Add(spouse);
        }

        return dead;
    }
}

/// <summary>What comes from the parents: ethnic group, surname, home place; and the name. People are asked from the oldest on.</summary>
internal sealed class Heritage(Province province, SeededRandom random)
{
    private static readonly Weighted<short> Religions = new([(0, 863), (1, 48), (2, 61), (3, 10), (8, 10), (5, 6)]);

    [MethodImpl(Hot.Loop)]
    public void Inherit(SyntheticPerson person)
    {
        person.Ethnicity = Ethnicity(person);
        person.Surname = Surname(person);
        person.Name = NameMaker.Name(person.Surname, person.Man, person.Birth.Year, person.Ethnicity, random);
        person.Religion = (person.Father ?? person.Mother)?.Religion ?? Religion(person.Ethnicity);
        if (person.Father is null && (person.Age > 22 || random.Chance(.8))) person.FatherName = ParentName(person, man: true);
        if (person.Mother is null) person.MotherName = ParentName(person, man: false);
    }

    [MethodImpl(Hot.Loop)]
    private byte Ethnicity(SyntheticPerson person)
    {
        if (person.Father is { Ethnicity: > 0 } father) return father.Ethnicity;
        if (person.Mother is { Ethnicity: > 0 } mother) return mother.Ethnicity;
        // marriages are mostly within the group
        if (person.Spouse is { Ethnicity: > 0 } spouse && random.Chance(.94)) return spouse.Ethnicity;
        if (person.Home!.Members.Find(m => m.Ethnicity > 0) is { } other && person.Spouse is null) return other.Ethnicity;
        return Ethnicities.Draw(province.Code, random);
    }

    [MethodImpl(Hot.Loop)]
    private NameWord Surname(SyntheticPerson person)
    {
        if (person.Father?.Surname is { } name) return name;
        if (person.Mother is { } mother) return mother.PartnerSurname ??= NameMaker.Surname(person.Ethnicity, province.South, random);
        return NameMaker.Surname(person.Ethnicity, province.South, random);
    }

    [MethodImpl(Hot.Loop)]
    private string ParentName(SyntheticPerson person, bool man)
    {
        var surname = man ? person.Surname! : NameMaker.Surname(person.Ethnicity, province.South, random);
        return NameMaker.ParentName(surname, man, person.Birth.Year - 28, random);
    }

    // codes of the list religions: 0 none, 1 Buddhist, 2 Catholic, 3 Hòa Hảo, 4 Muslim, 5 Cao Đài, 8 Protestant, 13 Balamon
    private short Religion(byte ethnicity) => ethnicity switch
    {
        Ethnicities.Khmer when random.Chance(.85) => 1,
        Ethnicities.Cham => random.Chance(.5) ? (short)4 : (short)13,
        Ethnicities.Mong or Ethnicities.EDe when random.Chance(.25) => 8,
        _ => Religions.Draw(random),
    };
}
