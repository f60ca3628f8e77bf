using LienThong.Dictionary;
using LienThong.Exchange.Agreements;
using LienThong.Exchange.Sources;
using LienThong.Kernel.Results;

namespace LienThong.Exchange.Broker;

/// <summary>The one door to personal data: agreement, purpose, ground, mask, grouping, ledger, answer.</summary>
sealed class DataBroker(Admission admission, SourceSwitchboard sources, IDictionary dictionary, RecordComparison comparisons) : IDataBroker
{
    private const int MostSubjects = 1000;

    public async Task<Result<DataAnswer>> Read(DataRequest request, CancellationToken ct)
    {
        var allowed = await admission.Allow(request, ct);
        if (allowed.Failed) return await admission.Refuse(request, [request.Subject], allowed.Faults[0], ct);
        var read = await Start(request, allowed.Value, request.Subject, ct);
        return await read.Task; // sources and ledger answer in bounded time; whoever left in between is in the ledger all the same
    }

    public async Task<Result<IReadOnlyList<DataAnswer>>> ReadMany(BulkDataRequest request, CancellationToken ct)
    {
        if (request.Subjects.Count is 0 or > MostSubjects) return ExchangeErrors.TooManySubjects;
        var one = new DataRequest(request.Caller, request.Agreement, request.Purpose, request.Basis, request.Subjects[0], request.Fields);
        var allowed = await admission.Allow(one, request.Subjects, ct);
        if (allowed.Failed) return await admission.Refuse(one, request.Subjects, allowed.Faults[0], ct);
        var reads = new List<PendingRead>(request.Subjects.Count);
        foreach (var subject in request.Subjects) reads.Add(await Start(one, allowed.Value, subject, ct));
        var answers = new DataAnswer[reads.Count];
        Faults? faults = null;
        for (var i = 0; i < reads.Count; i++)
        {
            var answer = await reads[i].Task;
            if (answer.Failed) faults ??= answer.Faults; // every reading was written to the ledger; a locked person refuses the whole list
            else answers[i] = answer.Value;
        }
        return faults is null ? answers : faults;
    }

    public async Task<Result<IComparison>> Compare(ComparisonRequest request, CancellationToken ct)
    {
        var nobody = new DataRequest(request.Caller, request.Agreement, request.Purpose, request.Basis, default, request.Fields);
        var allowed = await admission.Allow(nobody, [], ct);
        if (allowed.Failed) return await admission.Refuse(nobody, [], allowed.Faults[0], ct);
        return new Comparison(request, allowed.Value.Agreement, comparisons);
    }

    private async ValueTask<PendingRead> Start(DataRequest request, LiveAgreement live, SubjectId subject, CancellationToken ct)
    {
        var edition = await dictionary.Current(ct);
        var board = await sources.Current(ct);
        var plan = live.PlanFor(request.Fields, board, fields => sources.Plan(board, fields, edition));
        var read = new PendingRead(request.Caller, live.Agreement, request.Basis, subject, plan);
        List<PendingRead>? silent = null;
        for (var p = 0; p < plan.Parts.Length; p++)
        {
            if (plan.Parts[p].Lane is { } lane) lane.Enqueue(read, p);
            else if (read.Silent(p)) silent = [read];
        }
        if (silent is not null) sources.Finish(silent);
        return read;
    }
}
