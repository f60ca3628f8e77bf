using System.Runtime.CompilerServices;

namespace LienThong.Population.Synthetic;

/// <summary>Dates, papers and residences: marriage, household, card, telephone, where from and where to.</summary>
internal sealed class LifeRecords(SyntheticPlan plan, PoolPlan part, SeededRandom random)
{
    private readonly DateOnly _asOf = plan.Options.AsOf;
    private readonly CommuneWeight[] _ownProvince = plan.CommunesOf(part.Province.Code);

    [MethodImpl(Hot.Loop)]
    public void House(Family family)
    {
        family.Address = NameMaker.Address(family.Commune.Urban, part.Province.Code, random);
        if (family.IsCouple) Marry(family.Husband!, family.Wife!);
        foreach (var elder in family.Elders)
        {
            if (elder is { Man: true, Spouse: { } wife, MarriedOn: null }) Marry(elder, wife);
        }

        var head = family.Members.Find(m => m.Relation == Relation.Head) ?? family.Core;
        var start = head.MarriedOn ?? Later(head.Birth.AddYears(18), _asOf.AddDays(-(int)(random.Unit() * 9000)));
        family.Opened = Earlier(Later(start.AddDays(random.Below(900)), new(1995, 1, 1)), _asOf.AddDays(-5));
        if (family.Opened < head.Birth.AddYears(18)) family.Opened = Earlier(head.Birth.AddYears(18), _asOf.AddDays(-1));
    }

    [MethodImpl(Hot.Loop)]
    public void Complete(SyntheticPerson person)
    {
        if (person.DeadFor is { } years) person.Died = _asOf.AddDays(-1 - (int)(years * 365));
        if (person.Lost is { } lost && person.Man) Marry(person, lost);
        else if (person.Lost is not null) Marry(person.Lost, person);
        Places(person);
        Papers(person);
        Reside(person);
    }

    [MethodImpl(Hot.Loop)]
    private void Marry(SyntheticPerson husband, SyntheticPerson wife)
    {
        var least = Later(husband.Birth.AddYears(20), wife.Birth.AddYears(18)).AddDays(10);
        var on = wife.Birth.AddDays((int)(Lifecycle.WomanMarries(random) * 365.2425));
        var eldest = wife.Home!.Members.Where(m => ReferenceEquals(m.Mother, wife) && ReferenceEquals(m.Father, husband)).Select(m => (DateOnly?)m.Birth).Min();
        if (eldest is { } birth && birth < on.AddMonths(8)) on = birth.AddDays(-250 - random.Below(330));
        on = Later(on, least);
        var latest = husband.Died ?? wife.Died ?? _asOf.AddDays(-3);
        if (on > latest) on = Later(least, latest.AddDays(-random.Below(500)));
        husband.MarriedOn = wife.MarriedOn = Earlier(on, latest);
    }

    [MethodImpl(Hot.Loop)]
    private void Places(SyntheticPerson person)
    {
        var home = person.Home!.Commune;
        person.HomePlace = person.Father?.HomePlace is { Length: > 0 } of ? of : random.Unit() switch
        {
            < .80 => home.Code,
            < .91 => random.Pick(_ownProvince).Code,
            _ => random.Pick(plan.CommunesOf(random.Pick([.. Province.All]).Code)).Code,
        };
        person.BirthPlace = person.Age < 18 || random.Chance(.8) ? home.Code : person.HomePlace;
    }

    [MethodImpl(Hot.Loop)]
    private void Papers(SyntheticPerson person)
    {
        var alive = person.Died is null;
        if (person.Birth.Year < 2006 && random.Chance(.93)) person.Cmnd = random.Below(1_000_000_000).ToString("D9", System.Globalization.CultureInfo.InvariantCulture);
        // the ID database started to issue chip cards in March 2021; a card is due from 14
        var from = Later(person.Birth.AddYears(14).AddDays(20), new(2021, 3, 1));
        var days = (person.Died ?? _asOf).DayNumber - from.DayNumber;
        if (days > 0 && random.Chance(.965)) person.CardIssued = from.AddDays(random.Below(Math.Min(days, person.Age < 20 ? 500 : days)));
        // 010 is no network of Việt Nam: nobody can be called at such a number
        if (alive && person.Age > 15 && random.Chance(.92)) person.Phone = "010" + random.Below(10_000_000).ToString("D7", System.Globalization.CultureInfo.InvariantCulture);
    }

    [MethodImpl(Hot.Loop)]
    private void Reside(SyntheticPerson person)
    {
        var family = person.Home!;
        var last = person.Died;
        var since = person.Relation switch
        {
            Relation.Head => family.Opened,
            Relation.Spouse or Relation.ChildInLaw when person.MarriedOn is { } married => Later(married.AddDays(15), family.Opened),
            _ => Later(person.Birth.AddDays(12 + random.Below(40)), family.Opened),
        };
        since = Earlier(Earlier(since, _asOf), last ?? _asOf);
        since = Later(since, person.Birth);
        person.MemberSince = since;
        // who married into a family lived elsewhere before
        if (!person.Man && person.Relation is Relation.Spouse or Relation.ChildInLaw && person.Birth.AddYears(18) < since && random.Chance(.35))
        {
            var before = random.Pick(_ownProvince);
            person.Stays.Add(new(ResidenceKind.Permanent, before.Code, NameMaker.Address(before.Urban, part.Province.Code, random), null, person.Birth.AddDays(30), since.AddDays(-1)));
        }

        person.Stays.Add(new(ResidenceKind.Permanent, family.Commune.Code, family.Address, family.Id, since, last));
        if (last is null && person.Age is >= 18 and < 46 && random.Chance(person.Status == MaritalStatus.Single ? .2 : .06)) Migrate(person, since);
    }

    [MethodImpl(Hot.Loop)]
    private void Migrate(SyntheticPerson person, DateOnly since)
    {
        var destination = Province.Destinations.Draw(random);
        if (destination == part.Province.Code) return;
        var communes = plan.CommunesOf(destination);
        var commune = random.Pick(communes);
        if (!commune.Urban) commune = random.Pick(communes);
        var from = Later(since, _asOf.AddDays(-random.Below(700)));
        // temporary residence runs two years at most (Law on Residence 68/2020 art. 27)
        person.Stays.Add(new(ResidenceKind.Temporary, commune.Code, "Nhà trọ số " + (1 + random.Below(90)) + ", " + NameMaker.Address(commune.Urban, destination, random), null, from, from.AddYears(2).AddDays(-1)));
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
