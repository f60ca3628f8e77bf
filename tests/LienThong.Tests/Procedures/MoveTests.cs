using LienThong.Kernel.Time;
using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;

namespace LienThong.Tests.Procedures;

public sealed class MoveTests
{
    private static Dossier New(ProcedureDefinition definition) => new()
    {
        Id = Guid.CreateVersion7(), Code = "H05.07210-261118-0001", ProcedureCode = definition.Code, Definition = 1, Account = "a", Applicant = Guid.CreateVersion7(),
        ApplicantName = "Nguyễn Thị Hoa", Channel = Channel.Online, ReceivingAgency = "H05.07210.HCC", DeskAgency = "H05.07210.HCC", CompetentAgency = "H05.07210.CA", ReturnPlace = "online", Province = "24",
        Matter = "m", Step = "submitted", National = 1, SubmittedAt = Given.Now,
    };

    private static Dossier Go(Dossier dossier, ProcedureDefinition definition, MoveAction action, DateTimeOffset at) =>
        Moves.Apply(dossier, definition, StateMachine.Move(definition, dossier.Step, action)!, at, Given.Calendar);

    [Fact]
    public void A_dossier_walks_from_filed_to_returned_through_the_national_codes()
    {
        var d = New(Given.Birth);
        var codes = new List<int> { d.National };
        foreach (var action in new[] { MoveAction.Receive, MoveAction.Check, MoveAction.Forward, MoveAction.Approve, MoveAction.CarryOut, MoveAction.Return })
        {
            d = Go(d, Given.Birth, action, Given.Now);
            codes.Add(d.National);
        }
        codes.ShouldBe([1, 2, 4, 4, 4, 9, 10]);
        d.Delivery.ShouldBe(DeliveryStates.Delivered);
        d.Notified.ShouldBeTrue();
        d.Ended.ShouldBeTrue();
    }

    [Theory]
    [InlineData("submitted", "approve")]
    [InlineData("returned", "receive")]
    [InlineData("supplement", "check")]
    [InlineData("refused", "receive")]
    public void What_the_version_does_not_allow_has_no_move(string step, string action) =>
        StateMachine.Move(Given.Birth, step, LienThong.Procedures.Work.HandleDossier.ActionOf(action)!.Value).ShouldBeNull();

    [Theory]
    [InlineData(9, 0, "2026-11-18")]    // Wednesday morning: the same day
    [InlineData(14, 59, "2026-11-18")]
    [InlineData(15, 0, "2026-11-19")]   // from 15:00: the next working day
    public void A_birth_is_due_the_same_day_unless_it_comes_after_three(int hour, int minute, string due)
    {
        var at = HanoiTime.At(new DateOnly(2026, 11, 18), new TimeOnly(hour, minute));
        HanoiTime.DateOf(Deadlines.Due(Given.Birth.Deadline, at, Given.Calendar)).ToString("yyyy-MM-dd").ShouldBe(due);
    }

    [Fact]
    public void Seven_working_days_skip_the_weekend_and_the_holiday()
    {
        // Received Wednesday 18th; 24 November is a holiday: 19 20 23 25 26 27 30.
        HanoiTime.DateOf(Deadlines.Due(Given.Residence.Deadline, Given.Now, Given.Calendar)).ShouldBe(new DateOnly(2026, 11, 30));
    }

    [Fact]
    public void After_a_supplement_the_whole_limit_counts_again_or_only_what_was_left()
    {
        var asked = Given.Now.AddDays(1);
        var given = Given.Now.AddDays(8); // Thursday 26th
        var rule = Given.Residence.Deadline;
        HanoiTime.DateOf(Deadlines.DueAfterSupplement(rule, AfterSupplement.Restart, Given.Now, asked, given, Given.Calendar)).ShouldBe(new DateOnly(2026, 12, 7));
        HanoiTime.DateOf(Deadlines.DueAfterSupplement(rule, AfterSupplement.Resume, Given.Now, asked, given, Given.Calendar)).ShouldBe(new DateOnly(2026, 12, 4));
    }

    [Fact]
    public void Papers_are_asked_for_once_only()
    {
        var d = Go(Go(New(Given.Residence), Given.Residence, MoveAction.Receive, Given.Now), Given.Residence, MoveAction.AskSupplement, Given.Now);
        d.Supplements.ShouldBe(1);
        var back = Go(d, Given.Residence, MoveAction.GiveSupplement, Given.Now.AddDays(2));
        back.Step.ShouldBe("received");
        Moves.Refusal(back, Given.Residence, MoveAction.AskSupplement)!.Error.Code.ShouldBe("PRO-0020");
    }

    [Fact]
    public void The_first_promise_stays_visible_when_the_date_moves()
    {
        var d = Go(New(Given.Residence), Given.Residence, MoveAction.Receive, Given.Now);
        var asked = Go(d, Given.Residence, MoveAction.AskSupplement, Given.Now);
        var back = Go(asked, Given.Residence, MoveAction.GiveSupplement, Given.Now.AddDays(5));
        back.FirstDueAt.ShouldBe(d.DueAt);
        back.DueAt!.Value.ShouldBeGreaterThan(d.DueAt!.Value);
        back.ReceivedAt.ShouldBe(d.ReceivedAt);
    }

    [Fact]
    public void An_officer_of_another_commune_has_no_standing()
    {
        var d = New(Given.Residence);
        Standing.Of(Fixture.TestCaller.Official("H05.07213.CA", "dossier.handle"), d).ShouldBeEmpty();
        Standing.Of(Fixture.TestCaller.Official("H05.07210.CA", "dossier.handle"), d).ShouldContain(Actor.Decider);
        Standing.Of(Fixture.TestCaller.Official("H05.07210", "dossier.handle"), d).ShouldBe(new HashSet<Actor> { Actor.Receiver });
        Standing.Of(Fixture.TestCaller.Official("H05.07210.HCC", "dossier.handle"), d).ShouldContain(Actor.Decider); // the police sit at the centre
        Standing.Of(Fixture.TestCaller.Official("H05.07210.CA"), d).ShouldBeEmpty();
    }

    [Fact]
    public void Due_states_are_early_today_and_overdue()
    {
        var due = HanoiTime.At(new DateOnly(2026, 11, 20), new TimeOnly(17, 0));
        Deadlines.State(due, null, Given.Now).ShouldBe(DueState.Early);
        Deadlines.State(due, null, due.AddHours(-2)).ShouldBe(DueState.Today);
        Deadlines.State(due, null, due.AddMinutes(1)).ShouldBe(DueState.Overdue);
        Deadlines.State(due, due.AddDays(-3), due.AddDays(9)).ShouldBe(DueState.Early);
    }
}
