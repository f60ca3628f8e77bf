using LienThong.Procedures.Definitions;

namespace LienThong.Procedures.Dossiers;

/// <summary>The business states of a dossier: only the moves that its own version of the procedure allows. Money and delivery have states of their own.</summary>
internal static class StateMachine
{
    /// <summary>Where the action leads from here, or null when the version does not allow it.</summary>
    public static MoveRule? Move(ProcedureDefinition definition, string step, MoveAction action) =>
        definition.Moves.FirstOrDefault(m => m.Action == action && m.From.Contains(step, StringComparer.Ordinal));

    /// <summary>What the given actors can do now, in the order of the definition.</summary>
    public static IReadOnlyList<MoveRule> Open(ProcedureDefinition definition, string step, IReadOnlySet<Actor> actors) =>
        [.. definition.Moves.Where(m => m.From.Contains(step, StringComparer.Ordinal) && actors.Contains(m.By))];

    /// <summary>Nothing more will happen.</summary>
    public static bool Ended(int national) => national is 3 or 7 or 8 or 10;

    /// <summary>The timing of the dossier is over: the national order of ends is 9, 10, 3/8, 7.</summary>
    public static bool Finished(int national) => national is 3 or 7 or 8 or 9 or 10;
}

/// <summary>Fees: separate from the business of the dossier.</summary>
internal static class MoneyStates
{
    public const string None = "none", Due = "due", Paid = "paid", Refunded = "refunded";
}

/// <summary>Handing over of the result: separate from the business of the dossier.</summary>
internal static class DeliveryStates
{
    public const string None = "none", Ready = "ready", Delivered = "delivered";
}
