using LienThong.Dictionary;
using LienThong.Exchange.Agreements;
using LienThong.Kernel.Access;
using LienThong.Kernel.Results;

namespace LienThong.Exchange.Broker;

/// <summary>A reading on its way: it waits in one lane per source, and is complete when the last source has answered and the ledger has it.</summary>
sealed class PendingRead(Caller caller, Agreement agreement, Basis basis, SubjectId subject, ReadPlan plan)
    : TaskCompletionSource<Result<DataAnswer>>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private readonly SourceRow?[] rows = new SourceRow?[plan.Parts.Length];
    private int waiting = plan.Parts.Length;
    private ulong unavailable; // by part

    public Caller Caller => caller;

    public Agreement Agreement => agreement;

    public Basis Basis => basis;

    public SubjectId Subject => subject;

    public ReadPlan Plan => plan;

    /// <summary>Notes what the source of a part knows; null row: it does not know the subject. True for the last part.</summary>
    public bool Answered(int part, SourceRow? row)
    {
        rows[part] = row;
        return Interlocked.Decrement(ref waiting) == 0;
    }

    /// <summary>Notes that the source of a part did not answer. True for the last part.</summary>
    public bool Silent(int part)
    {
        Interlocked.Or(ref unavailable, 1UL << part);
        return Interlocked.Decrement(ref waiting) == 0;
    }

    public bool Locked
    {
        get
        {
            foreach (var row in rows)
            {
                if (row is { Locked: true }) return true;
            }
            return false;
        }
    }

    public SourceRow? Row(int part) => rows[part];

    public bool IsSilent(int part) => (Volatile.Read(ref unavailable) & (1UL << part)) != 0;

    /// <summary>One value per asked field, in the order asked, and the mask of the fields that a source answered.</summary>
    public FieldValue[] Values(DateTimeOffset now, out ulong answered)
    {
        answered = 0;
        var values = new FieldValue[plan.Fields.Length];
        for (var p = 0; p < plan.Parts.Length; p++)
        {
            var part = plan.Parts[p];
            var silent = IsSilent(p);
            var cells = rows[p]?.Cells;
            for (var c = 0; c < part.Positions.Length; c++)
            {
                var at = part.Positions[c];
                if (!silent) answered |= 1UL << at;
                values[at] = silent ? new FieldValue(plan.Fields[at], null, null, part.Database, now, ReadOutcome.Unavailable)
                    : cells is null || cells[c].Value is null
                        ? new FieldValue(plan.Fields[at], null, null, part.Database, cells is null || cells[c].AsOf == default ? now : cells[c].AsOf, ReadOutcome.Absent)
                        : new FieldValue(plan.Fields[at], cells[c].Value, cells[c].Display, part.Database, cells[c].AsOf, ReadOutcome.Found);
            }
        }
        return values;
    }
}
