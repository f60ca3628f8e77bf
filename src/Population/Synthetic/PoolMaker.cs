using System.Runtime.CompilerServices;

namespace LienThong.Population.Synthetic;

/// <summary>Makes one part of the population. Pure: the same plan and part give the same people, whatever was made before.</summary>
internal sealed class PoolMaker(SyntheticPlan plan, PoolPlan part)
{
    // 1 January 2026, so that persons registered live sort after the loaded ones
    private const long Epoch = 1_767_225_600_000;
    private readonly SeededRandom _random = new((ulong)plan.Options.Seed, (ulong)part.Index + 1);
    private readonly DateOnly _asOf = plan.Options.AsOf;

    [MethodImpl(Hot.Loop)]
    public SyntheticPool Make()
    {
        var people = Draw();
        var families = new FamilyBuilder(people, part.Households, _random).Build();
        people.AddRange(Dead.Of(families, people, _random));
        var heritage = new Heritage(part.Province, _random);
        people.Sort([MethodImpl(Hot.Loop)] static (a, b) => b.Age.CompareTo(a.Age));
        foreach (var person in people) Date(person);
        foreach (var person in people) heritage.Inherit(person);
        Settle(families);
        var life = new LifeRecords(plan, part, _random);
        foreach (var family in families) life.House(family);
        foreach (var person in people) life.Complete(person);
        Number(people);
        return new(families, people);
    }

    [MethodImpl(Hot.Loop)]
    private List<SyntheticPerson> Draw()
    {
        var offset = SeededRandom.Mix((ulong)plan.Options.Seed) % 1_000_000 / 1e6;
        List<SyntheticPerson> people = new(part.People + part.People / 40);
        for (var i = 0; i < part.People; i++)
        {
            var (man, age) = Pyramid.At(part.FirstPerson + i, offset);
            people.Add(new() { Man = man, Age = age + _random.Unit() });
        }

        return people;
    }

    [MethodImpl(Hot.Loop)]
    private void Date(SyntheticPerson person)
    {
        var born = _asOf.AddDays(-(int)(person.Age * 365.2425));
        person.BirthPrecision = Precision(born.Year);
        person.Birth = person.BirthPrecision switch
        {
            1 => new(born.Year, 1, 1),
            2 => new(born.Year, born.Month, 1),
            _ => born,
        };
    }

    // only the year, or month and year, is common for people born before about 1975
    [MethodImpl(Hot.Loop)]
    private short Precision(int year)
    {
        var u = _random.Unit();
        var (onlyYear, month) = year switch { < 1945 => (.36, .05), < 1960 => (.22, .04), < 1975 => (.09, .02), < 1990 => (.006, .002), _ => (0.0, 0.0) };
        return u < onlyYear ? (short)1 : u < onlyYear + month ? (short)2 : (short)3;
    }

    /// <summary>Kinh families fill the row of communes from the towns, other groups from the far end, with a wide mixed zone between.</summary>
    [MethodImpl(Hot.Loop)]
    private void Settle(List<Family> families)
    {
        foreach (var family in families)
        {
            family.Ethnicity = family.Core.Ethnicity;
            family.SortKey = (family.Ethnicity == Ethnicities.Kinh ? 0 : .6 + family.Ethnicity / 400.0) + _random.Normal() * .45;
        }

        families.Sort([MethodImpl(Hot.Loop)] static (a, b) => a.SortKey.CompareTo(b.SortKey));
        // one province is made in several parts: each keeps its own stretch of communes
        for (var i = 0; i < families.Count; i++)
        {
            families[i].Commune = part.Communes[Math.Min(i, part.Communes.Length - 1)];
            families[i].Id = Key(1, i);
            families[i].DossierNumber = $"{families[i].Commune.Code}-{part.Index:D4}{i:D4}";
        }
    }

    [MethodImpl(Hot.Loop)]
    private void Number(List<SyntheticPerson> people)
    {
        var width = PersonalNumbers.GeneratedEnd / part.Pools;
        var used = new int[2, 300];
        for (var i = 0; i < people.Count; i++)
        {
            var person = people[i];
            var sex = person.Man ? Sex.Male : Sex.Female;
            var ordinal = used[person.Man ? 0 : 1, person.Birth.Year - 1900]++;
            if (ordinal >= width) throw new InvalidOperationException($"Part {part.Index} has too many people of one year for {part.Pools} parts.");
            person.Id = Key(0, i);
            person.Number = PersonalNumbers.Number(PersonalNumbers.Series(99, sex, person.Birth.Year), part.Index * width + ordinal);
        }
    }

    /// <summary>A UUID of version 7 whose time is the number of the part and whose next 12 bits are the ordinal in it: sorted as loaded, and the same every time.</summary>
    [MethodImpl(Hot.Loop)]
    private Guid Key(int kind, int ordinal)
    {
        Span<byte> bytes = stackalloc byte[16];
        var time = Epoch + (kind == 0 ? 0 : 86_400_000L) + part.Index;
        var rest = SeededRandom.Mix(SeededRandom.Mix((ulong)plan.Options.Seed) ^ (ulong)part.Index << 24 ^ (ulong)kind << 60 ^ (uint)ordinal);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, time << 16 | 0x7000L | (long)(ordinal & 0xFFF));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], rest & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000);
        return new(bytes, bigEndian: true);
    }
}
