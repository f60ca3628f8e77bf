using LienThong.Kernel.Time;
using LienThong.Procedures.Definitions;

namespace LienThong.Procedures.Dossiers;

/// <summary>What a move does to a dossier. Pure: the same dossier, rule and instant always give the same dossier.</summary>
internal static class Moves
{
    public static Dossier Apply(Dossier dossier, ProcedureDefinition definition, MoveRule move, DateTimeOffset now, WorkingCalendar calendar)
    {
        var moved = dossier with { Step = move.To, National = definition.Step(move.To).National };
        return move.Action switch
        {
            MoveAction.Receive => Received(moved, Deadlines.Due(definition.Deadline, now, calendar), now),
            MoveAction.AskSupplement => moved with { Supplements = dossier.Supplements + 1, SupplementAt = now },
            MoveAction.GiveSupplement => Supplemented(moved, definition, now, calendar),
            MoveAction.Refuse or MoveAction.Stop or MoveAction.Withdraw => moved with { FinishedAt = now, SupplementAt = null },
            MoveAction.CarryOut => moved with { FinishedAt = now, Delivery = DeliveryStates.Ready },
            MoveAction.Return => moved with { ReturnedAt = now, Delivery = DeliveryStates.Delivered, Notified = true },
            _ => moved,
        };
    }

    /// <summary>Why the move is refused although the step allows it; null when it is fine.</summary>
    public static Fault? Refusal(Dossier dossier, ProcedureDefinition definition, MoveAction action) =>
        action is MoveAction.AskSupplement && dossier.Supplements >= definition.Supplement.Requests
            ? ProceduresErrors.SupplementSpent.With(definition.Supplement.Requests)
            : null;

    /// <summary>These moves owe the applicant a reason.</summary>
    public static bool NeedsNote(MoveAction action) => action is MoveAction.Refuse or MoveAction.AskSupplement or MoveAction.Stop or MoveAction.SendBack;

    private static Dossier Received(Dossier dossier, DateTimeOffset due, DateTimeOffset now) =>
        dossier with { ReceivedAt = dossier.ReceivedAt ?? now, DueAt = due, FirstDueAt = dossier.FirstDueAt ?? due };

    private static Dossier Supplemented(Dossier dossier, ProcedureDefinition definition, DateTimeOffset now, WorkingCalendar calendar)
    {
        var due = Deadlines.DueAfterSupplement(definition.Deadline, definition.Supplement.After, dossier.ReceivedAt, dossier.SupplementAt ?? now, now, calendar);
        return Received(dossier with { SupplementAt = null }, due, now);
    }
}
