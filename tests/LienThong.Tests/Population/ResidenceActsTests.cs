using LienThong.Kernel.Results;
using LienThong.Kernel.Time;
using LienThong.Population;
using LienThong.Population.Legal;
using LienThong.Population.Residence;
using LienThong.Population.Synthetic;
using LienThong.Kernel.Content;
using LienThong.Tests.Architecture;
using LienThong.Tests.Fixture;
using Npgsql;

namespace LienThong.Tests.Population;

/// <summary>Residence beyond permanent residence: terms, absences, stays, removal, households. Each test has a household of its own.</summary>
public sealed class ResidenceActsTests(PeopledHouse house) : IClassFixture<PeopledHouse>
{
    private static readonly DateOnly Today = HanoiTime.Today(TimeProvider.System);
    private readonly ResidenceRegister register = house.Get<ResidenceRegister>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static LegalDocument Paper(string number = "CT01-77") => new("form", number, Today.AddDays(-1), "Công an phường");

    [Fact]
    public async Task Temporary_residence_has_a_term_is_renewed_in_its_last_days_and_can_be_removed()
    {
        var person = (await house.NewHousehold(1))[0];
        TemporaryResidence Stay(DateOnly on, DateOnly until) => new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper(), People = [person], On = on, Until = until, Commune = "07213", Address = "Số 3, ngõ 9" };
        var on = Today.AddMonths(-23).AddDays(-20);
        (await register.RegisterTemporary(PeopledHouse.Clerk, Stay(on, on.AddMonths(24)), Ct)).Faults[0].Error.ShouldBe(PopulationErrors.TermWrong);
        (await register.RegisterTemporary(PeopledHouse.Clerk, Stay(on, on.AddDays(20)), Ct)).Faults[0].Pointer.ShouldBe("/until");
        (await register.RegisterTemporary(PeopledHouse.Clerk, Stay(on, on.AddMonths(24).AddDays(-1)) with { Commune = "07210" }, Ct)).Faults[0].Error.ShouldBe(PopulationErrors.TemporaryAtHome);
        (await register.RegisterTemporary(PeopledHouse.Clerk, Stay(on, on.AddMonths(24).AddDays(-1)), Ct)).Failed.ShouldBeFalse();

        TemporaryRenewal Renewal(DateOnly day) => new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper(), Person = person, On = day, Until = on.AddMonths(24 + 12) };
        (await register.RenewTemporary(PeopledHouse.Clerk, Renewal(on.AddMonths(24).AddDays(-16)), Ct)).Faults[0].Error.ShouldBe(PopulationErrors.RenewTooEarly);
        (await register.RenewTemporary(PeopledHouse.Clerk, Renewal(Today), Ct)).Failed.ShouldBeFalse();
        var terms = (await house.Population.ResidenceHistory(person, null, Ct)).Where(r => r.Kind == ResidenceKind.Temporary).ToList();
        terms.Select(t => (t.From, t.Until)).ShouldBe([(on, on.AddMonths(24).AddDays(-1)), (on.AddMonths(24), on.AddMonths(36))]);

        var removal = new ResidenceRemoval { IdempotencyKey = PeopledHouse.Key(), Document = Paper(), Person = person, On = Today, Ground = "left" };
        (await register.EndTemporary(PeopledHouse.Clerk, removal with { Ground = "abroad" }, Ct)).Faults[0].Error.ShouldBe(PopulationErrors.CaseUnknown);
        (await register.EndTemporary(PeopledHouse.Clerk, removal, Ct)).Failed.ShouldBeFalse();
        (await register.EndTemporary(PeopledHouse.Clerk, removal, Ct)).Value.Repeated.ShouldBeTrue();
        var left = (await house.Population.ResidenceHistory(person, null, Ct)).Where(r => r.Kind == ResidenceKind.Temporary).ToList();
        left.ShouldAllBe(t => t.Until < Today);
        left[^1].EndGround.ShouldBe("left");
    }

    [Fact]
    public async Task A_removed_head_names_who_leads_and_a_household_without_members_is_closed()
    {
        var people = await house.NewHousehold(3);
        var removal = new ResidenceRemoval { IdempotencyKey = PeopledHouse.Key(), Document = Paper(), Person = people[0], On = Today, Ground = "abroad" };
        (await register.RemovePermanent(PeopledHouse.Clerk, removal, Ct)).Faults.ShouldHaveSingleItem().Error.ShouldBe(PopulationErrors.HeadLeaves);
        (await register.RemovePermanent(PeopledHouse.Clerk, removal with { NewHead = DemoPeople.Officer.Id }, Ct)).Faults[0].Error.ShouldBe(PopulationErrors.SuccessorUnknown);
        (await register.RemovePermanent(PeopledHouse.Clerk, removal with { IdempotencyKey = PeopledHouse.Key(), NewHead = people[1] }, Ct)).Failed.ShouldBeFalse();

        (await house.Population.ResidenceHistory(people[0], null, Ct)).ShouldAllBe(r => r.Until < Today);
        var left = await house.Population.Household(people[1], Today, Ct);
        left!.Members.Select(m => m.Person).ShouldBe([people[1], people[2]], ignoreOrder: true);
        left.Members.Single(m => m.Relation == Relation.Head).Person.ShouldBe(people[1]);
        foreach (var last in new[] { people[2], people[1] })
            (await register.RemovePermanent(PeopledHouse.Clerk, removal with { IdempotencyKey = PeopledHouse.Key(), Person = last }, Ct)).Failed.ShouldBeFalse();
        (await house.Ask("select closed from population.household where id = $1", [left.Id.Value], r => (DateOnly?)r.GetFieldValue<DateOnly>(0))).ShouldBe(Today.AddDays(-1));
        var entry = await house.Ask("select doc_kind, doc_number, details->>'ground' from population.registration where kind = 'permanent-removal' and persons @> array[$1::uuid]", [people[0].Value],
            r => (r.GetString(0), r.GetString(1), r.GetString(2)));
        entry.ShouldBe(("form", "CT01-77", "abroad"));
    }

    [Fact]
    public async Task An_act_that_waited_behind_a_younger_one_is_done_anew_so_that_what_is_known_keeps_its_order()
    {
        var people = await house.NewHousehold(2);
        await using var owner = NpgsqlDataSource.Create(house.Connection);
        await using var younger = await owner.OpenConnectionAsync(Ct);
        await using var transaction = await younger.BeginTransactionAsync(Ct);
        async Task Do(string sql)
        {
            await using var command = new NpgsqlCommand(sql, younger, transaction) { Parameters = { new() { Value = people[0].Value } } };
            await command.ExecuteNonQueryAsync(Ct);
        }

        await Do("select 1 from population.person where id = $1 for no key update");
        var removal = new ResidenceRemoval { IdempotencyKey = PeopledHouse.Key(), Document = Paper(), Person = people[0], On = Today, Ground = "abroad", NewHead = people[1] };
        var waiting = register.RemovePermanent(PeopledHouse.Clerk, removal, Ct);
        await using var waits = owner.CreateCommand("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%from population.person %'");
        while ((long)(await waits.ExecuteScalarAsync(Ct))! == 0) await Task.Delay(5, Ct);
        await Do("update population.residence set recorded_at = clock_timestamp() where person = $1");
        await transaction.CommitAsync(Ct);

        (await waiting).Failed.ShouldBeFalse();
        (await house.Ask("select count(*) from population.residence where person = $1 and recorded_until is not null", [people[0].Value], r => r.GetInt64(0))).ShouldBe(1);
    }

    [Fact]
    public async Task A_split_and_a_merge_leave_each_household_with_one_head_and_each_person_with_one_permanent_residence()
    {
        var people = await house.NewHousehold(4);
        var split = new HouseholdSplit { IdempotencyKey = PeopledHouse.Key(), Document = Paper(), On = Today, People = [new(people[0], Relation.Head), new(people[3], Relation.Child)] };
        (await register.SplitHousehold(PeopledHouse.Clerk, split, Ct)).Faults[0].Error.ShouldBe(PopulationErrors.HeadLeaves);
        var done = await register.SplitHousehold(PeopledHouse.Clerk, split with { NewHead = people[1] }, Ct);
        var (old, fresh) = ((await house.Population.Household(people[1], Today, Ct))!, (await house.Population.Household(people[0], Today, Ct))!);
        fresh.Id.ShouldBe(done.Value.Household!.Value);
        fresh.Address.ShouldBe(old.Address);
        old.Members.Single(m => m.Relation == Relation.Head).Person.ShouldBe(people[1]);
        (await house.Population.Household(people[0], Today.AddDays(-1), Ct))!.Members.Count.ShouldBe(4);
        (await OpenPermanent(people[3])).ShouldBe(1);

        var lone = await house.NewHousehold(2);
        var join = new HouseholdMerge { IdempotencyKey = PeopledHouse.Key(), Document = Paper(), On = Today, Of = lone[1], Into = people[1], Relations = [new(lone[0], Relation.Sibling), new(lone[1], Relation.Other)] };
        (await register.MergeHouseholds(PeopledHouse.Clerk, join with { Relations = [new(lone[0], Relation.Sibling)] }, Ct)).Faults[0].Error.ShouldBe(PopulationErrors.RelationMissing);
        (await register.MergeHouseholds(PeopledHouse.Clerk, join, Ct)).Failed.ShouldBeFalse();
        (await house.Population.Household(lone[0], Today, Ct))!.Members.Count.ShouldBe(4);
        (await OpenPermanent(lone[0])).ShouldBe(1);
        // back together on the same day: what held for no day was never so, but stays in what was believed
        var back = join with { IdempotencyKey = PeopledHouse.Key(), Of = people[0], Into = people[1], Relations = [new(people[0], Relation.Sibling), new(people[3], Relation.Other)] };
        (await register.MergeHouseholds(PeopledHouse.Clerk, back, Ct)).Failed.ShouldBeFalse();
        (await house.Population.Household(people[3], Today, Ct))!.Id.ShouldBe(old.Id);
        (await OpenPermanent(people[3])).ShouldBe(1);
        (await house.Ask("select count(*) from population.household_member_past where person = $1 and household = $2", [people[3].Value, fresh.Id.Value], r => r.GetInt64(0))).ShouldBe(1);
    }

    [Fact]
    public async Task A_new_head_gives_the_others_relations_that_the_register_proves()
    {
        var home = (await house.Population.Household(DemoPeople.MothersFather.Id, Today, Ct))!;
        var change = new HeadChange { IdempotencyKey = PeopledHouse.Key(), Document = Paper(), On = Today, NewHead = DemoPeople.MothersMother.Id };
        (await register.ChangeHead(PeopledHouse.Clerk, change, Ct)).Failed.ShouldBeFalse();
        var after = (await house.Population.Household(DemoPeople.MothersFather.Id, Today, Ct))!;
        after.Id.ShouldBe(home.Id);
        after.Members.ToDictionary(m => m.Person, m => m.Relation).ShouldBe(new Dictionary<PersonId, Relation>
        {
            [DemoPeople.MothersMother.Id] = Relation.Head, [DemoPeople.MothersFather.Id] = Relation.Spouse, [DemoPeople.Mother.Id] = Relation.Child,
        }, ignoreOrder: true);
        (await house.Population.Household(DemoPeople.MothersFather.Id, Today.AddDays(-1), Ct))!.Members.Single(m => m.Relation == Relation.Head).Person.ShouldBe(DemoPeople.MothersFather.Id);
        (await register.ChangeHead(PeopledHouse.Clerk, change with { IdempotencyKey = PeopledHouse.Key() }, Ct)).Faults[0].Error.ShouldBe(PopulationErrors.HeadAlready);
    }

    [Fact]
    public async Task Absences_do_not_overlap_also_when_declared_at_once_and_end_with_the_return()
    {
        var person = (await house.NewHousehold(1))[0];
        AbsenceDeclaration Away(DateOnly on, DateOnly? until) =>
            new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper(), Person = person, On = on, Until = until, Case = "long", Reason = "Đi làm xa", Destination = "Bình Dương" };
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => register.DeclareAbsence(PeopledHouse.Clerk, Away(Today.AddDays(-40 + i), null), Ct))));
        answers.Count(a => !a.Failed).ShouldBe(1);
        answers.Where(a => a.Failed).ShouldAllBe(a => a.Faults[0].Error == PopulationErrors.AbsentAlready);
        (await register.EndAbsence(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper(), Person = person, On = Today.AddDays(-5) }, Ct)).Failed.ShouldBeFalse();
        (await register.DeclareAbsence(PeopledHouse.Clerk, Away(Today.AddDays(-5), Today.AddDays(30)), Ct)).Failed.ShouldBeFalse();
        (await house.Ask("select count(*) from population.absence where person = $1", [person.Value], r => r.GetInt64(0))).ShouldBe(3, "what was believed before stays");
    }

    [Fact]
    public async Task An_adjusted_address_holds_from_its_day_for_the_household_and_all_who_live_there()
    {
        var people = await house.NewHousehold(2);
        (await register.AdjustAddress(PeopledHouse.Clerk, new() { IdempotencyKey = PeopledHouse.Key(), Document = Paper(), On = Today, HouseholdOf = people[1], Address = "Số 18A, đường Mới" }, Ct)).Failed.ShouldBeFalse();
        foreach (var person in people)
        {
            var stays = await house.Population.ResidenceHistory(person, null, Ct);
            stays.Select(s => s.Address).ShouldBe(["Số 1, đường Thử", "Số 18A, đường Mới"]);
            stays[0].Until.ShouldBe(Today.AddDays(-1));
        }

        (await house.Population.Household(people[0], Today, Ct))!.Address.ShouldBe("Số 18A, đường Mới");
    }

    [Fact]
    public async Task Confirmations_of_a_commune_are_numbered_without_gaps_when_issued_at_once()
    {
        var people = await house.NewHousehold(6);
        var papers = await Task.WhenAll(people.Select(p => Task.Run(() => register.Confirm(PeopledHouse.Clerk, new(PeopledHouse.Key(), p, true), Ct))));
        papers.Select(p => int.Parse(p.Value.Number.Split('/')[0], System.Globalization.CultureInfo.InvariantCulture)).Order().ShouldBe(Enumerable.Range(1, 6));
        papers[0].Value.Expires.ShouldBe(papers[0].Value.Issued.AddMonths(12), "Thông tư 66/2023");
        papers[0].Value.Household!.Members.Count.ShouldBe(6);
        (await register.FindConfirmation(papers[0].Value.Id, Ct))!.Number.ShouldBe(papers[0].Value.Number);
    }

    [Theory]
    [InlineData("2026-11-10T14:00:00+07:00", "2026-11-10T23:00:00+07:00")]
    [InlineData("2026-11-10T22:59:00+07:00", "2026-11-10T23:00:00+07:00")]
    [InlineData("2026-11-10T23:30:00+07:00", "2026-11-11T08:00:00+07:00")]
    [InlineData("2026-11-10T18:00:00Z", "2026-11-11T23:00:00+07:00")]
    public void A_stay_is_due_by_the_hour_of_the_law(string arrived, string due)
    {
        var rules = LegalRules.Read(new ContentFolder(Path.Combine(TheHouse.Root, "content"), new ContentReport()));
        NotifyStay.Due(rules, DateTimeOffset.Parse(arrived, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_stay_is_taken_for_less_than_thirty_days_and_a_late_notice_is_marked()
    {
        var person = (await house.NewHousehold(1))[0];
        var notice = new StayNotice
        {
            IdempotencyKey = PeopledHouse.Key(), Document = Paper(), People = [person], On = Today.AddDays(-2), Arrived = HanoiTime.At(Today.AddDays(-2), new(9, 0)), Leaves = Today.AddDays(3), Commune = Other(),
            Address = "Nhà nghỉ Sông Thương", Host = "lodging",
        };
        (await register.NotifyStay(PeopledHouse.Clerk, notice with { Leaves = Today.AddDays(40) }, Ct)).Faults[0].Error.ShouldBe(PopulationErrors.StayTooLong);
        (await register.NotifyStay(PeopledHouse.Clerk, notice with { Commune = "99999" }, Ct)).Faults[0].Error.ShouldBe(PopulationErrors.CommuneUnknown);
        (await register.NotifyStay(PeopledHouse.Clerk, notice, Ct)).Failed.ShouldBeFalse();
        (await house.Ask("select told_at > due from population.stay where person = $1", [person.Value], r => r.GetBoolean(0))).ShouldBeTrue();
    }

    [Fact]
    public async Task Every_act_asks_for_its_document_and_tells_all_faults_at_once()
    {
        var person = (await house.NewHousehold(1))[0];
        var refused = await register.RemovePermanent(PeopledHouse.Clerk,
            new() { IdempotencyKey = PeopledHouse.Key(), Document = new("poem", " ", Today.AddDays(3), ""), Person = person, On = Today.AddDays(1), Ground = "boredom" }, Ct);
        refused.Faults.Select(f => f.Pointer).ShouldBe(["/document/kind", "/document/number", "/document/agency", "/document/date", "/on", "/ground"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_database_refuses_a_household_that_would_lose_its_head()
    {
        var people = await house.NewHousehold(2);
        var refused = await Should.ThrowAsync<PostgresException>(() =>
            house.Register.Execute("update population.household_member set until = current_date where person = $1 and until is null", [people[0].Value], Ct));
        refused.ConstraintName.ShouldBe("household_has_head");
    }

    [Fact]
    public async Task A_whole_household_that_moves_away_while_a_child_is_born_into_it_never_leaves_the_child_alone()
    {
        for (var round = 0; round < 12; round++)
        {
            var people = await house.NewHousehold(2, Sex.Female);
            var move = house.Population.RegisterPermanentResidence(PeopledHouse.Clerk, new()
            {
                IdempotencyKey = PeopledHouse.Key(), People = [new(people[0], Relation.Head), new(people[1], Relation.Other)], Commune = "07213", Address = "Thôn Hạ", From = Today, Document = "D",
            }, Ct);
            var birth = house.Population.RegisterBirth(PeopledHouse.Clerk, PeopledHouse.Birth(PeopledHouse.Key(), $"Bé Thứ {round}", Sex.Female, Today.AddDays(-3), people[0]) with { HouseholdOf = people[1], RegisteredOn = Today }, Ct);
            await Task.WhenAll(move, birth);
            ((await move).Failed && (await birth).Failed).ShouldBeFalse();
            var headless = await house.Ask("""
                select count(*) from population.household_member m where m.until is null and not exists (
                    select from population.household_member h join population.household o on o.id = h.household and o.closed is null where h.household = m.household and h.until is null and h.relation = 1)
                """, [], r => r.GetInt64(0));
            headless.ShouldBe(0);
        }
    }

    private string Other() => house.Get<LienThong.Directory.IDirectory>().Communes("24", Today).First(c => c.Code != "07210").Code;

    private async Task<long> OpenPermanent(PersonId person) => await house.Ask(
        "select count(*) from population.residence where person = $1 and kind = 1 and recorded_until is null and upper_inf(valid)", [person.Value], r => r.GetInt64(0));
}
