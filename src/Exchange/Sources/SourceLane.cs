using LienThong.Dictionary;
using LienThong.Exchange.Broker;
using LienThong.Kernel.Data;

namespace LienThong.Exchange.Sources;

/// <summary>The queue before one source for one set of fields: readings that come together share one query, and one append to the ledger.</summary>
sealed class SourceLane
{
    private readonly Lane<(PendingRead Read, int Part)> lane;
    private readonly SourceGate source;
    private readonly FieldCode[] fields;
    private readonly Finish finish;

    public SourceLane(SourceGate source, FieldCode[] fields, Finish finish, ExchangeOptions options, TimeProvider clock)
    {
        (this.source, this.fields, this.finish) = (source, fields, finish);
        lane = new(Batch, new() { InFlight = options.BatchesInFlight, BatchSize = options.BatchSize, Patience = options.Patience }, clock);
    }

    public void Enqueue(PendingRead read, int part) => lane.Enqueue((read, part));

    private async Task Batch(List<(PendingRead Read, int Part)> batch)
    {
        var rows = await Ask(batch);
        var complete = new List<PendingRead>(batch.Count);
        foreach (var (read, part) in batch)
        {
            var last = rows is null ? read.Silent(part) : read.Answered(part, rows.GetValueOrDefault(read.Subject));
            if (last) complete.Add(read);
        }
        if (complete.Count > 0) _ = finish.Run(complete); // the ledger works on this group while the source works on the next
    }

    private async Task<Dictionary<SubjectId, SourceRow>?> Ask(List<(PendingRead Read, int Part)> batch)
    {
        var subjects = new HashSet<SubjectId>(batch.Count);
        foreach (var (read, _) in batch) subjects.Add(read.Subject);
        if (await source.Read([.. subjects], fields) is not { } answer) return null;
        var rows = new Dictionary<SubjectId, SourceRow>(answer.Count);
        foreach (var row in answer) rows[row.Subject] = row;
        return rows;
    }
}
