namespace LienThong.Population.Synthetic;

/// <summary>Makes second records, twins and namesakes of the people that pass by. Knows neither database nor clock.</summary>
internal sealed class SeededRecords(SeededErrors options, DateOnly today, int firstOrdinal)
{
    private readonly SeededRandom _random = new((ulong)options.Seed, 26);
    private readonly SyntheticErrors _errors = new(new((ulong)options.Seed, 27));
    private readonly Dictionary<int, int> _ordinals = [];
    private readonly List<(string? Mother, string? Father, string HomePlace)> _others = [];

    public List<SeededPerson> Rows { get; } = [];

    public List<(Guid A, Guid B)> Pairs { get; } = [];

    public int Twins { get; private set; }

    public int Namesakes { get; private set; }

    public void Take(SourcePerson person)
    {
        // parents for namesakes come from people who passed before
        if (_others.Count < 20_000) _others.Add((person.MotherName, person.FatherName, person.HomePlace));
        if (_random.Chance(options.Duplicates)) Duplicate(person);
        if (person.Mother is not null && _random.Chance(options.Twins / 0.6)) Twin(person);
        if (_random.Chance(options.Namesakes)) Namesake(person);
    }

    private void Duplicate(SourcePerson p)
    {
        // registered again at the same place or where they moved to, by a clerk who sometimes knows the parents by name only
        var moved = _random.Chance(.5);
        var (mother, father) = (_random.Chance(.5) ? p.Mother : null, _random.Chance(.5) ? p.Father : null);
        var copy = p with
        {
            Id = Key(), Mother = mother, Father = father, Household = Key(), Phone = _random.Chance(.6) ? p.Phone : null, Cmnd = _random.Chance(.8) ? p.Cmnd : null,
            Commune = moved ? Other().HomePlace : p.Commune, Since = Later(p.Birth.AddDays(20), new(2021, 7, 2)),
        };
        var place = p.BirthPlace;
        var damaged = 0;
        bool Wrong(double share = 1) => _random.Chance(options.FieldErrors * share) && ++damaged > 0;
        if (Wrong()) copy = copy with { Name = _errors.Name(copy.Name) };
        if (Wrong()) copy = Date(copy);
        if (Wrong(.2)) copy = copy with { Sex = copy.Sex == Sex.Male ? Sex.Female : Sex.Male };
        if (Wrong()) copy = copy with { Mother = null, MotherName = p.MotherName is null || _random.Chance(.4) ? null : _errors.Name(p.MotherName) };
        if (Wrong()) copy = copy with { Father = null, FatherName = p.FatherName is null || _random.Chance(.4) ? null : _errors.Name(p.FatherName) };
        if (Wrong()) copy = copy with { HomePlace = Other().HomePlace };
        if (Wrong()) place = Other().HomePlace;
        if (Wrong() && copy.Cmnd is { } cmnd) copy = copy with { Cmnd = _errors.Digits(cmnd) };
        if (Wrong()) copy = copy with { Phone = Phone() };
        if (damaged == 0) copy = _random.Chance(.6) ? copy with { Name = _errors.Name(copy.Name) } : Date(copy);
        Add(copy, place, ownHousehold: true);
        Pairs.Add(p.Id < copy.Id ? (p.Id, copy.Id) : (copy.Id, p.Id));
    }

    private SourcePerson Date(SourcePerson copy)
    {
        var (birth, precision) = _errors.Date(copy.Birth, today);
        return copy with { Birth = birth, Precision = precision };
    }

    // one day, one mother, mostly one sex, the same middle name: and another given name
    private void Twin(SourcePerson p)
    {
        var sex = _random.Chance(.7) ? p.Sex : p.Sex == Sex.Male ? Sex.Female : Sex.Male;
        var words = p.Name.Split(' ');
        var drawn = NameMaker.Name(NameWord.Of(words[0]), sex == Sex.Male, p.Birth.Year, 1, _random).FullName.Split(' ');
        if (drawn[^1] == words[^1]) return;
        var name = sex == p.Sex ? string.Join(' ', [.. words[..^1], drawn[^1]]) : string.Join(' ', [words[0], .. drawn[1..]]);
        Add(p with { Id = Key(), Name = name, Sex = sex, Cmnd = p.Cmnd is null ? null : Cmnd(), Phone = p.Phone is null ? null : Phone() }, p.BirthPlace, ownHousehold: false);
        Twins++;
    }

    private void Namesake(SourcePerson p)
    {
        var other = Other();
        var near = _random.Chance(.5);
        var birth = new DateOnly(p.Birth.Year, 1, 1).AddDays(_random.Below(365));
        if (birth == p.Birth || birth > today) return;
        Add(p with
        {
            Id = Key(), Birth = birth, Precision = 3, Mother = null, Father = null, MotherName = other.Mother, FatherName = other.Father, Household = Key(), Since = Later(birth, new(2021, 7, 2)),
            Commune = near ? p.Commune : other.HomePlace, HomePlace = near ? p.HomePlace : other.HomePlace, Cmnd = p.Cmnd is null ? null : Cmnd(), Phone = p.Phone is null ? null : Phone(),
        }, near ? p.BirthPlace : other.HomePlace, ownHousehold: true);
        Namesakes++;
    }

    private void Add(SourcePerson facts, string registrationPlace, bool ownHousehold)
    {
        var series = PersonalNumbers.Series(99, facts.Sex, facts.Birth.Year);
        var ordinal = _ordinals.GetValueOrDefault(series, firstOrdinal);
        if (ordinal >= PersonalNumbers.DemoEnd) throw new InvalidOperationException("More second records than the series of synthetic numbers holds.");
        _ordinals[series] = ordinal + 1;
        Rows.Add(new(facts, PersonalNumbers.Number(series, ordinal), registrationPlace, ownHousehold));
    }

    // a key of version 7 from the seeded generator, so that the same seed gives the same records
    private Guid Key()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, _random.Next());
        BitConverter.TryWriteBytes(bytes[8..], _random.Next());
        bytes[6] = (byte)(bytes[6] & 0x0f | 0x70);
        bytes[8] = (byte)(bytes[8] & 0x3f | 0x80);
        return new(bytes, bigEndian: true);
    }

    private (string? Mother, string? Father, string HomePlace) Other() => _others[_random.Below(_others.Count)];

    private string Cmnd() => _random.Below(1_000_000_000).ToString("D9", System.Globalization.CultureInfo.InvariantCulture);

    private string Phone() => "010" + _random.Below(10_000_000).ToString("D7", System.Globalization.CultureInfo.InvariantCulture);

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
