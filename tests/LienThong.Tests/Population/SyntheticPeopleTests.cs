using LienThong.Kernel.Text;
using LienThong.Population;
using LienThong.Population.Synthetic;

namespace LienThong.Tests.Population;

/// <summary>The people made are held against the figures that they are made from (census 2024, Resolution 202/2025, samples of names).</summary>
public sealed class SyntheticPeopleTests
{
    private static readonly Lazy<List<SyntheticPool>> Made = new(() => Make(60_000));
    private static List<SyntheticPerson> Living { get; } = [.. Made.Value.SelectMany(p => p.People).Where(p => p.Died is null)];
    private static List<Family> Families { get; } = [.. Made.Value.SelectMany(p => p.Families)];

    private static List<SyntheticPool> Make(int people, int seed = 6)
    {
        var plan = new SyntheticPlan(new SyntheticOptions { People = people, Seed = seed }, TestCommunes.All);
        return [.. plan.Pools.Select(part => new PoolMaker(plan, part).Make())];
    }

    private static double Share<T>(IReadOnlyCollection<T> all, Func<T, bool> which) => 100.0 * all.Count(which) / all.Count;

    [Fact]
    public void As_many_people_and_households_are_made_as_wished()
    {
        Living.Count.ShouldBe(60_000);
        ((double)Living.Count / Families.Count).ShouldBe(3.59, 0.01);
    }

    [Fact]
    public void Same_seed_and_number_make_the_same_people_in_any_order()
    {
        var plan = new SyntheticPlan(new SyntheticOptions { People = 8_000 }, TestCommunes.All);
        static string Print(SyntheticPool pool) => string.Join('\n', pool.People.Select(p =>
            $"{p.Id} {p.Number} {p.Name.FullName} {p.Birth} {p.Mother?.Id} {p.Home!.Commune.Code} {p.Phone} {p.CardIssued} {string.Join(',', p.Stays)}"));
        var forward = plan.Pools.Select(part => Print(new PoolMaker(plan, part).Make())).ToList();
        var again = new SyntheticPlan(new SyntheticOptions { People = 8_000 }, TestCommunes.All);
        var backward = again.Pools.Reverse().Select(part => Print(new PoolMaker(again, part).Make())).Reverse().ToList();
        backward.ShouldBe(forward);
    }

    [Fact]
    public void Another_seed_makes_other_people()
    {
        Make(2_000, seed: 7)[0].People[0].Name.ShouldNotBe(Make(2_000)[0].People[0].Name);
    }

    [Fact]
    public void Ages_and_sexes_follow_the_pyramid()
    {
        Share(Living, p => p.Age < 15).ShouldBe(23.3, 0.3);
        Share(Living, p => p.Age is >= 15 and < 65).ShouldBe(67.4, 0.3);
        Share(Living, p => p.Age >= 65).ShouldBe(9.3, 0.2);
        for (var group = 0; group < 18; group++)
        {
            foreach (var man in new[] { true, false })
                Share(Living, p => p.Man == man && (int)p.Age / 5 == group).ShouldBe(Pyramid.Share(man, group) * 100, 0.15, $"group {group * 5}, man {man}");
        }

        var ratio = 100.0 * Living.Count(p => p.Man) / Living.Count(p => !p.Man);
        ratio.ShouldBeInRange(97, 101);
    }

    [Fact]
    public void Provinces_have_their_share_of_people_and_towns_their_share_of_the_country()
    {
        double all = Province.All.Sum(p => (long)p.People);
        foreach (var province in Province.All)
        {
            var lives = Made.Value.SelectMany(p => p.Families).Where(f => f.Commune.Province == province.Code).Sum(f => f.Members.Count);
            (100.0 * lives / 60_000).ShouldBe(100 * province.People / all, 0.02, province.Name);
        }

        (100.0 * Families.Where(f => f.Commune.Urban).Sum(f => f.Members.Count) / Living.Count).ShouldBe(38.2, 5);
    }

    [Fact]
    public void Marriages_are_as_common_as_the_census_counted_and_couples_point_at_each_other()
    {
        var grown = Living.Where(p => p.Age >= 15).ToList();
        Share(grown, p => p.Status == MaritalStatus.Married).ShouldBe(65.3, 2.5);
        Share(grown, p => p.Status == MaritalStatus.Single).ShouldBe(25.1, 2.5);
        Share(grown, p => p.Status == MaritalStatus.Widowed).ShouldBe(6, 1.5);
        Share(grown, p => p.Status == MaritalStatus.Divorced).ShouldBe(2.3, 1);
        foreach (var person in Living.Where(p => p.Status == MaritalStatus.Married))
        {
            person.Spouse!.Spouse.ShouldBeSameAs(person);
            person.Spouse.Man.ShouldNotBe(person.Man);
            person.MarriedOn!.Value.ShouldBeGreaterThanOrEqualTo(person.Birth.AddYears(person.Man ? 20 : 18), "marriage age of the law");
        }
    }

    [Fact]
    public void Parents_fit_their_children()
    {
        var withMother = Living.Where(p => p.Mother is not null).ToList();
        withMother.ShouldAllBe(c => c.Mother!.Age - c.Age >= 16 && c.Mother.Age - c.Age < 50 && !c.Mother.Man);
        Living.Where(p => p.Father is not null).ShouldAllBe(c => c.Father!.Age - c.Age >= 18 && c.Father.Man);
        Share(Living.Where(p => p.Age < 18).ToList(), p => p.Mother is not null).ShouldBeGreaterThan(95);
        foreach (var siblings in withMother.GroupBy(c => c.Mother!.Id))
        {
            var ages = siblings.Select(c => c.Age).Order().ToList();
            ages.Zip(ages.Skip(1)).ShouldAllBe(pair => pair.Second - pair.First > 0.75, "siblings are at least nine months apart");
        }
    }

    [Fact]
    public void Every_household_has_one_living_head_and_nobody_lives_in_two()
    {
        Families.ShouldAllBe(f => f.Members.Count(m => m.Relation == Relation.Head) == 1);
        Families.SelectMany(f => f.Members).Select(m => m.Id).Distinct().Count().ShouldBe(Living.Count);
        Families.SelectMany(f => f.Members.Where(m => m.Relation == Relation.Head)).ShouldAllBe(h => h.Age >= 18);
    }

    [Fact]
    public void Numbers_and_keys_are_unique_synthetic_and_tell_sex_and_year()
    {
        var everybody = Made.Value.SelectMany(p => p.People).ToList();
        everybody.Select(p => p.Number).Distinct().Count().ShouldBe(everybody.Count);
        everybody.Select(p => p.Id).Distinct().Count().ShouldBe(everybody.Count);
        foreach (var person in everybody)
        {
            var number = PersonalNumber.Of(person.Number);
            number.IsSynthetic.ShouldBeTrue();
            number.ToString().ShouldStartWith("099");
            number.BirthYear.ShouldBe(person.Birth.Year);
            (number.CenturyDigit % 2 == 0).ShouldBe(person.Man);
        }
    }

    [Fact]
    public void Surnames_and_word_counts_come_near_the_samples()
    {
        var kinh = Living.Where(p => p.Ethnicity == Ethnicities.Kinh).ToList();
        Share(Living, p => p.Ethnicity == Ethnicities.Kinh).ShouldBe(85.3, 1.5);
        // families share a surname, so this sample is much smaller than it looks
        Share(kinh, p => p.Surname!.Text == "Nguyễn").ShouldBe(38.4, 2.5);
        Share(kinh, p => p.Surname!.Text == "Trần").ShouldBe(12.1, 1.5);
        var young = kinh.Where(p => p.Birth.Year >= 2005).ToList();
        static int Words(SyntheticPerson p) => p.Name.FullName.Count(c => c == ' ') + 1;
        Share(young.Where(p => p.Man).ToList(), p => Words(p) == 4).ShouldBe(26.1, 2);
        Share(young.Where(p => !p.Man).ToList(), p => Words(p) == 4).ShouldBe(64.6, 2);
    }

    [Fact]
    public void Keys_composed_of_words_equal_the_keys_of_the_whole_name()
    {
        foreach (var person in Living.Take(20_000))
        {
            person.Name.FullName.ShouldBe(VietnameseText.Normalise(person.Name.FullName));
            person.Name.Key.ShouldBe(VietnameseText.CanonicalKey(person.Name.FullName));
            person.Name.Search.ShouldBe(VietnameseText.SearchKey(person.Name.FullName));
        }
    }

    [Fact]
    public void Both_styles_of_tone_placement_occur()
    {
        Living.ShouldContain(p => p.Name.FullName.EndsWith(" Hòa", StringComparison.Ordinal));
        Living.ShouldContain(p => p.Name.FullName.EndsWith(" Hoà", StringComparison.Ordinal));
    }

    [Fact]
    public void Everybody_has_one_permanent_residence_and_migrants_a_temporary_one()
    {
        foreach (var person in Living)
        {
            person.Stays.Count(s => s.Kind == ResidenceKind.Permanent && s.Until is null).ShouldBe(1);
            var permanent = person.Stays.Where(s => s.Kind == ResidenceKind.Permanent).OrderBy(s => s.From).ToList();
            permanent.Zip(permanent.Skip(1)).ShouldAllBe(pair => pair.First.Until < pair.Second.From);
            permanent.ShouldAllBe(s => s.From >= person.Birth);
        }

        Share(Living, p => p.Stays.Any(s => s.Kind == ResidenceKind.Temporary)).ShouldBeInRange(2, 7);
    }

    [Fact]
    public void The_dead_are_locked_away_old_and_have_no_open_residence()
    {
        var dead = Made.Value.SelectMany(p => p.People).Where(p => p.Died is not null).ToList();
        dead.Count.ShouldBeInRange(300, 1_200);
        dead.ShouldAllBe(p => p.Stays.All(s => s.Until != null) && p.Died >= p.Birth);
    }

    [Fact]
    public void Old_people_often_know_only_the_year()
    {
        var old = Living.Where(p => p.Birth.Year < 1960).ToList();
        Share(old, p => p.BirthPrecision == 1).ShouldBeInRange(18, 32);
        Living.Where(p => p.Birth.Year >= 1990).ShouldAllBe(p => p.BirthPrecision == 3);
    }

    [Theory]
    [InlineData(999)]
    [InlineData(10_000_001)]
    public void A_number_of_people_outside_the_bounds_is_refused(int people) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new SyntheticPlan(new SyntheticOptions { People = people }, TestCommunes.All));
}
