using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Population.Past;
using LienThong.Population.Synthetic;

namespace LienThong.Tests.Population;

/// <summary>Marriage, divorce, parents, adoption, changes and corrections, and what was known of them when.</summary>
public sealed class CivilStatusTests(PeopledHouse house) : IClassFixture<PeopledHouse>
{
    private static readonly DateOnly Today = HanoiTime.Today(TimeProvider.System);
    private readonly ICivilStatus register = house.Get<ICivilStatus>();
    private readonly PastPopulation past = house.Get<PastPopulation>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static LegalDocument Paper(string kind = "certificate") => new(kind, "KH-12/2026", Today.AddDays(-1), "UBND phường");

    private static MarriageRegistration Marriage(PersonId husband, PersonId wife) => new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper(), On = Today.AddDays(-10), Husband = husband, Wife = wife };

    [Fact]
    public async Task A_marriage_is_mutual_told_to_both_and_ended_by_a_judgment()
    {
        var (man, woman) = ((await house.NewHousehold(1))[0], (await house.NewHousehold(1, Sex.Female))[0]);
        var before = TimeProvider.System.GetUtcNow();
        (await register.RegisterMarriage(PeopledHouse.Clerk, Marriage(man, woman), Ct)).Failed.ShouldBeFalse();
        (await Marital(man)).ShouldBe((MaritalStatus.Married, woman.Value));
        (await Marital(woman)).ShouldBe((MaritalStatus.Married, man.Value));
        var booked = await Booked(man);
        (booked.From, booked.To, booked.Values[new("marriage.registryOffice")], booked.Key).ShouldBe((Today.AddDays(-10), null, "H05.07210", (await Booked(woman)).Key));
        booked.Values[new("marriage.spouseName")].ShouldStartWith("Lê Thử");
        (await house.Ask("select count(*) from kernel.outbox where type = 'population.married' and subject = any($1)", [new[] { man.ToString(), woman.ToString() }], r => r.GetInt64(0))).ShouldBe(2);
        (await register.RegisterMarriage(PeopledHouse.Clerk, Marriage(man, (await house.NewHousehold(1, Sex.Female))[0]), Ct)).Faults[0].ShouldBeAt("/husband", PopulationErrors.MarriedAlready);

        var divorce = new DivorceRegistration { IdempotencyKey = PeopledHouse.Key(), Document = Paper(), On = Today, Person = woman };
        (await register.RegisterDivorce(PeopledHouse.Clerk, divorce, Ct)).Faults[0].Error.ShouldBe(PopulationErrors.JudgmentNeeded);
        (await register.RegisterDivorce(PeopledHouse.Clerk, divorce with { Document = Paper("judgment") }, Ct)).Failed.ShouldBeFalse();
        (await Marital(man)).ShouldBe((MaritalStatus.Divorced, null));
        (await Booked(man)).To.ShouldBe(Today.AddDays(-1));
        (await Booked(woman)).To.ShouldBe(Today.AddDays(-1));

        async Task<LienThong.Registries.RegistryRecord> Booked(PersonId person)
        {
            await house.DeliverNews();
            return (await house.Get<LienThong.Registries.IRegistries>().ReadRecords(LienThong.Kernel.Access.Caller.Program("test"), "marriages", [new(person.Value)], Ct)).Value.Single();
        }

        async Task<string?> Status(DateOnly on, DateTimeOffset? known) => (await past.Person(man, on, known, Ct))!.Items.Single(i => i.Item == "person.maritalStatus").Value;
        (await Status(Today.AddDays(-11), null)).ShouldBe("single");
        (await Status(Today.AddDays(-10), null)).ShouldBe("married");
        (await Status(Today.AddDays(-10), before)).ShouldBe("single", "nobody knew it then");
        (await Status(Today, null)).ShouldBe("divorced");
    }

    [Fact]
    public async Task Kin_the_young_and_the_dead_do_not_marry()
    {
        var man = (await house.NewHousehold(1))[0];
        var daughter = await Child(father: man);
        var refused = await register.RegisterMarriage(PeopledHouse.Clerk, Marriage(man, daughter), Ct);
        refused.Faults.ShouldHaveSingleItem().Error.ShouldBe(PopulationErrors.TooYoungToMarry);
        var sister = await Child(mother: DemoPeople.Grandmother.Id, born: new(2000, 1, 1));
        (await register.RegisterMarriage(PeopledHouse.Clerk, Marriage(DemoPeople.Husband.Id, sister), Ct)).Faults.ShouldContain(f => f.Error == PopulationErrors.MarriedAlready);
        var brother = await Child(mother: DemoPeople.Grandmother.Id, born: new(1999, 1, 1), sex: Sex.Male);
        (await register.RegisterMarriage(PeopledHouse.Clerk, Marriage(brother, sister), Ct)).Faults.ShouldHaveSingleItem().Error.ShouldBe(PopulationErrors.Kin);
        (await register.RegisterMarriage(PeopledHouse.Clerk, Marriage(sister, brother), Ct)).Faults.ShouldAllBe(f => f.Error == PopulationErrors.MarriageSex);
    }

    [Fact]
    public async Task Of_many_who_marry_one_woman_at_once_one_does()
    {
        var woman = (await house.NewHousehold(1, Sex.Female))[0];
        List<PersonId> men = [];
        for (var i = 0; i < 8; i++) men.Add((await house.NewHousehold(1))[0]);
        var answers = await Task.WhenAll(men.Select(m => Task.Run(() => register.RegisterMarriage(PeopledHouse.Clerk, Marriage(m, woman), Ct))));
        answers.Count(a => !a.Failed).ShouldBe(1);
        (await house.Ask("select count(*) from population.person where spouse = $1", [woman.Value], r => r.GetInt64(0))).ShouldBe(1);
    }

    [Fact]
    public async Task A_father_is_recognised_once_and_adoptive_parents_take_the_place_from_a_day_on()
    {
        var mother = (await house.NewHousehold(1, Sex.Female))[0];
        var father = (await house.NewHousehold(1))[0];
        var child = await Child(mother: mother);
        var act = new ParentRecognition { IdempotencyKey = PeopledHouse.Key(), Document = Paper("decision"), On = Today, Child = child, Parent = father };
        (await register.RecogniseParent(PeopledHouse.Clerk, act, Ct)).Failed.ShouldBeFalse();
        (await register.RecogniseParent(PeopledHouse.Clerk, act with { IdempotencyKey = PeopledHouse.Key() }, Ct)).Faults[0].Error.ShouldBe(PopulationErrors.ParentKnown);
        (await past.Person(child, Today.AddYears(-1), null, Ct))!.Items.Single(i => i.Item == "person.father").Display.ShouldNotBeNull("parenthood holds since birth");

        var adoption = new AdoptionRegistration { IdempotencyKey = PeopledHouse.Key(), Document = Paper("decision"), On = Today, Child = child, Mother = DemoPeople.Officer.Id };
        (await register.RegisterAdoption(PeopledHouse.Clerk, adoption with { Mother = null }, Ct)).Faults[0].Error.ShouldBe(PopulationErrors.AdopterNeeded);
        (await register.RegisterAdoption(PeopledHouse.Clerk, adoption, Ct)).Failed.ShouldBeFalse();
        (await house.Ask("select mother, father from population.person where id = $1", [child.Value], r => (r.GetGuid(0), r.GetGuid(1)))).ShouldBe((DemoPeople.Officer.Id.Value, father.Value));
        (await past.Person(child, Today, null, Ct))!.Items.Single(i => i.Item == "person.mother").Display.ShouldBe("Vũ Thị Ngọc Lan");
        (await past.Person(child, Today.AddDays(-1), null, Ct))!.Items.Single(i => i.Item == "person.mother").Display.ShouldNotBe("Vũ Thị Ngọc Lan");
    }

    [Fact]
    public async Task A_correction_holds_for_all_time_and_keeps_what_was_believed_while_a_change_holds_from_its_day()
    {
        var person = (await house.NewHousehold(1))[0];
        var before = TimeProvider.System.GetUtcNow();
        (await Set(person, ItemChangeKind.Correction, new ItemValue("person.fullName", "Lê  Thanh Tùng"))).Failed.ShouldBeFalse();
        var corrected = TimeProvider.System.GetUtcNow();
        (await Set(person, ItemChangeKind.Change, new ItemValue("person.fullName", "Lê Thanh Sơn"))).Failed.ShouldBeFalse();

        async Task<string?> Name(DateOnly on, DateTimeOffset? known) => (await past.Person(person, on, known, Ct))!.Items.Single(i => i.Item == "person.fullName").Value;
        (await Name(Today, null)).ShouldBe("Lê Thanh Sơn");
        (await Name(Today.AddDays(-1), null)).ShouldBe("Lê Thanh Tùng");
        (await Name(Today, corrected)).ShouldBe("Lê Thanh Tùng");
        (await Name(Today.AddDays(-1), before))!.ShouldStartWith("Lê Thử");
        (await Name(Today, before))!.ShouldStartWith("Lê Thử");
        (await Set(person, ItemChangeKind.Change, new ItemValue("person.fullName", "Lê Thanh Sơn"))).Faults[0].Error.ShouldBe(PopulationErrors.NothingChanges);
        (await Set(person, ItemChangeKind.Change, new ItemValue("person.birthDate", "1980"))).Faults[0].Error.ShouldBe(PopulationErrors.ItemNotForKind);
        (await Set(person, ItemChangeKind.Correction, new ItemValue("person.birthDate", "2080"), new ItemValue("person.ethnicity", "99"), new ItemValue("person.sex", "?"))).Faults.Select(f => f.Pointer)
            .ShouldBe(["/items/0/value", "/items/1/value", "/items/2/value"]);
        (await house.Population.Resolve(PeopledHouse.Clerk, new("Lê Thanh Sơn", PartialDate.OfDay(new(1990, 1, 1)), Sex.Male, BirthRegistrationPlace: "07210"), Ct)).Value.ShouldContain(c => c.Person == person);
    }

    [Fact]
    public async Task Another_year_of_birth_gives_a_new_number_and_the_former_one_leads_to_the_person()
    {
        var person = (await house.NewHousehold(1))[0];
        var former = (await house.Population.NumbersOf([person], Ct))[person];
        var done = await Set(person, ItemChangeKind.Correction, new ItemValue("person.birthDate", "1989-12-31"), new ItemValue("person.sex", "female"));
        done.Value.Number.ShouldNotBeNull();
        done.Value.Number!.Value.ToString().ShouldStartWith("099189");
        (await house.Population.NumbersOf([person], Ct))[person].ShouldBe(done.Value.Number!.Value);
        (await house.Population.ByNumber(former, Ct)).ShouldBe(person);
        (await past.Person(person, Today.AddDays(-1), null, Ct))!.Items.Single(i => i.Item == "person.number").Value.ShouldBe(former.ToString());
        (await past.Person(person, Today.AddDays(-1), null, Ct))!.Items.Single(i => i.Item == "person.birthDate").Value.ShouldBe("1989-12-31");
    }

    [Fact]
    public async Task A_household_is_shown_as_it_was_and_as_it_was_known()
    {
        var people = await house.NewHousehold(3);
        var before = TimeProvider.System.GetUtcNow();
        await house.Population.RegisterDeath(PeopledHouse.Clerk, new(PeopledHouse.Key(), people[0], PartialDate.OfDay(Today.AddDays(-5)), Today, "KT-9"), Ct);
        (await past.HouseholdOf(people[1], Today, null, Ct))!.Members.Select(m => (m.Person, m.Relation)).ShouldContain((people[1], Relation.Head));
        (await past.HouseholdOf(people[1], Today.AddDays(-5), null, Ct))!.Members.Count.ShouldBe(3);
        (await past.HouseholdOf(people[1], Today, before, Ct))!.Members.Single(m => m.Relation == Relation.Head).Person.ShouldBe(people[0]);
        (await past.HouseholdOf(people[0], Today, null, Ct)).ShouldBeNull();
        (await past.Person(people[0], Today, null, Ct))!.Items.Single(i => i.Item == "person.death").Value.ShouldBe(PartialDate.OfDay(Today.AddDays(-5)).ToString());
        (await past.Person(people[0], Today, before, Ct))!.Items.ShouldNotContain(i => i.Item == "person.death");
        (await past.ActsOf(people[0], Ct)).Select(a => a.Kind).ShouldBe(["death", "residence", "birth"]);
        (await past.Person(people[0], new(1989, 1, 1), null, Ct)).ShouldBeNull("not born");
    }

    private Task<LienThong.Kernel.Results.Result<ActRegistered>> Set(PersonId person, ItemChangeKind kind, params ItemValue[] items) =>
        register.ChangeItems(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper("decision"), On = Today, Person = person, Kind = kind, Items = items }, Ct);

    private async Task<PersonId> Child(PersonId? mother = null, PersonId? father = null, DateOnly? born = null, Sex sex = Sex.Female) => (await house.Population.RegisterBirth(PeopledHouse.Clerk,
        PeopledHouse.Birth(PeopledHouse.Key(), "Lê Bé " + Guid.CreateVersion7().ToString("N")[^6..] + "x", sex, born ?? new(2015, 4, 4)) with { Mother = mother, Father = father, HouseholdOf = null }, Ct)).Value.Child;

    private async Task<(MaritalStatus, Guid?)> Marital(PersonId person) => await house.Ask(
        "select marital, spouse from population.person where id = $1", [person.Value], r => ((MaritalStatus)r.GetInt16(0), r.IsDBNull(1) ? (Guid?)null : r.GetGuid(1)));
}

internal static class FaultExtensions
{
    public static void ShouldBeAt(this LienThong.Kernel.Results.Fault fault, string pointer, LienThong.Kernel.Results.Error error)
    {
        fault.Error.ShouldBe(error);
        fault.Pointer.ShouldBe(pointer);
    }
}
