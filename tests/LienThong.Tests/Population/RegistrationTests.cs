using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Population.Synthetic;

namespace LienThong.Tests.Population;

public sealed class RegistrationTests(PeopledHouse house) : IClassFixture<PeopledHouse>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_birth_makes_a_person_with_number_household_residence_history_and_event()
    {
        var born = await house.Population.RegisterBirth(PeopledHouse.Clerk, PeopledHouse.Birth(PeopledHouse.Key(), "Trần Nguyễn Minh An"), Ct);
        born.Failed.ShouldBeFalse();
        var (child, number, household, repeated) = born.Value;
        repeated.ShouldBeFalse();
        number.ToString().ShouldStartWith("099326");

        (await house.Population.ByNumber(number, Ct)).ShouldBe(child);
        var home = await house.Population.Household(child, new(2026, 11, 20), Ct);
        home!.Id.ShouldBe(household!.Value);
        home.Members.Single(m => m.Relation == Relation.Head).Person.ShouldBe(DemoPeople.Husband.Id);
        home.Members.Single(m => m.Person == child).Relation.ShouldBe(Relation.Child);
        var stay = (await house.Population.ResidenceHistory(child, null, Ct)).ShouldHaveSingleItem();
        stay.From.ShouldBe(new(2026, 11, 10));
        stay.Commune.ShouldBe("07210");
        stay.Document.ShouldBe("H05.07210-261120-0001");

        var row = await house.Ask(
            "select p.mother, p.father, p.ethnicity, p.home_place, p.marital, h.event, h.document from population.person p join population.person_history h on h.person = p.id where p.id = $1",
            [child.Value], r => (r.GetGuid(0), r.GetGuid(1), r.GetInt16(2), r.GetString(3), r.GetInt16(4), r.GetString(5), r.GetString(6)));
        row.ShouldBe((DemoPeople.Mother.Id.Value, DemoPeople.Husband.Id.Value, (short)1, "07210", (short)1, "born", "H05.07210-261120-0001"));
        (await Told("population.born", child)).ShouldBe(1);
    }

    [Fact]
    public async Task Repeating_a_birth_with_its_key_answers_the_same_child_and_another_body_is_refused()
    {
        var key = PeopledHouse.Key();
        var birth = PeopledHouse.Birth(key, "Trần Bảo Ngọc");
        var first = await house.Population.RegisterBirth(PeopledHouse.Clerk, birth, Ct);
        var again = await house.Population.RegisterBirth(PeopledHouse.Clerk, birth, Ct);
        again.Value.ShouldBe(first.Value with { Repeated = true });
        var other = await house.Population.RegisterBirth(PeopledHouse.Clerk, birth with { FullName = "Trần Bảo Châu" }, Ct);
        other.Faults[0].Error.ShouldBe(PopulationErrors.KeyReused);
        (await Told("population.born", first.Value.Child)).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_child_under_another_key_is_refused()
    {
        await house.Population.RegisterBirth(PeopledHouse.Clerk, PeopledHouse.Birth(PeopledHouse.Key(), "Trần Thùy Chi"), Ct);
        // another tone placement and case is the same name
        var twice = await house.Population.RegisterBirth(PeopledHouse.Clerk, PeopledHouse.Birth(PeopledHouse.Key(), "TRẦN THUỲ CHI"), Ct);
        twice.Faults[0].Error.ShouldBe(PopulationErrors.BirthTwice);
    }

    [Fact]
    public async Task A_birth_reports_every_fault_at_once_and_writes_nothing()
    {
        var before = await People();
        var bad = PeopledHouse.Birth(PeopledHouse.Key()) with
        {
            FullName = " 1 ", BirthDate = new(2027, 1, 1), BirthPlace = "x", BirthRegistrationPlace = "24", Ethnicity = 77, Document = "", Mother = null, Father = null,
        };
        var refused = await house.Population.RegisterBirth(PeopledHouse.Clerk, bad, Ct);
        refused.Faults.Select(f => f.Pointer).ShouldBe(
            ["/fullName", "/birthDate", "/birthRegistrationPlace", "/birthPlace", "/ethnicity", "/mother", "/document"], ignoreOrder: true);
        (await People()).ShouldBe(before);
    }

    [Fact]
    public async Task Parents_who_cannot_be_are_refused_and_the_number_goes_back()
    {
        var swapped = PeopledHouse.Birth(PeopledHouse.Key()) with { Mother = DemoPeople.Husband.Id, Father = DemoPeople.Mother.Id };
        var refused = await house.Population.RegisterBirth(PeopledHouse.Clerk, swapped, Ct);
        refused.Faults.Select(f => (f.Error, f.Pointer)).ShouldBe([(PopulationErrors.ParentImplausible, "/mother"), (PopulationErrors.ParentImplausible, "/father")]);
        var unknown = PeopledHouse.Birth(PeopledHouse.Key()) with { Mother = new(Guid.CreateVersion7()) };
        (await house.Population.RegisterBirth(PeopledHouse.Clerk, unknown, Ct)).Faults[0].Error.ShouldBe(PopulationErrors.ParentUnknown);
    }

    [Fact]
    public async Task Two_hundred_clerks_at_once_get_two_hundred_different_numbers()
    {
        var communes = TestCommunes.All.Select(c => c.Code).Take(7).ToArray();
        var births = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => house.Population.RegisterBirth(PeopledHouse.Clerk,
            PeopledHouse.Birth(PeopledHouse.Key(), $"Nguyễn Thị Số {(char)('A' + i % 26)}{(char)('a' + i / 26)}", Sex.Female, new(2025, 5, 5), DemoPeople.Grandmother.Id) with
            {
                HouseholdOf = null, BirthRegistrationPlace = communes[i % communes.Length],
            }, Ct))));
        births.ShouldAllBe(b => !b.Failed);
        births.Select(b => b.Value.Number).Distinct().Count().ShouldBe(200);
        births.ShouldAllBe(b => b.Value.Number.ToString().StartsWith("099325"));
    }

    [Fact]
    public async Task One_key_from_many_calls_at_once_has_one_effect()
    {
        var key = PeopledHouse.Key();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() =>
            house.Population.RegisterBirth(PeopledHouse.Clerk, PeopledHouse.Birth(key, "Trần Hải Đăng", Sex.Male), Ct))));
        answers.ShouldAllBe(a => !a.Failed);
        answers.Select(a => a.Value.Child).Distinct().ShouldHaveSingleItem();
        answers.Count(a => !a.Value.Repeated).ShouldBe(1);
    }

    [Fact]
    public async Task A_move_closes_the_old_residence_and_both_time_axes_tell_what_was_believed_when()
    {
        var before = TimeProvider.System.GetUtcNow();
        var moved = await house.Population.RegisterPermanentResidence(PeopledHouse.Clerk, new()
        {
            IdempotencyKey = PeopledHouse.Key(), People = [new(DemoPeople.Mother.Id, Relation.Spouse)], HouseholdOf = DemoPeople.Husband.Id, From = new(2026, 11, 15), Document = "D-1",
        }, Ct);
        moved.Failed.ShouldBeFalse();

        var now = (await house.Population.ResidenceHistory(DemoPeople.Mother.Id, null, Ct)).Where(r => r.Kind == ResidenceKind.Permanent).ToList();
        now.Count.ShouldBe(2);
        now[0].Until.ShouldBe(new(2026, 11, 14));
        (now[1].From, now[1].Until, now[1].Commune).ShouldBe((new(2026, 11, 15), null, "07210"));
        (await house.Population.ResidenceHistory(DemoPeople.Mother.Id, null, Ct)).Single(r => r.Kind == ResidenceKind.Temporary).Until
            .ShouldBe(new(2026, 11, 14), "temporary residence in the same commune ends with the permanent one");

        var then = (await house.Population.ResidenceHistory(DemoPeople.Mother.Id, before, Ct)).Single(r => r.Kind == ResidenceKind.Permanent);
        then.Until.ShouldBeNull("before the registration the old residence was believed to go on");
        (await house.Population.Household(DemoPeople.Mother.Id, new(2026, 11, 14), Ct))!.Members.ShouldContain(m => m.Person == DemoPeople.MothersFather.Id);
        (await house.Population.Household(DemoPeople.Mother.Id, new(2026, 11, 15), Ct))!.Members.ShouldContain(m => m.Person == DemoPeople.Husband.Id);
        (await Told("population.moved", DemoPeople.Mother.Id)).ShouldBe(1);

        var again = await house.Population.RegisterPermanentResidence(PeopledHouse.Clerk, new()
        {
            IdempotencyKey = PeopledHouse.Key(), People = [new(DemoPeople.Mother.Id, Relation.Spouse)], HouseholdOf = DemoPeople.Husband.Id, From = new(2026, 11, 18), Document = "D-2",
        }, Ct);
        again.Faults[0].Error.ShouldBe(PopulationErrors.AlreadyThere);
    }

    [Fact]
    public async Task A_move_dated_before_the_current_residence_is_refused_and_nothing_is_written()
    {
        var refused = await house.Population.RegisterPermanentResidence(PeopledHouse.Clerk, new()
        {
            IdempotencyKey = PeopledHouse.Key(), People = [new(DemoPeople.Grandmother.Id, Relation.Parent)], HouseholdOf = DemoPeople.Officer.Id, From = new(2010, 1, 1), Document = "D",
        }, Ct);
        refused.Faults[0].Error.ShouldBe(PopulationErrors.MoveNotAfterCurrent);
        (await house.Population.ResidenceHistory(DemoPeople.Grandmother.Id, null, Ct)).ShouldHaveSingleItem().Until.ShouldBeNull();
    }

    [Fact]
    public async Task A_head_does_not_leave_others_behind_but_may_take_the_whole_household_to_a_new_place()
    {
        var alone = Move([new(DemoPeople.MothersFather.Id, Relation.Head)]);
        (await house.Population.RegisterPermanentResidence(PeopledHouse.Clerk, alone, Ct)).Faults[0].Error.ShouldBe(PopulationErrors.HeadLeaves);

        var leader = DemoPeople.Leader.Id;
        var old = await house.Population.Household(leader, new(2026, 11, 1), Ct);
        var moved = await house.Population.RegisterPermanentResidence(PeopledHouse.Clerk, Move([new(leader, Relation.Head)]), Ct);
        moved.Value.Commune.ShouldBe("07213");
        var closed = await house.Ask("select closed from population.household where id = $1", [old!.Id.Value], r => (DateOnly?)r.GetFieldValue<DateOnly>(0));
        closed.ShouldBe(new(2026, 11, 9));

        static ResidenceRegistration Move(IReadOnlyList<MovingPerson> people) => new()
        {
            IdempotencyKey = PeopledHouse.Key(), People = people, Commune = "07213", Address = "Thôn Thượng", From = new(2026, 11, 10), Document = "D",
        };
    }

    [Fact]
    public async Task Concurrent_moves_of_one_person_leave_one_permanent_residence()
    {
        var person = DemoPeople.Integrator.Id;
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => house.Population.RegisterPermanentResidence(PeopledHouse.Clerk, new()
        {
            IdempotencyKey = PeopledHouse.Key(), People = [new(person, Relation.Head)], Commune = "07216", Address = $"Số {i}", From = new(2026, 11, 1), Document = "D",
        }, Ct))));
        answers.Count(a => !a.Failed).ShouldBe(1);
        (await house.Population.ResidenceHistory(person, null, Ct)).Count(r => r.Until is null).ShouldBe(1);
    }

    [Fact]
    public async Task A_death_locks_the_person_widows_the_spouse_and_hands_the_household_on()
    {
        var couple = await house.Ask("""
            select h.person, s.id from population.household_member h join population.person p on p.id = h.person join population.person s on s.id = p.spouse
            where h.relation = 1 and h.until is null and p.sex = 1 and p.birth < '1985-01-01' and p.birth_precision = 3 and h.person <> all($1) limit 1
            """, [DemoPeople.All.Select(p => p.Id.Value).ToArray()], r => (Head: new PersonId(r.GetGuid(0)), Spouse: new PersonId(r.GetGuid(1))));
        var death = new DeathRegistration(PeopledHouse.Key(), couple.Head, PartialDate.OfDay(new(2026, 11, 12)), new(2026, 11, 14), "KT-1");
        (await house.Population.RegisterDeath(PeopledHouse.Clerk, death, Ct)).Failed.ShouldBeFalse();

        (await house.Ask("select locked from population.person where id = $1", [couple.Head.Value], r => r.GetBoolean(0))).ShouldBeTrue();
        (await house.Population.ResidenceHistory(couple.Head, null, Ct)).ShouldAllBe(r => r.Until <= new DateOnly(2026, 11, 12));
        (await house.Population.Household(couple.Head, new(2026, 11, 13), Ct)).ShouldBeNull();
        var widow = await house.Ask("select marital, spouse is null from population.person where id = $1", [couple.Spouse.Value], r => (r.GetInt16(0), r.GetBoolean(1)));
        widow.ShouldBe(((short)MaritalStatus.Widowed, true));
        (await house.Population.Household(couple.Spouse, new(2026, 11, 13), Ct))!.Members.Single(m => m.Relation == Relation.Head).Person.ShouldBe(couple.Spouse);
        (await Told("population.died", couple.Head)).ShouldBe(1);

        (await house.Population.RegisterDeath(PeopledHouse.Clerk, death with { IdempotencyKey = PeopledHouse.Key() }, Ct)).Faults[0].Error.ShouldBe(PopulationErrors.PersonLocked);
        (await house.Population.RegisterDeath(PeopledHouse.Clerk, death, Ct)).Value.Repeated.ShouldBeTrue();
        var move = await house.Population.RegisterPermanentResidence(PeopledHouse.Clerk, new()
        {
            IdempotencyKey = PeopledHouse.Key(), People = [new(couple.Head, Relation.Other)], HouseholdOf = DemoPeople.Officer.Id, From = new(2026, 11, 18), Document = "D",
        }, Ct);
        move.Faults[0].Error.ShouldBe(PopulationErrors.PersonLocked);
    }

    private Task<long> People() => house.Ask("select count(*) from population.person", [], r => r.GetInt64(0));

    private async Task<long> Told(string type, PersonId subject) =>
        await house.Ask("select count(*) from kernel.outbox where type = $1 and subject = $2", [type, subject.ToString()], r => r.GetInt64(0));
}
