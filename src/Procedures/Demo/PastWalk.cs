using LienThong.Kernel.Time;
using LienThong.Procedures.Definitions;
using LienThong.Procedures.Dossiers;
using LienThong.Procedures.Filing;

namespace LienThong.Procedures.Demo;

/// <summary>Walks one dossier of the past through its procedure, hour by hour, by the rules that living dossiers obey.</summary>
internal sealed class PastWalk(ProcedureDefinition definition, WorkingCalendar calendar, Random random, DateTimeOffset now)
{
    private static readonly MoveAction[] Way = [MoveAction.Receive, MoveAction.Check, MoveAction.Forward, MoveAction.Approve, MoveAction.CarryOut, MoveAction.Return];

    private static readonly TimeSpan Lying = TimeSpan.FromDays(6);

    private readonly List<StepEntry> log = [];

    public PastDossier Of(DemoApplicant person, PastBodies bodies, int days)
    {
        log.Clear();
        var start = Start(days);
        var proofs = definition.Papers.Where(p => p.When is null).Select(p => Proof(p, start)).ToList();
        var dossier = New(person, bodies, start, proofs);
        log.Add(new(1, start, "file", null, dossier.Step, dossier.National, "applicant", null, null, null));
        dossier = Walk(dossier);
        return new(Rated(Paid(dossier)), [.. log], proofs,
            [new("applicantName", "applicant", "person.fullName", person.FullName, person.FullName, "prefilled", "population", start, null, null)]);
    }

    // Most dossiers come on weekdays in working hours; online also in the evening.
    private DateTimeOffset Start(int days)
    {
        // Three in ten came in the last days, so that desks are not empty.
        var day = HanoiTime.DateOf(now).AddDays(-random.Next(random.Next(10) < 3 ? 5 : days));
        if (!calendar.IsWorkingDay(day) && random.Next(4) > 0) day = calendar.AddWorkingDays(day, 1);
        var at = HanoiTime.At(day, new TimeOnly(random.Next(7, 21), random.Next(60), random.Next(60)));
        return at < now ? at : now.AddMinutes(-random.Next(5, 300));
    }

    private Dossier New(DemoApplicant person, PastBodies bodies, DateTimeOffset start, List<StoredProof> proofs)
    {
        var channel = random.Next(100) < 72 ? Channel.Online : Channel.Counter;
        var fee = FilingPlan.Fee(definition, channel, HanoiTime.DateOf(start));
        var first = definition.Step(DefinitionCheck.FirstStep);
        return new Dossier
        {
            Id = Guid.CreateVersion7(start), Code = "", ProcedureCode = definition.Code, Definition = definition.Version, Account = "demo", Applicant = person.Person,
            ApplicantName = person.FullName, PhoneTail = random.Next(10_000).ToString("D4", System.Globalization.CultureInfo.InvariantCulture), Channel = channel,
            ReceivingAgency = channel is Channel.Counter && random.Next(100) < 23 ? bodies.OtherCounter : bodies.OneStop, CompetentAgency = bodies.Competent,
            DeskAgency = definition.Competence.DeskAtOneStop ? bodies.OneStop : null,
            ReturnPlace = channel is Channel.Online ? "online" : bodies.OneStop, Province = bodies.Province, Matter = "demo:" + Guid.CreateVersion7(start).ToString("N"),
            Step = first.Code, National = first.National, Fee = fee, Money = fee > 0 ? MoneyStates.Due : MoneyStates.None,
            PapersNamed = proofs.Count, PapersWaived = proofs.Count(p => p.Verdict is "waived"), SubmittedAt = start,
        };
    }

    private Dossier Walk(Dossier dossier)
    {
        var at = dossier.SubmittedAt;
        var pace = definition.Deadline.Kind is DeadlineKind.SameDay ? 1.1 : 11 + random.NextDouble() * 14;
        if (random.Next(14) == 0) pace *= 3.2; // some come late, as everywhere
        foreach (var action in Way)
        {
            at = action is MoveAction.CarryOut or MoveAction.Return ? at.AddSeconds(random.Next(1, 4)) : Working(at.AddHours(pace * (0.3 + random.NextDouble())));
            if (at >= now) break;
            if (action is not (MoveAction.CarryOut or MoveAction.Return) && now - dossier.SubmittedAt < Lying && random.Next(3) == 0) break; // still on somebody's desk
            if (action is MoveAction.Check && random.Next(18) == 0) return Aside(dossier, at);
            if (action is MoveAction.Receive && random.Next(40) == 0) return Step(dossier, MoveAction.Refuse, at, "Người nộp đã có hồ sơ cùng nội dung đang được giải quyết.");
            dossier = Step(dossier, action, at, null);
        }
        return dossier;
    }

    private Dossier Aside(Dossier dossier, DateTimeOffset at)
    {
        var asked = Step(dossier, MoveAction.AskSupplement, at, "Ảnh chụp giấy tờ bị mờ, không đọc được số. Chụp lại và tải lên.");
        return random.Next(3) > 0 || at.AddDays(3) >= now ? asked : Step(asked, MoveAction.Withdraw, at.AddDays(2), null);
    }

    private Dossier Step(Dossier dossier, MoveAction action, DateTimeOffset at, string? note)
    {
        if (StateMachine.Move(definition, dossier.Step, action) is not { } move) return dossier;
        var next = Moves.Apply(dossier, definition, move, at, calendar);
        var (actor, agency) = move.By switch
        {
            Actor.Applicant => ("applicant", (string?)null),
            Actor.System => ("system", null),
            Actor.Receiver => ("receiver", dossier.ReceivingAgency),
            _ => ("decider", dossier.CompetentAgency),
        };
        log.Add(new(log.Count + 1, at, DossierWrites.WordOf(action), dossier.Step, next.Step, next.National, actor, agency is null ? null : "demo", agency, note));
        return next;
    }

    private Dossier Paid(Dossier dossier)
    {
        if (dossier.Fee == 0 || dossier.ReceivedAt is not { } received || random.Next(100) >= 88) return dossier;
        return dossier with { Money = MoneyStates.Paid, PaidAt = received, PaidOnline = dossier.Channel is Channel.Online || random.Next(100) < 35 };
    }

    private Dossier Rated(Dossier dossier) => dossier.ReturnedAt is null || random.Next(100) >= 46 ? dossier : dossier with { Score = Mark(dossier) };

    private int Mark(Dossier dossier) => dossier.FinishedAt > dossier.DueAt ? random.Next(1, 5) : random.Next(100) < 78 ? 5 : random.Next(3, 5);

    private StoredProof Proof(PaperRule paper, DateTimeOffset at)
    {
        var fields = paper.ReplacedBy.SelectMany(r => r.Fields.Select(f => $"{r.Role}/{f}")).ToList();
        var waived = fields.Count > 0 && random.Next(100) < 91;
        return new(paper.Code, waived ? "waived" : "provided", waived ? null : fields.Count == 0 ? "noData" : "sourceUnavailable", [], fields, waived ? at : null, definition.Agreement, []);
    }

    private DateTimeOffset Working(DateTimeOffset at)
    {
        var (day, hour) = (HanoiTime.DateOf(at), HanoiTime.HourOf(at));
        if (!calendar.IsWorkingDay(day)) return HanoiTime.At(calendar.AddWorkingDays(day, 1), new TimeOnly(8, random.Next(60)));
        if (hour < new TimeOnly(7, 30)) return HanoiTime.At(day, new TimeOnly(8, random.Next(60)));
        return hour > new TimeOnly(17, 0) ? HanoiTime.At(calendar.AddWorkingDays(day, 1), new TimeOnly(8, random.Next(60))) : at;
    }
}
